import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { ClusterJobBinding } from './cluster-job-binding';
import { JobVolumes } from './job-volumes';
import { asWritten } from './kubelet-text';

type Json = Record<string, unknown>;

/**
 * The variables of a pod. The name of the run comes first, since those of the folders are made of it; what the user says comes last but for what tells the
 * processes of each other.
 */
export function podEnvironment(
  plan: TrainingJobPlan<ClusterPlace>,
  { environment: places }: JobVolumes,
  { storageEnvironment = [] }: ClusterJobBinding,
  runLabel: string,
): Json[] {
  return [
    { name: 'ML_RUN_ID', valueFrom: { fieldRef: { fieldPath: `metadata.labels['${runLabel}']` } } },
    ...places,
    ...storageEnvironment,
    ...Object.entries(plan.environment).map(([name, value]) => ({ name, value: asWritten(value) })),
    ...plan.secrets.map(({ variable, secret }) => (secret.kind === 'kubernetes'
      ? { name: variable, valueFrom: { secretKeyRef: { name: secret.secretId, key: secret.key } } }
      : { name: `${variable}_SECRET_ID`, value: secret.secretId })),
  ];
}
