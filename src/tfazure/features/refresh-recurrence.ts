import { Schedule } from '../../core';

/** How often Azure ML brings values online. */
export interface RefreshRecurrence {
  readonly triggerType: 'Recurrence';
  readonly frequency: 'Hour' | 'Day';
  readonly interval: number;
  readonly startTime: string;
  readonly timeZone: 'UTC';
}

/**
 * Whole hours or days: "Only support Day and Hour", and "Recurrence pattern will not be supported", so that the time of a day is that of the first run.
 * https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-feature-set
 */
export function refreshRecurrence({ interval, cronExpression }: Schedule): RefreshRecurrence | undefined {
  if (interval) {
    const hours = interval.toMilliseconds() / 3_600_000;
    if (!Number.isInteger(hours)) return undefined;
    return hours % 24 === 0 ? recurrence('Day', hours / 24, '00:00') : recurrence('Hour', hours, '00:00');
  }
  const [minute, hour, ...days] = cronExpression!.split(' ');
  if (!/^\d+$/.test(minute!) || days.some((day) => day !== '*')) return undefined;
  if (hour === '*') return recurrence('Hour', 1, `00:${minute!.padStart(2, '0')}`);
  return /^\d+$/.test(hour!) ? recurrence('Day', 1, `${hour!.padStart(2, '0')}:${minute!.padStart(2, '0')}`) : undefined;
}

/** How much of the event time one run takes, in milliseconds. */
export function windowMillis({ frequency, interval }: RefreshRecurrence): number {
  return interval * (frequency === 'Day' ? 24 : 1) * 3_600_000;
}

/** A time that is gone, so that no program reads the clock. */
function recurrence(frequency: RefreshRecurrence['frequency'], interval: number, time: string): RefreshRecurrence {
  return { triggerType: 'Recurrence', frequency, interval, startTime: `2026-01-01T${time}:00`, timeZone: 'UTC' };
}
