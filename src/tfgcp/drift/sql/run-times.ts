import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';

/** A run that comes after many that failed looks back so far. */
const MOST_DAYS = 31;
const FOLDER = "'%Y/%m/%d/%H'";

/**
 * What a run looks at: the whole hours since the last run that ended well, and at least as many as lie between two runs. What is judged by ground truth was asked that much
 * earlier. Folders are named by the hour. `learned` says how many columns the baseline knows.
 */
export function runTimes({ windowSeconds, groundTruth }: DriftMonitorPlan): string {
  const delay = groundTruth?.delaySeconds ?? 0;
  const stamp = (time: string) => `FORMAT_TIMESTAMP('%Y-%m-%d %H:%M:%S+00:00', ${time})`;
  const before = (time: string) => `TIMESTAMP_SUB(${time}, INTERVAL ${delay} SECOND)`;
  return [
    'WITH ended AS (SELECT TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), HOUR) AS until),',
    "before AS (SELECT MAX(window_end) AS last FROM `metrics` WHERE signal = 'run'),",
    `looked AS (SELECT until, TIMESTAMP_TRUNC(GREATEST(LEAST(COALESCE(last, until), TIMESTAMP_SUB(until, INTERVAL ${windowSeconds} SECOND)), TIMESTAMP_SUB(until, INTERVAL ${MOST_DAYS} DAY)), HOUR) AS since`,
    'FROM ended, before)',
    `SELECT ${stamp('since')}, ${stamp('until')}, ${stamp(before('since'))}, ${stamp(before('until'))},`,
    `FORMAT_TIMESTAMP(${FOLDER}, since), FORMAT_TIMESTAMP(${FOLDER}, until), FORMAT_TIMESTAMP(${FOLDER}, ${before('since')}), FORMAT_TIMESTAMP(${FOLDER}, ${before('until')}),`,
    "(SELECT COUNT(DISTINCT name) FROM `baseline` WHERE baseline = @baseline AND segment = '') FROM looked",
  ].join(' ');
}

/** The order of the columns. */
export const RUN_TIMES = ['since', 'until', 'judged_since', 'judged_until', 'folder_since', 'folder_until', 'judged_folder_since', 'judged_folder_until', 'learned'] as const;
