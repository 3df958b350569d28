import { Schedule } from '../../core';
import { schedulerExpression } from '../../facts/aws/job-schedules';

/** A schedule as EventBridge Scheduler takes it; nothing where it has no words for it. */
export function expressionOf({ cronExpression, interval }: Schedule): string | undefined {
  return schedulerExpression({ cron: cronExpression, minutes: interval?.toMinutes() });
}
