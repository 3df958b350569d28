import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, metadataOf, namesOf } from './drift-labels';

type Json = Record<string, unknown>;

const RBAC = 'rbac.authorization.k8s.io';

/** The right of the runs of a monitor to write what they found into one ConfigMap. */
export function resultsRights(plan: ClusterDriftPlan, { serviceAccountName }: Pick<ClusterDriftBinding, 'serviceAccountName'>): Json[] {
  const { results } = namesOf(plan);
  const metadata = metadataOf(plan, results);
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [results], verbs: ['get', 'patch'] }] },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: results },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccountName, namespace: plan.place.namespace }],
    },
  ];
}
