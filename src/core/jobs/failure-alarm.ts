import { AlarmProps, Comparison } from '../observability';
import { ITrainingJobMetrics } from './training-job';
import { TrainingJobPlan } from './training-job-plan';

/** The alarm that every job has: a target makes it with its own `Alarm`. */
export function failureAlarmProps({ name, severity, checkpoints }: TrainingJobPlan, metrics: ITrainingJobMetrics): AlarmProps {
  const resume = checkpoints ? ' What it has learnt until then lies in its checkpoints.' : '';
  return {
    metric: metrics.runsFailed(),
    threshold: 0,
    comparison: Comparison.ABOVE,
    severity,
    description: `${name}: a run failed and does not start again by itself.${resume} Read the logs of the run, then start another by hand.`,
  };
}
