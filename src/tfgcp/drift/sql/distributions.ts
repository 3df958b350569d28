import { DriftMeasure } from '../../../core';
import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { chanceOf } from './chance';
import { LEAST, SMALLEST_PART } from './measuring';
import { addResults } from './results';
import { number, rows, text } from './sql-text';

// A part of nothing counts as half a record; it would be infinitely far.
const P = `GREATEST(p, ${number(SMALLEST_PART)}, 0.5 / learned)`;
const Q = `GREATEST(q, ${number(SMALLEST_PART)}, 0.5 / entries)`;

/** `p` is the part that a range or a value had in what was learned, `q` the one that it has now. */
const MEASURES: Readonly<Record<DriftMeasure, string>> = {
  [DriftMeasure.JENSEN_SHANNON]: 'SQRT(GREATEST(0, SUM((IF(p > 0, p * LN(2 * p / (p + q)), 0) + IF(q > 0, q * LN(2 * q / (p + q)), 0)) / 2) / LN(2)))',
  [DriftMeasure.L_INFINITY]: 'MAX(ABS(IF(ordered, ahead, q - p)))',
  [DriftMeasure.PSI]: `SUM((${Q} - ${P}) * LN(${Q} / ${P}))`,
};

/** How far features have moved from what was learned. */
export function dataDrift(plan: DriftMonitorPlan): string {
  const { dataDrift: signal } = plan.signals;
  const { features, measure } = signal!;
  return addResults('data-drift', signal!, 'window', compare(measure), tables(features, measure));
}

/** How far predictions have moved from what was to be predicted. */
export function predictionDrift(plan: DriftMonitorPlan): string {
  const { predictionDrift: signal } = plan.signals;
  return addResults('prediction-drift', signal!, 'window', compare(signal!.measure), tables({ [plan.schema.prediction.column]: signal!.threshold }, signal!.measure));
}

function tables(thresholds: Readonly<Record<string, number>>, measure: DriftMeasure): string {
  const limits = rows({ name: 'STRING', threshold: 'FLOAT64' }, Object.entries(thresholds).map(([name, threshold]) => [text(name), String(threshold)]));
  return [
    `limits AS (SELECT * FROM ${limits}),`,
    'typed AS (SELECT one.* FROM `items` AS one JOIN limits ON limits.name = one.name),',
    'learned AS (SELECT * FROM `baseline` WHERE baseline = @baseline),',
    'placed AS (SELECT typed.segment, typed.name, learned.bucket FROM typed JOIN learned ON learned.segment = typed.segment AND learned.name = typed.name',
    'AND (learned.lower IS NULL OR typed.number >= learned.lower) AND (learned.upper IS NULL OR typed.number < learned.upper) WHERE typed.number IS NOT NULL',
    'UNION ALL SELECT typed.segment, typed.name, COALESCE(learned.bucket, 0) FROM typed LEFT JOIN learned ON learned.segment = typed.segment AND learned.name = typed.name',
    'AND learned.category = typed.category WHERE typed.category IS NOT NULL),',
    'counted AS (SELECT segment, name, bucket, COUNT(*) AS entries FROM placed GROUP BY segment, name, bucket),',
    'whole AS (SELECT segment, name, SUM(entries) AS entries FROM counted GROUP BY segment, name),',
    'paired AS (SELECT learned.segment, learned.name, learned.bucket, learned.highest IS NOT NULL AS ordered, learned.part AS p, COALESCE(counted.entries, 0) / whole.entries AS q, whole.entries,',
    'learned.records AS learned',
    'FROM learned JOIN whole ON whole.segment = learned.segment AND whole.name = learned.name',
    'LEFT JOIN counted ON counted.segment = learned.segment AND counted.name = learned.name AND counted.bucket = learned.bucket),',
    // Texts that are rare are put together with those that were never learned: by both, since a choice by one of them looks like drift itself.
    `placed_again AS (SELECT segment, name, IF(ordered OR p > 0 AND (p * learned + q * entries) / (learned + entries) * LEAST(learned, entries) >= ${LEAST.expected}, bucket, 0) AS bucket,`,
    'ordered, p, q, entries, learned FROM paired),',
    'grouped AS (SELECT segment, name, bucket, ordered, SUM(p) AS p, SUM(q) AS q, entries, learned FROM placed_again GROUP BY segment, name, bucket, ordered, entries, learned),',
    'cumulated AS (SELECT segment, name, ordered, p, q, entries, learned, SUM(q - p) OVER (PARTITION BY segment, name ORDER BY bucket) AS ahead FROM grouped),',
    `moved AS (SELECT segment, name, MAX(entries) AS records, MAX(learned) AS learned, COUNTIF(p > 0 OR q > 0) AS kinds, ${MEASURES[measure]} AS value FROM cumulated GROUP BY segment, name),`,
    `held AS (SELECT segment, name, records, learned, value, ${chanceOf(measure)} AS chance FROM moved)`,
  ].join(' ');
}

function compare(measure: DriftMeasure): string {
  return [
    `SELECT held.name, ${text(measure)} AS metric, held.segment, held.value, limits.threshold,`,
    `held.value > GREATEST(limits.threshold, held.chance) AND LEAST(held.records, held.learned) >= ${LEAST.compared} AS violated, held.records`,
    'FROM held JOIN limits ON limits.name = held.name',
  ].join(' ');
}
