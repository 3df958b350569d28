/**
 * A line of a crontab as EventBridge Scheduler takes it; nothing where it has no words for it. Of the two fields for days one has to be `?`, where a crontab
 * takes either of both; a week begins with Sunday, 1. Steps are written out, since a step begins elsewhere there. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * No distance becomes a `rate(…)`: without a date to begin it starts immediately, so that a deployment would start a run, and so would each change of the schedule.
 */
export function schedulerExpression(cron: string): string | undefined {
  const [minute, hour, dayOfMonth, month, dayOfWeek] = cron.split(' ') as [string, string, string, string, string];
  if (dayOfMonth !== '*' && dayOfWeek !== '*') return undefined;
  const days = dayOfWeek === '*' ? [listed(dayOfMonth, 1, 31), '?'] : ['?', listed(dayOfWeek, 0, 6, 1)];
  return `cron(${[listed(minute, 0, 59), listed(hour, 0, 23), days[0], listed(month, 1, 12), days[1], '*'].join(' ')})`;
}

/** A field with its ranges as they are and its steps written out, each value higher by what the service counts from. */
function listed(field: string, lowest: number, highest: number, offset = 0): string {
  if (field === '*') return field;
  return field.split(',').map((item) => {
    const [range, step] = item.split('/') as [string, string | undefined];
    const [from, to] = range === '*' ? [lowest, highest] : range.split('-').map(Number) as [number, number | undefined];
    if (step === undefined) return to === undefined ? String(from + offset) : `${from + offset}-${to + offset}`;
    const last = to ?? highest;
    return Array.from({ length: Math.floor((last - from) / Number(step)) + 1 }, (_, i) => from + i * Number(step) + offset).join(',');
  }).join(',');
}

/** When a schedule of core is due: in UTC, and at its minute. */
export const SCHEDULE_TIMES = { scheduleExpressionTimezone: 'UTC', flexibleTimeWindow: { mode: 'OFF' } } as const;

/** How a start that fails is tried again, for an hour. */
export const SCHEDULE_RETRY = { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 3600 } as const;

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
export const SCHEDULER_SERVICE = 'scheduler.amazonaws.com';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html */
export const EVENTS_SERVICE = 'events.amazonaws.com';

/** An object that arrived; `{bucket}` is the name of the bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export const OBJECT_CREATED = {
  'source': ['aws.s3'],
  'detail-type': ['Object Created'],
  'detail': { bucket: { name: ['{bucket}'] }, object: { key: [{ prefix: '{prefix}' }] } },
} as const;

/** What is said of a schedule that has no expression. */
export const SCHEDULE_REFUSAL =
  'names days of the month and days of the week, of which EventBridge Scheduler takes one: give two schedules, each with one of them';

/** What is said of a store that sends no events. */
export function eventsRefusal(storeName: string, key: string): string {
  return `objects under '${key}' are to start the job, but the bucket '${storeName}' was not made here, so that its events cannot be switched on: `
    + "make the job in the program that makes the bucket, or switch its events to EventBridge on and start the job from a rule of yours ('grantStart')";
}
