type Labels = Readonly<Record<string, string>>;

/** Whose rights they are. */
interface Holder {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
}

const RBAC = 'rbac.authorization.k8s.io/v1';

/**
 * What the operator calls, and no more: https://github.com/kubeflow/mpi-operator/blob/v0.8.0/pkg/controller/mpi_job_controller.go. Jobs may be in any
 * namespace, and RBAC cannot tell a job's Secret, which holds the key that its pods reach each other with, from others: hence Secrets of the whole cluster.
 * The status of a launcher is written when Kueue lets a job go on, which the project's own role leaves out.
 */
const RULES = [
  rule('', ['configmaps', 'secrets', 'services'], ['create', 'list', 'update', 'watch']),
  rule('', ['pods'], ['create', 'delete', 'list', 'watch']),
  rule('', ['events'], ['create', 'patch']),
  rule('batch', ['jobs'], ['create', 'list', 'update', 'watch']),
  rule('batch', ['jobs/status'], ['update']),
  rule('kubeflow.org', ['mpijobs'], ['list', 'watch']),
  rule('kubeflow.org', ['mpijobs/finalizers', 'mpijobs/status'], ['update']),
  rule('scheduling.k8s.io', ['priorityclasses'], ['list', 'watch']),
];

const GANG_RULE = rule('scheduling.volcano.sh', ['podgroups'], ['create', 'delete', 'list', 'update', 'watch']);

/** The service account, its rights in the cluster, and those to lead in its own namespace. */
export function mpiOperatorRights(holder: Holder, gangScheduling: boolean): Record<string, unknown>[] {
  const { name, namespace, labels } = holder;
  const inside = { name, namespace, labels };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: inside },
    { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name, labels }, rules: gangScheduling ? [...RULES, GANG_RULE] : RULES },
    { apiVersion: RBAC, kind: 'ClusterRoleBinding', metadata: { name, labels }, ...binding('ClusterRole', holder) },
    { apiVersion: RBAC, kind: 'Role', metadata: inside, rules: [rule('coordination.k8s.io', ['leases'], ['create', 'get', 'update'])] },
    { apiVersion: RBAC, kind: 'RoleBinding', metadata: inside, ...binding('Role', holder) },
  ];
}

function binding(kind: string, { name, namespace }: Holder): Record<string, unknown> {
  return { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name }, subjects: [{ kind: 'ServiceAccount', name, namespace }] };
}

function rule(group: string, resources: string[], verbs: string[]): Record<string, unknown> {
  return { apiGroups: [group], resources, verbs };
}
