import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { s3Volumes } from '../../kubernetes/jobs/volumes/s3-volumes';
import { ObjectStorage } from '../storage/object-storage';

const REGION = 'us-east-1';

/** Objects are mounted with what the driver was installed with: the store knows no identities of pods. */
export function jobVolumes({ endpoint, region = REGION }: ObjectStorage) {
  return s3Volumes({ region, endpoint, identity: 'driver' });
}

/** What clients of S3 read, where the code reaches objects by itself; the Secret is looked up in the namespace of the job. */
export function storageEnvironment(plan: TrainingJobPlan<ClusterPlace>, storage: ObjectStorage): Array<Record<string, unknown>> {
  const { inputs, checkpoints, output } = plan;
  if (![...inputs, checkpoints, output].some((mount) => mount?.kind === 'stream' && mount.path)) return [];
  const { endpoint, region = REGION, credentialsSecret, readOnlyCredentialsSecret } = storage;
  const writes = [checkpoints, output].some((mount) => mount?.kind === 'stream');
  const name = writes ? credentialsSecret : readOnlyCredentialsSecret ?? credentialsSecret;
  return [
    { name: 'AWS_ENDPOINT_URL', value: endpoint },
    { name: 'AWS_REGION', value: region },
    ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })),
  ];
}
