import { Construct } from 'constructs';
import { JobBackend } from '../../core/jobs/job-backend';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { runsInCluster, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { BatchJob } from './batch-job';
import { ClusterJob } from './cluster-job';
import { ManagedJob } from './managed-job';

/** What runs a job: the place of its plan says which. */
export function makeBackend(job: Construct, plan: TrainingJobPlan, platform: IMlPlatform): JobBackend {
  if (runsInCluster(plan)) return new ClusterJob(job, 'Cluster', { platform, plan });
  const managed = plan as TrainingJobPlan<ServicePlace>;
  return managed.place.kind === 'batch' ? new BatchJob(job, 'Batch', { platform, plan: managed }) : new ManagedJob(job, 'SageMaker', { platform, plan: managed });
}
