import { Schedule } from '../../core';
import { Problems } from '../../core/private';
import { ScalingPlan } from '../../core/serving/scaling-plan';
import { AutoscaleRule, autoscaleRules } from './autoscale-rules';
import { DEPLOYMENT } from './placeholders';

/** A profile of `Microsoft.Insights/autoscalesettings@2022-10-01`. */
interface AutoscaleProfile {
  readonly name: string;
  readonly capacity: { readonly minimum: string; readonly maximum: string; readonly default: string };
  readonly rules: readonly AutoscaleRule[];
  readonly recurrence?: {
    readonly frequency: 'Week';
    readonly schedule: { readonly timeZone: 'UTC'; readonly days: readonly string[]; readonly hours: readonly number[]; readonly minutes: readonly number[] };
  };
}

/** The properties of an autoscale setting. */
export interface AutoscaleProperties {
  readonly enabled: true;
  readonly targetResourceUri: string;
  readonly profiles: readonly AutoscaleProfile[];
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** How a deployment scales; undefined where it has as many replicas always. A profile of a schedule holds until the next one begins. */
export function autoscaleProperties(scaling: ScalingPlan): AutoscaleProperties | undefined {
  const { min, max, schedules } = scaling;
  if (min === max && schedules.length === 0) return undefined;
  const rules = autoscaleRules(scaling);
  const profile = (name: string, limits: { readonly min: number; readonly max: number }): AutoscaleProfile => ({
    name,
    capacity: { minimum: String(limits.min), maximum: String(limits.max), default: String(limits.min) },
    rules: limits.min === limits.max ? [] : rules,
  });
  const scheduled = schedules.map((limits) => ({ ...profile(limits.name, limits), recurrence: weekly(limits.when, new Problems())! }));
  return { enabled: true, targetResourceUri: DEPLOYMENT, profiles: [profile('usual', { min, max }), ...scheduled] };
}

/** A schedule as a recurrence within a week, which is all that Azure Monitor has: https://learn.microsoft.com/en-us/azure/azure-monitor/autoscale/autoscale-multiprofile */
export function weekly({ cronExpression }: Schedule, problems: Problems): AutoscaleProfile['recurrence'] {
  const [minute = '', hour = '', dayOfMonth, month, dayOfWeek = ''] = cronExpression?.split(' ') ?? [];
  if (dayOfMonth !== '*' || month !== '*' || !/^\d+$/.test(minute) || !/^\d+$/.test(hour)) {
    problems.add(
      'serving/schedule',
      `the number of replicas is to change at '${cronExpression ?? 'a distance'}', but Azure Monitor changes it at one time of some days of the week: give Schedule.daily(…), or Schedule.cron with 'hour', 'minute' and 'dayOfWeek'`,
    );
    return undefined;
  }
  return { frequency: 'Week', schedule: { timeZone: 'UTC', days: daysOf(dayOfWeek), hours: [Number(hour)], minutes: [Number(minute)] } };
}

function daysOf(field: string): string[] {
  const wanted = new Set(field.split(',').flatMap((item) => {
    const [range = '*', step = '1'] = item.split('/');
    const [from, to = range === '*' ? '6' : range] = range === '*' ? ['0'] : range.split('-');
    const last = item.includes('/') && /^\d+$/.test(range) ? 6 : Number(to);
    return DAYS.flatMap((_, day) => (day >= Number(from) && day <= last && (day - Number(from)) % Number(step) === 0 ? [day] : []));
  }));
  return DAYS.filter((_, day) => wanted.has(day));
}
