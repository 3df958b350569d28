import { Schedule } from '../../core';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { SCHEDULE_REFUSAL, schedulerExpression } from '../../facts/aws/job-schedules';

/** Its expressions are those of EventBridge: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html */
const SERVICE = 'Application Auto Scaling';

/** A schedule as Application Auto Scaling takes it; notes what it has no words for. */
export function scheduleOf(schedule: Schedule, problems: Problems): string | undefined {
  const crontab = crontabOf(schedule, SERVICE, problems);
  const expression = schedulerExpression(crontab);
  if (expression === undefined) problems.add('serving/schedule', `the schedule '${crontab}' ${SCHEDULE_REFUSAL}`);
  return expression;
}
