import { IIdentity } from '../../core';

/**
 * Who may be granted access on a cluster.
 *
 * @example
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * const trainer = tfk8s.Identity.serviceAccount('training', 'trainer');
 * const reviewers = tfk8s.Identity.group('acme:reviewers');
 */
export class Identity implements IIdentity {
  /**
   * A service account of the cluster.
   *
   * @param namespace where the service account is
   * @param name what it is called
   */
  public static serviceAccount(namespace: string, name: string): Identity {
    return new Identity('ServiceAccount', name, namespace);
  }

  /**
   * A group, as the cluster's authenticator names it.
   *
   * @param name such as `acme:reviewers`
   */
  public static group(name: string): Identity {
    return new Identity('Group', name);
  }

  /**
   * A user, as the cluster's authenticator names it.
   *
   * @param name such as `jane@acme.io`
   */
  public static user(name: string): Identity {
    return new Identity('User', name);
  }

  public readonly identitySystem: string = 'kubernetes';

  public readonly identityName: string;

  private constructor(
    /** `ServiceAccount`, `Group` or `User`. */
    public readonly kind: string,
    private readonly subjectName: string,
    /** The namespace of a service account. */
    public readonly namespace?: string,
  ) {
    this.identityName = namespace ? `system:serviceaccount:${namespace}:${subjectName}` : subjectName;
  }

  /** The subject of a RoleBinding. @internal */
  public _subject() {
    const apiGroup = this.kind === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io';
    return { kind: this.kind, name: this.subjectName, namespace: this.namespace, apiGroup };
  }
}
