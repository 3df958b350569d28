import { QualityMetric } from '../../../core';
import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { SignalPlan } from '../../../core/drift/signal-plan';
import { matchedTables } from './judged-records';
import { LEAST } from './measuring';
import { addResults } from './results';
import { number, text } from './sql-text';
import { POSITIVE } from './typed-items';

// A model that says of nobody that it is so has found none of those of whom it is.
const PRECISION = 'IF(hits + alarms = 0 AND misses > 0, CAST(0 AS FLOAT64), SAFE_DIVIDE(hits, hits + alarms))';
const RECALL = 'SAFE_DIVIDE(hits, hits + misses)';

/** Of counts or sums of a segment. */
const VALUES: Readonly<Record<QualityMetric, string>> = {
  [QualityMetric.ACCURACY]: 'SAFE_DIVIDE(rightly, records)',
  [QualityMetric.PRECISION]: PRECISION,
  [QualityMetric.RECALL]: RECALL,
  [QualityMetric.F1]: 'SAFE_DIVIDE(2 * hits, 2 * hits + alarms + misses)',
  // The part of pairs of a positive and a negative record in which the positive one has the higher score.
  [QualityMetric.AUC]: 'SAFE_DIVIDE(ranks - positives * (positives + 1) / 2, positives * (records - positives))',
  [QualityMetric.RMSE]: 'SQRT(squares / records)',
  [QualityMetric.MAE]: 'absolutes / records',
  [QualityMetric.R2]: '1 - SAFE_DIVIDE(squares, spread)',
};

/** Of several classes, weighted by how many records each has. */
const WEIGHTED: Partial<Record<QualityMetric, string>> = {
  [QualityMetric.ACCURACY]: 'SAFE_DIVIDE(SUM(hits), SUM(hits + misses))',
  [QualityMetric.PRECISION]: `SUM((hits + misses) * COALESCE(${PRECISION}, 0)) / SUM(hits + misses)`,
  [QualityMetric.RECALL]: `SUM((hits + misses) * COALESCE(${RECALL}, 0)) / SUM(hits + misses)`,
  [QualityMetric.F1]: `SUM((hits + misses) * COALESCE(${VALUES[QualityMetric.F1]}, 0)) / SUM(hits + misses)`,
};

/** How right predictions were. */
export function modelQuality(plan: DriftMonitorPlan): string {
  const { prediction } = plan.schema;
  const { thresholds } = plan.signals.modelQuality!;
  const values = prediction.problem === 'multiclass' ? WEIGHTED : VALUES;
  const found = thresholds.map(({ metric, value, bound }) => `SELECT ${text(prediction.column)} AS name, ${text(metric)} AS metric, segment, ${values[metric]!} AS value, ${number(value)} AS threshold, `
    + `${text(bound)} AS bound, ${prediction.problem === 'multiclass' ? 'SUM(hits + misses)' : 'records'} AS records FROM ${COUNTED[prediction.problem].from}`);
  const source = 'SELECT name, metric, segment, value, threshold, '
    + `IF(bound = 'least', value < threshold, value > threshold) AND records >= ${LEAST.judged} AS violated, records FROM (${found.join(' UNION ALL ')})`;
  return addResults('model-quality', plan.signals.modelQuality!, 'judged', source, `${matchedTables(plan)}, ${COUNTED[prediction.problem].tables}`);
}

const BINARY = [
  'ranked AS (SELECT _segment AS segment, _said AS said, _so AS so, RANK() OVER (PARTITION BY _segment ORDER BY _score) + (COUNT(*) OVER (PARTITION BY _segment, _score) - 1) / 2 AS place FROM matched),',
  'counted AS (SELECT segment, COUNT(*) AS records, COUNTIF(said = so) AS rightly,',
  `COUNTIF(said = '${POSITIVE}' AND so = '${POSITIVE}') AS hits, COUNTIF(said = '${POSITIVE}' AND so != '${POSITIVE}') AS alarms,`,
  `COUNTIF(said != '${POSITIVE}' AND so = '${POSITIVE}') AS misses, COUNTIF(so = '${POSITIVE}') AS positives, SUM(IF(so = '${POSITIVE}', place, 0)) AS ranks FROM ranked GROUP BY segment)`,
].join(' ');

const MULTICLASS = [
  'told AS (SELECT _segment AS segment, _said AS said, _so AS so FROM matched),',
  'classes AS (SELECT segment, so AS class FROM told UNION DISTINCT SELECT segment, said FROM told),',
  'counted AS (SELECT classes.segment, classes.class, COUNTIF(told.said = classes.class AND told.so = classes.class) AS hits,',
  'COUNTIF(told.said = classes.class AND told.so != classes.class) AS alarms, COUNTIF(told.said != classes.class AND told.so = classes.class) AS misses',
  'FROM classes JOIN told ON told.segment = classes.segment GROUP BY classes.segment, classes.class)',
].join(' ');

const REGRESSION = [
  'told AS (SELECT _segment AS segment, _score AS score, _target AS target FROM matched WHERE _score IS NOT NULL AND _target IS NOT NULL),',
  'means AS (SELECT segment, AVG(target) AS mean FROM told GROUP BY segment),',
  'counted AS (SELECT told.segment, COUNT(*) AS records, SUM(POW(score - target, 2)) AS squares, SUM(ABS(score - target)) AS absolutes, SUM(POW(target - mean, 2)) AS spread',
  'FROM told JOIN means ON means.segment = told.segment GROUP BY told.segment)',
].join(' ');

const COUNTED = {
  binary: { tables: BINARY, from: 'counted' },
  multiclass: { tables: MULTICLASS, from: 'counted GROUP BY segment' },
  regression: { tables: REGRESSION, from: 'counted' },
} as const;

/** How many of the records of that time have a truth; none of some is bad. */
export function groundTruth(plan: DriftMonitorPlan): string {
  const { column } = plan.schema.prediction;
  const always: SignalPlan = { severity: plan.severity, retrains: false };
  const source = [
    `SELECT ${text(column)} AS name, 'matched-records' AS metric, '' AS segment, CAST(COUNTIF(known._id IS NOT NULL) AS FLOAT64) AS value, CAST(1 AS FLOAT64) AS threshold,`,
    'COUNT(*) > 0 AND COUNTIF(known._id IS NOT NULL) = 0 AS violated, COUNT(*) AS records',
    'FROM `judged` AS asked LEFT JOIN (SELECT DISTINCT _id FROM `labels`) AS known ON known._id = asked._id',
  ].join(' ');
  return addResults('ground-truth', always, 'judged', source);
}
