import { IMetric } from '../observability';
import { ITrainingJobMetrics } from './training-job';

/** Measurements of a job, whatever runs it. */
export class TrainingJobMetrics implements ITrainingJobMetrics {
  public constructor(private readonly failed: IMetric) {}

  public runsFailed(): IMetric {
    return this.failed;
  }
}
