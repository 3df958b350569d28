import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { Problems, stableSuffix } from '../../core/private';
import { requireNamespace } from '../../core/training/service-account-plan';
import { ClusterRoleBindingV1 } from '../../providers/kubernetes/cluster-role-binding-v1';
import { RoleBindingV1 } from '../../providers/kubernetes/role-binding-v1';
import { stableText } from '../../terraform';
import { Identity } from '../identity/identity';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Who may work in a cluster, by the roles that every cluster has: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 * Software adds the rights on its own kinds to `edit`, so that a role of ours would always lag behind.
 */
export class ClusterGrants extends Construct {
  private readonly granted = new Set<string>();

  public constructor(scope: Construct, id: string, private readonly props: { readonly name: string; readonly labels: Record<string, string> }) {
    super(scope, id);
  }

  /** `edit` in one namespace: everything that runs there and its Secrets, but no roles, quotas or limits. */
  public edit(identity: IIdentity, namespace: string, after: ITerraformDependable[]): void {
    const problems = new Problems(this);
    requireNamespace(namespace, problems);
    const suffix = this.suffixOf(identity, namespace, problems);
    if (!suffix) return;
    new RoleBindingV1(this, `Edit${suffix}`, {
      metadata: { name: `${this.props.name}-edit-${suffix}`, namespace, labels: this.props.labels },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'edit' },
      subject: [(identity as Identity)._subject()],
      dependsOn: after,
    });
  }

  /**
   * `cluster-admin`: whoever administers a cluster installs software that brings kinds, webhooks and roles of its own, and nobody may give rights that he
   * lacks himself, so that a narrower role would not do.
   */
  public admin(identity: IIdentity): void {
    const suffix = this.suffixOf(identity, '', new Problems(this));
    if (!suffix) return;
    new ClusterRoleBindingV1(this, `Admin${suffix}`, {
      metadata: { name: `${this.props.name}-admin-${suffix}`, labels: this.props.labels },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
      subject: [(identity as Identity)._subject()],
    });
  }

  /** Of a grant that is new. Two programs may grant the same to the same, so the suffix tells them apart, too. */
  private suffixOf(identity: IIdentity, namespace: string, problems: Problems): string | undefined {
    requireIdentityOf('kubernetes', identity, problems);
    problems.throwIfAny();
    const suffix = stableSuffix(stableText(this, identity.identityName), stableText(this, namespace), this.node.path);
    if (this.granted.has(suffix)) return undefined;
    this.granted.add(suffix);
    return suffix;
  }
}
