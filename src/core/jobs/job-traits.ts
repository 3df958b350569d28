import { IConstruct } from 'constructs';
import { ITrainingJob } from './training-job';
import { TrainingJobPlan } from './training-job-plan';

/** What a monitor that starts a job has to know of it. */
export interface JobTraits {
  /** Whose job it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly system: string;
  /** The platform that it belongs to. */
  readonly platform: IConstruct;
  readonly plan: TrainingJobPlan;
}

/** A job of this library, which tells the plan of a monitor what it is; jsii leaves the method out of what is public. */
export interface JobWithTraits extends ITrainingJob {
  _traits(): JobTraits;
}

/** Whether a job is one of this library's, and not somebody's own class. */
export function hasJobTraits(job: ITrainingJob): job is JobWithTraits {
  return typeof (job as Partial<JobWithTraits>)._traits === 'function';
}
