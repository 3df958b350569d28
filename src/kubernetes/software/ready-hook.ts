import { ClusterTraits } from '../../core';
import { kubectlImage } from './kubectl-image';

/** A custom resource that is waited for, and its kind as RBAC names it. */
export interface AwaitedResource {
  readonly name: string;
  readonly namespace: string;
  readonly group: string;
  readonly resource: string;
  /** How long it is waited for. */
  readonly seconds: number;
}

/** https://helm.sh/docs/topics/charts_hooks/ */
export const HOOK_DELETED = 'before-hook-creation,hook-succeeded';

/**
 * Waits in a hook of Helm until a custom resource says that it is ready: Helm itself waits for the kinds of Kubernetes only, and what comes next needs what this one
 * makes. Its account may look at that one resource.
 */
export function readyHook(awaited: AwaitedResource, { labels, mirror }: ClusterTraits): Array<Record<string, unknown>> {
  const { name, namespace, group, resource, seconds } = awaited;
  const accountName = `${name}-wait`;
  const metadata = { name: accountName, namespace, labels };
  const rbac = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata,
      // `kubectl wait` lists and watches by the name, which a rule with that name lets it.
      rules: [{ apiGroups: [group], resources: [resource], resourceNames: [name], verbs: ['get', 'list', 'watch'] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name: accountName },
      subjects: [{ kind: 'ServiceAccount', name: accountName, namespace }],
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { ...metadata, annotations: { 'helm.sh/hook': 'post-install,post-upgrade', 'helm.sh/hook-delete-policy': HOOK_DELETED } },
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: seconds,
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: accountName,
            automountServiceAccountToken: true,
            restartPolicy: 'Never',
            securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [{
              name: 'wait',
              image: kubectlImage(mirror),
              args: ['wait', `${resource}.${group}/${name}`, `--namespace=${namespace}`, '--for=condition=Ready', `--timeout=${seconds}s`],
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            }],
          },
        },
      },
    },
  ];
}
