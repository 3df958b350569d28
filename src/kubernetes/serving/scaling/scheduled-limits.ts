import { crontabOf } from '../../../core/jobs/crontab';
import { Problems } from '../../../core/private';
import { ScheduledLimits } from '../../../core/serving/scaling-plan';
import { VariantPlan } from '../../../core/serving/variant-plan';
import { kubectlImage } from '../../software/kubectl-image';
import { ClusterEndpointPlan, metadataOf, variantLabels } from '../endpoint-labels';

type Json = Record<string, unknown>;

const RBAC = 'rbac.authorization.k8s.io';
/** Holds a workload at a number, also at none: https://keda.sh/docs/2.20/concepts/scaling-deployments/#pause-autoscaling */
const PAUSED = 'autoscaling.keda.sh/paused-replicas';

/**
 * A CronJob for each time at which the limits of a ScaledObject change: those of KEDA's own trigger `cron` only ever ask for more. Its account may change that one
 * ScaledObject, which Helm then leaves as it is.
 */
export function scheduledLimits(plan: ClusterEndpointPlan, variant: VariantPlan, scaledObject: string): Json[] {
  const { schedules } = variant.scaling;
  if (schedules.length === 0) return [];
  const labels = variantLabels(plan, variant);
  const account = `${scaledObject}-schedule`;
  const metadata = metadataOf(plan, account, labels);
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules: [{ apiGroups: ['keda.sh'], resources: ['scaledobjects'], resourceNames: [scaledObject], verbs: ['get', 'patch'] }] },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name: account },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: plan.place.namespace }],
    },
    ...schedules.map((limits) => cronJob(plan, limits, { account, scaledObject, labels })),
  ];
}

interface Changer {
  readonly account: string;
  readonly scaledObject: string;
  readonly labels: Readonly<Record<string, string>>;
}

function cronJob(plan: ClusterEndpointPlan, limits: ScheduledLimits, { account, scaledObject, labels }: Changer): Json {
  const { namespace, traits } = plan.place;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(plan, `${scaledObject}-${limits.name}`, labels),
    spec: {
      schedule: crontabOf(limits.when, 'Kubernetes', new Problems()),
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: {
          backoffLimit: 3,
          template: {
            // No label of the endpoint: its policies and monitors are about pods that answer.
            metadata: { labels: traits.labels },
            spec: {
              serviceAccountName: account,
              automountServiceAccountToken: true,
              restartPolicy: 'Never',
              securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
              containers: [{
                name: 'limit',
                image: kubectlImage(traits.mirror),
                args: ['patch', `scaledobjects.keda.sh/${scaledObject}`, `--namespace=${namespace}`, '--type=merge', `--patch=${JSON.stringify(patchOf(limits))}`],
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
                securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
              }],
            },
          },
        },
      },
    },
  };
}

/** At none the workload is held; KEDA would let it up at the first measurement. */
function patchOf({ min, max }: ScheduledLimits): Json {
  if (min === 0) return { metadata: { annotations: { [PAUSED]: '0' } } };
  return { metadata: { annotations: { [PAUSED]: null } }, spec: { minReplicaCount: min, maxReplicaCount: max } };
}
