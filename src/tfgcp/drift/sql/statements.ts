import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { biasOfAnswers, biasOfTruth } from './bias';
import { dataQuality } from './data-quality';
import { dataDrift, predictionDrift } from './distributions';
import { checkLearned, FORGET, learn } from './learn';
import { groundTruth, modelQuality } from './model-quality';
import { readRecords, readTraining, readTruth } from './read-files';
import { readRequests } from './read-requests';
import { endOfRun, LOG_ENTRIES, WHY_RETRAIN } from './report';
import { runTimes } from './run-times';
import { named } from './sql-text';
import { answerItem, featureItems, partsOf, typedItems } from './typed-items';

/** The parameters that statements may have, and their types. */
export const PARAMETERS: Readonly<Record<string, 'STRING' | 'TIMESTAMP'>> = {
  run: 'STRING', baseline: 'STRING', since: 'TIMESTAMP', until: 'TIMESTAMP', judged_since: 'TIMESTAMP', judged_until: 'TIMESTAMP',
};

/** A statement, what it does in words, and the parameters that it has. */
export interface Statement {
  readonly what: string;
  readonly sql: string;
  readonly names: readonly string[];
}

/** All statements of a monitor. `requests` is the table of captured requests, of an endpoint. */
export function statementsOf(plan: DriftMonitorPlan, requests: string) {
  const { schema, source, signals, baseline } = plan;
  const found = (what: string, sql: string | undefined) => (sql === undefined ? [] : [statement(what, sql)]);
  return {
    times: statement('what the run looks at', runTimes(plan)),
    forget: statement('forgetting the baseline', FORGET),
    learn: statement('learning the baseline', learn(plan, readTraining(schema, baseline.format, 'training'))),
    check: statement('looking at the baseline', checkLearned(plan)),
    read: statement('reading records', source.kind === 'batch' ? readRecords(schema, source.format, 'output') : readRequests(schema, requests)),
    no_records: statement('reading no records', nothing(['_id', '_answer', ...schema.features.map(({ name }) => name)])),
    items: signals.dataQuality || signals.dataDrift || signals.predictionDrift ? statement('taking records apart', itemsOf(plan)) : null,
    measures: [
      ...(signals.dataQuality ? found('data quality', dataQuality(plan)) : []),
      ...(signals.dataDrift ? found('data drift', dataDrift(plan)) : []),
      ...(signals.predictionDrift ? found('prediction drift', predictionDrift(plan)) : []),
      ...(signals.bias ? found('bias', biasOfAnswers(plan)) : []),
    ],
    ...(plan.groundTruth ? { labels_read: statement('reading ground truth', readTruth(schema, 'truth')) } : {}),
    no_labels: statement('reading no ground truth', nothing(['_id', '_label'])),
    judgments: plan.groundTruth ? [
      ...found('matching ground truth', groundTruth(plan)),
      ...(signals.modelQuality ? found('model quality', modelQuality(plan)) : []),
      ...(signals.bias ? found('bias of what is found', biasOfTruth(plan)) : []),
    ] : [],
    end: statement('the end of the run', endOfRun(plan)),
    entries: statement('reading what was found', LOG_ENTRIES),
    why: statement('reading what was crossed', WHY_RETRAIN),
  };
}

function statement(what: string, sql: string): Statement {
  return { what, sql, names: Object.keys(PARAMETERS).filter((name) => new RegExp(`@${name}\\b`).test(sql)) };
}

/** All values of all records, in which quality and distributions are looked at. */
function itemsOf(plan: DriftMonitorPlan): string {
  const items = [...featureItems(plan.schema), answerItem(plan.schema, true)];
  return `WITH parts AS (${partsOf(plan, 'SELECT * FROM `records`')}) ${typedItems(items, 'parts')}`;
}

function nothing(columns: readonly string[]): string {
  return `SELECT ${columns.map((name) => `CAST(NULL AS STRING) AS ${named(name)}`).join(', ')} FROM (SELECT 1) AS nobody WHERE FALSE`;
}
