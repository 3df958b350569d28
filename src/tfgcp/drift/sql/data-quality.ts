import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { LEAST } from './measuring';
import { addResults } from './results';
import { rows, text } from './sql-text';

/** Missing values, values of a wrong type, and values outside of what was learned, in percent of the records. */
export function dataQuality(plan: DriftMonitorPlan): string {
  const signal = plan.signals.dataQuality!;
  const limits = Object.entries(signal.features).map(([name, { missingPercent, typeErrorPercent, outOfRangePercent }]) =>
    [text(name), String(missingPercent), String(typeErrorPercent), String(outOfRangePercent)]);
  const tables = [
    'typed AS (SELECT * FROM `items`),',
    `limits AS (SELECT * FROM ${rows({ name: 'STRING', missing: 'FLOAT64', wrong: 'FLOAT64', outside: 'FLOAT64' }, limits)}),`,
    "learned AS (SELECT * FROM `baseline` WHERE baseline = @baseline AND segment = ''),",
    // Where not all values were kept, nobody knows which are new.
    'spans AS (SELECT name, MIN(lowest) AS lowest, MAX(highest) AS highest, SUM(IF(category IS NULL AND highest IS NULL, part, 0)) = 0 AS complete FROM learned GROUP BY name),',
    'judged AS (SELECT typed.segment, typed.name, typed.item IS NULL AS is_missing,',
    "typed.item IS NOT NULL AND (typed.type = 'bool' AND typed.category IS NULL OR typed.type = 'float' AND typed.number IS NULL",
    "OR typed.type = 'int' AND COALESCE(typed.number != TRUNC(typed.number), TRUE)) AS is_wrong,",
    'COALESCE(typed.number < spans.lowest OR typed.number > spans.highest, typed.category IS NOT NULL AND known.category IS NULL AND spans.complete, FALSE) AS is_outside',
    'FROM typed LEFT JOIN spans ON spans.name = typed.name LEFT JOIN learned AS known ON known.name = typed.name AND known.category = typed.category),',
    'counted AS (SELECT segment, name, COUNT(*) AS records, COUNTIF(is_missing) AS missing, COUNTIF(is_wrong) AS wrong, COUNTIF(is_outside) AS outside FROM judged GROUP BY segment, name)',
  ].join(' ');
  const source = [
    `SELECT found.name, found.metric, found.segment, found.value, found.threshold, found.value > found.threshold AND found.records >= ${LEAST.judged} AS violated, found.records FROM (`,
    'SELECT counted.segment, counted.name, counted.records, one.metric, one.value, one.threshold FROM counted JOIN limits ON limits.name = counted.name, UNNEST([',
    "STRUCT('missing-percent' AS metric, 100 * counted.missing / counted.records AS value, limits.missing AS threshold),",
    "STRUCT('type-error-percent' AS metric, 100 * counted.wrong / counted.records AS value, limits.wrong AS threshold),",
    "STRUCT('out-of-range-percent' AS metric, 100 * counted.outside / counted.records AS value, limits.outside AS threshold)]) AS one) AS found",
  ].join(' ');
  return addResults('data-quality', signal, 'window', source, tables);
}
