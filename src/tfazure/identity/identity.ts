import { IIdentity } from '../../core';
import { isUnresolved, refuse } from '../../core/private';

const OBJECT_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Somebody in Microsoft Entra ID who may be granted access, by object id.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * const team = tfazure.Identity.group('11111111-2222-3333-4444-555555555555');
 */
export class Identity implements IIdentity {
  /**
   * Anybody, when it is not known what kind of principal it is. Prefer the other factories: with the kind, Azure need not look it up, which fails
   * for a principal that was made a moment ago.
   *
   * @param objectId the object id, not the application id
   */
  public static principal(objectId: string): Identity {
    return new Identity(objectId);
  }

  /**
   * A person. Throws `identity/object-id`.
   *
   * @param objectId the object id of the user
   */
  public static user(objectId: string): Identity {
    return new Identity(objectId, 'User');
  }

  /**
   * A security group. Throws `identity/object-id`.
   *
   * @param objectId the object id of the group
   */
  public static group(objectId: string): Identity {
    return new Identity(objectId, 'Group');
  }

  /**
   * An application or a managed identity. Throws `identity/object-id`.
   *
   * @param objectId the object id of the service principal (`principal_id` of a managed identity)
   */
  public static servicePrincipal(objectId: string): Identity {
    return new Identity(objectId, 'ServicePrincipal');
  }

  /** Always `azure`. */
  public readonly identitySystem: string = 'azure';

  private constructor(
    /** The object id. */
    public readonly identityName: string,
    /** `User`, `Group` or `ServicePrincipal`; absent where it is not known. */
    public readonly principalType?: string,
  ) {
    if (!isUnresolved(identityName) && !OBJECT_ID.test(identityName)) {
      refuse('identity/object-id', `'${identityName}' is no object id: give the GUID of the user, group or service principal in Microsoft Entra ID`);
    }
  }
}
