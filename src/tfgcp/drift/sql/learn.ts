import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { BUCKETS, MOST_CATEGORIES } from './measuring';
import { rows, text } from './sql-text';
import { answerItem, featureItems, partsOf, typedItems } from './typed-items';

/**
 * Saves how the values of what the model has learned from are distributed, of each segment on its own: numbers in ranges with as many values each, and one range on both
 * sides where there were none; of others each value that is frequent, and one for the rest.
 */
export function learn(plan: DriftMonitorPlan, source: string): string {
  const items = [...featureItems(plan.schema), answerItem(plan.schema, false)];
  return [
    'INSERT INTO `baseline` (baseline, segment, name, bucket, lower, upper, category, part, lowest, highest, records, learned)',
    `WITH parts AS (${partsOf(plan, source)}), typed AS (${typedItems(items, 'parts')}),`,
    `numbers AS (SELECT segment, name, MIN(number) AS lowest, MAX(number) AS highest, APPROX_QUANTILES(number, ${BUCKETS}) AS quantiles FROM typed WHERE number IS NOT NULL GROUP BY segment, name),`,
    // Just above the highest one begins what was never seen.
    'cuts AS (SELECT DISTINCT segment, name, cut FROM numbers, UNNEST(ARRAY_CONCAT(quantiles, [highest + ABS(highest) * 1e-9 + 1e-9])) AS cut),',
    'edges AS (',
    'SELECT segment, name, ROW_NUMBER() OVER (PARTITION BY segment, name ORDER BY cut) AS bucket, cut AS lower, LEAD(cut) OVER (PARTITION BY segment, name ORDER BY cut) AS upper FROM cuts',
    'UNION ALL SELECT segment, name, 0 AS bucket, CAST(NULL AS FLOAT64) AS lower, MIN(cut) AS upper FROM cuts GROUP BY segment, name),',
    'ranges AS (SELECT edges.segment, edges.name, edges.bucket, edges.lower, edges.upper, COUNT(typed.number) AS entries FROM edges LEFT JOIN typed',
    'ON typed.segment = edges.segment AND typed.name = edges.name AND (edges.lower IS NULL OR typed.number >= edges.lower) AND (edges.upper IS NULL OR typed.number < edges.upper)',
    'GROUP BY edges.segment, edges.name, edges.bucket, edges.lower, edges.upper),',
    'counted AS (SELECT segment, name, category, COUNT(*) AS entries FROM typed WHERE category IS NOT NULL GROUP BY segment, name, category),',
    'ranked AS (SELECT segment, name, category, entries, ROW_NUMBER() OVER (PARTITION BY segment, name ORDER BY entries DESC, category) AS place FROM counted),',
    'buckets AS (',
    'SELECT ranges.segment, ranges.name, ranges.bucket, ranges.lower, ranges.upper, CAST(NULL AS STRING) AS category, ranges.entries, numbers.lowest, numbers.highest',
    'FROM ranges JOIN numbers ON numbers.segment = ranges.segment AND numbers.name = ranges.name',
    'UNION ALL SELECT segment, name, place, CAST(NULL AS FLOAT64), CAST(NULL AS FLOAT64), category, entries, CAST(NULL AS FLOAT64), CAST(NULL AS FLOAT64)',
    `FROM ranked WHERE place <= ${MOST_CATEGORIES}`,
    'UNION ALL SELECT segment, name, 0, CAST(NULL AS FLOAT64), CAST(NULL AS FLOAT64), CAST(NULL AS STRING),',
    `SUM(IF(place > ${MOST_CATEGORIES}, entries, 0)), CAST(NULL AS FLOAT64), CAST(NULL AS FLOAT64) FROM ranked GROUP BY segment, name)`,
    'SELECT @baseline, segment, name, bucket, lower, upper, category, entries / SUM(entries) OVER (PARTITION BY segment, name), lowest, highest,',
    'SUM(entries) OVER (PARTITION BY segment, name), CURRENT_TIMESTAMP() FROM buckets',
  ].join(' ');
}

/** Fails where what was learned lacks a feature or what is predicted: the files have no such column, or nothing in it. */
export function checkLearned({ schema, baseline }: DriftMonitorPlan): string {
  const names = [...schema.features.map(({ name }) => name), schema.prediction.column];
  return [
    `SELECT IF(COUNT(*) = 0, 0, ERROR(CONCAT(${text(`the files below ${baseline.path.uri} have no values of: `)}, STRING_AGG(wanted.name, ', ')))) AS learned`,
    `FROM (SELECT * FROM ${rows({ position: 'INT64', name: 'STRING' }, names.map((name, position) => [String(position), text(name)]))}) AS wanted`,
    "LEFT JOIN (SELECT DISTINCT name FROM `baseline` WHERE baseline = @baseline AND segment = '') AS known ON known.name = wanted.name WHERE known.name IS NULL",
  ].join(' ');
}

/** What is computed anew goes before. */
export const FORGET = 'DELETE FROM `baseline` WHERE baseline = @baseline';
