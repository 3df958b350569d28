import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';

const HOUR_SECONDS = 3_600;
/** Requests are logged some minutes after they were answered. */
const LATE_MINUTES = 10;

/** A run that comes after many that failed looks back so far. */
const MOST_DAYS = 31;
const FOLDER = "'%Y/%m/%d/%H'";

/**
 * What a run looks at: the whole hours since the last run that ended well, and at least as many as lie between two runs; the first one, as many as lie between two at most. What is
 * judged by ground truth was asked that much earlier, in whole hours. Folders are named by the hour. `learned` says how many columns the baseline knows.
 */
export function runTimes({ distanceSeconds, windowSeconds, groundTruth }: DriftMonitorPlan): string {
  const delay = Math.ceil((groundTruth?.delaySeconds ?? 0) / HOUR_SECONDS) * HOUR_SECONDS;
  const stamp = (time: string) => `FORMAT_TIMESTAMP('%Y-%m-%d %H:%M:%S+00:00', ${time})`;
  const before = (time: string) => `TIMESTAMP_SUB(${time}, INTERVAL ${delay} SECOND)`;
  return [
    `WITH ended AS (SELECT TIMESTAMP_TRUNC(TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL ${LATE_MINUTES} MINUTE), HOUR) AS until),`,
    "before AS (SELECT MAX(window_end) AS last FROM `metrics` WHERE signal = 'run'),",
    `wanted AS (SELECT until, LEAST(COALESCE(last, TIMESTAMP_SUB(until, INTERVAL ${windowSeconds} SECOND)), TIMESTAMP_SUB(until, INTERVAL ${distanceSeconds} SECOND)) AS earliest`,
    'FROM ended, before),',
    `looked AS (SELECT until, TIMESTAMP_TRUNC(GREATEST(earliest, TIMESTAMP_SUB(until, INTERVAL ${MOST_DAYS} DAY)), HOUR) AS since FROM wanted)`,
    `SELECT ${stamp('since')}, ${stamp('until')}, ${stamp(before('since'))}, ${stamp(before('until'))},`,
    `FORMAT_TIMESTAMP(${FOLDER}, since), FORMAT_TIMESTAMP(${FOLDER}, until), FORMAT_TIMESTAMP(${FOLDER}, ${before('since')}), FORMAT_TIMESTAMP(${FOLDER}, ${before('until')}),`,
    "(SELECT COUNT(DISTINCT name) FROM `baseline` WHERE baseline = @baseline AND segment = '') FROM looked",
  ].join(' ');
}

/** The order of the columns. */
export const RUN_TIMES = ['since', 'until', 'judged_since', 'judged_until', 'folder_since', 'folder_until', 'judged_folder_since', 'judged_folder_until', 'learned'] as const;
