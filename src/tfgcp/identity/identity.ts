import { IIdentity } from '../../core';
import { isUnresolved, refuse } from '../../core/private';

const EMAIL = /^[^\s@:]+@[^\s@:]+\.[^\s@:]+$/;

/**
 * Somebody or something that may be granted access on Google Cloud.
 *
 * @see https://docs.cloud.google.com/iam/docs/principal-identifiers
 *
 * @example
 * import { tfgcp } from 'ml-platform-constructs';
 *
 * const team = tfgcp.Identity.group('ml@acme.io');
 * const robot = tfgcp.Identity.serviceAccount('ci@acme-build.iam.gserviceaccount.com');
 */
export class Identity implements IIdentity {
  /**
   * A group of Google Workspace or Cloud Identity. Throws `identity/email` for what is no address.
   *
   * @param email such as `ml@acme.io`; a value known only at deployment is fine
   */
  public static group(email: string): Identity {
    return new Identity(`group:${checkedEmail(email)}`);
  }

  /**
   * A person. Throws `identity/email` for what is no address.
   *
   * @param email such as `ada@acme.io`
   */
  public static user(email: string): Identity {
    return new Identity(`user:${checkedEmail(email)}`);
  }

  /**
   * A service account. Throws `identity/email` for what is no address.
   *
   * @param email such as `ci@acme-build.iam.gserviceaccount.com`
   */
  public static serviceAccount(email: string): Identity {
    return new Identity(`serviceAccount:${checkedEmail(email)}`);
  }

  /**
   * What a workload identity pool lets in, such as the workflows of a repository. Throws `identity/principal-set`.
   *
   * @param set `//iam.googleapis.com/projects/…/locations/global/workloadIdentityPools/…/attribute.…/…`, with or without `principalSet:` before it
   */
  public static principalSet(set: string): Identity {
    const path = set.replace(/^principalSet:/, '');
    if (!isUnresolved(path) && !path.startsWith('//iam.googleapis.com/')) {
      refuse('identity/principal-set', `'${set}' is no principal set: give '//iam.googleapis.com/projects/…/workloadIdentityPools/…'`);
    }
    return new Identity(`principalSet:${path}`);
  }

  /**
   * One workload or person that an identity pool lets in, such as a service account of Kubernetes. Throws `identity/principal`.
   *
   * @param name `//iam.googleapis.com/…/subject/…`, with or without `principal:` before it
   */
  public static principal(name: string): Identity {
    const path = name.replace(/^principal:/, '');
    if (!path.startsWith('//iam.googleapis.com/') && !isUnresolved(path)) {
      refuse('identity/principal', `'${name}' is no principal: give '//iam.googleapis.com/projects/…/workloadIdentityPools/…/subject/…'`);
    }
    return new Identity(`principal:${path}`);
  }

  /** Always `gcp`. */
  public readonly identitySystem: string = 'gcp';

  private constructor(
    /** The member as IAM writes it: `group:ml@acme.io`. */
    public readonly identityName: string,
  ) {}
}

function checkedEmail(email: string): string {
  if (!isUnresolved(email) && !EMAIL.test(email)) {
    refuse('identity/email', `'${email}' is no e-mail address of an identity: give it without a prefix, as 'ml@acme.io'`);
  }
  return email;
}
