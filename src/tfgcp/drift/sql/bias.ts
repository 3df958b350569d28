import { BiasMetric } from '../../../core';
import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { BiasPlan } from '../../../core/drift/signal-plan';
import { matchedTables } from './judged-records';
import { BOUNDLESS, LEAST } from './measuring';
import { addResults } from './results';
import { named, number, text } from './sql-text';
import { answered, comparable, compared, partsOf, POSITIVE } from './typed-items';

/** `group_rate` is the part of the group with a positive answer, `other_rate` that of all others. */
const VALUES: Readonly<Record<BiasMetric, string>> = {
  [BiasMetric.DEMOGRAPHIC_PARITY_DIFFERENCE]: 'group_rate - other_rate',
  [BiasMetric.EQUAL_OPPORTUNITY_DIFFERENCE]: 'group_rate - other_rate',
  [BiasMetric.DISPARATE_IMPACT]: `IF(other_rate = 0, IF(group_rate > 0, ${number(BOUNDLESS)}, NULL), SAFE_DIVIDE(group_rate, other_rate))`,
};

/** How differently groups are answered; needs no truth. */
export function biasOfAnswers(plan: DriftMonitorPlan): string | undefined {
  const thresholds = plan.signals.bias!.thresholds.filter(({ metric }) => metric !== BiasMetric.EQUAL_OPPORTUNITY_DIFFERENCE);
  if (thresholds.length === 0) return undefined;
  const said = answered(plan.schema.prediction, '_entry._answer');
  const tables = `parts AS (${partsOf(plan, 'SELECT * FROM `records`')}), answers AS (SELECT _entry.*, ${said} AS _said FROM parts AS _entry), asked AS (SELECT * FROM answers WHERE _said IS NOT NULL)`;
  return addResults('bias', plan.signals.bias!, 'window', compare(plan, thresholds), tables);
}

/** How differently those of groups who are positive are found. */
export function biasOfTruth(plan: DriftMonitorPlan): string | undefined {
  const thresholds = plan.signals.bias!.thresholds.filter(({ metric }) => metric === BiasMetric.EQUAL_OPPORTUNITY_DIFFERENCE);
  if (thresholds.length === 0) return undefined;
  const tables = `${matchedTables(plan)}, asked AS (SELECT * FROM matched WHERE _so = '${POSITIVE}')`;
  return addResults('bias', plan.signals.bias!, 'judged', compare(plan, thresholds), tables);
}

function compare(plan: DriftMonitorPlan, thresholds: BiasPlan['thresholds']): string {
  const found = plan.signals.bias!.facets.flatMap(({ feature, values }) => {
    const column = plan.schema.features.find(({ name }) => name === feature)!;
    const inside = `${comparable(column, `_entry.${named(feature)}`)} IN (${values.map((value) => compared(column, value)).join(', ')})`;
    const rates = [
      'SELECT segment, COUNT(*) AS records, COUNTIF(inside) AS group_records,',
      `SAFE_DIVIDE(COUNTIF(inside AND said = '${POSITIVE}'), COUNTIF(inside)) AS group_rate, SAFE_DIVIDE(COUNTIF(NOT inside AND said = '${POSITIVE}'), COUNTIF(NOT inside)) AS other_rate`,
      `FROM (SELECT _entry._segment AS segment, _entry._said AS said, ${inside} AS inside FROM asked AS _entry WHERE _entry.${named(feature)} IS NOT NULL) AS told GROUP BY segment`,
    ].join(' ');
    return thresholds.map(({ metric, value }) =>
      `SELECT ${text(feature)} AS name, ${text(metric)} AS metric, segment, ${VALUES[metric]} AS value, ${number(value)} AS threshold, records, group_records FROM (${rates}) AS rates`);
  });
  const tooFar = `IF(metric = ${text(BiasMetric.DISPARATE_IMPACT)}, LEAST(value, COALESCE(SAFE_DIVIDE(1, value), 0)) < threshold, ABS(value) > threshold)`;
  return `SELECT name, metric, segment, value, threshold, ${tooFar} AND group_records >= ${LEAST.group} AND records - group_records >= ${LEAST.group} AS violated, records FROM (${found.join(' UNION ALL ')})`;
}
