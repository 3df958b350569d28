/** Whom RBAC binds. */
export interface ClusterSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

const RBAC = 'rbac.authorization.k8s.io';
/** Who a service account of Kubernetes is to IAM ends so. */
const SERVICE_ACCOUNT = /\/subject\/ns\/([^/]+)\/sa\/([^/]+)$/;

/**
 * How RBAC names a member of IAM: people and service accounts by their e-mail, groups by theirs if the cluster's security group holds them, and what a pool
 * of identities lets in by its whole name.
 *
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/role-based-access-control#rolebinding, https://docs.cloud.google.com/iam/docs/principal-identifiers
 */
export function subjectOf(member: string): ClusterSubject {
  const [, namespace, account] = SERVICE_ACCOUNT.exec(member) ?? [];
  if (namespace && account) return { kind: 'ServiceAccount', name: account, namespace };
  const [, type, name] = /^(\w+):(.*)$/s.exec(member) ?? [];
  if (type === 'group') return { kind: 'Group', name: name!, apiGroup: RBAC };
  if (type === 'principalSet') return { kind: 'Group', name: member, apiGroup: RBAC };
  return { kind: 'User', name: type === 'principal' ? member : name ?? member, apiGroup: RBAC };
}
