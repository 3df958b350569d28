import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A job that AWS Batch runs. */
export type BatchPlan = TrainingJobPlan<ServicePlace>;

/** What the parts of such a job stand on. */
export interface BatchContext {
  readonly plan: BatchPlan;
  readonly platform: IMlPlatform;
  /** For the braces of the almanac. */
  readonly values: Values;
  readonly tags: Record<string, string>;
}
