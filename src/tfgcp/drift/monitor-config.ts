import { DataFormat } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { stableSuffix } from '../../core/private';
import { REQUEST_TABLE } from '../../facts/gcp/drift-limits';
import { writtenTexts } from '../../terraform';
import { templateText } from '../jobs/template-text';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { definitionText, Definition } from '../workflows/workflow-language';
import { hourlyFolder, wholeFolder } from './files';
import { RequestLog } from './request-log';
import { CONFIG } from './runs/monitor-workflow';
import { RUN_TIMES } from './sql/run-times';
import { PARAMETERS, statementsOf } from './sql/statements';

const BIGQUERY = 'https://bigquery.googleapis.com/bigquery/v2';

/** What a monitor's workflow refers to. */
export interface ConfigParts {
  readonly platform: IMlPlatform;
  readonly datasetId: string;
  readonly requests?: RequestLog;
  /** `projects/…/locations/…/workflows/…` of what retrains. */
  readonly retraining?: string;
}

/** The log of a monitor. */
export function logOf({ project }: IMlPlatform, name: string): string {
  return `projects/${project}/logs/ml-drift-${name}`;
}

/** All that the workflow of a monitor has to know. */
export function monitorConfig(plan: DriftMonitorPlan, { platform, datasetId, requests, retraining }: ConfigParts): object {
  const { name, schema, source, baseline, groundTruth, maxRunSeconds } = plan;
  const { project, location, tags } = platform;
  const statements = statementsOf(plan, requests?.table ?? '');
  return writtenTexts({
    project,
    location,
    dataset: datasetId,
    bigquery: BIGQUERY,
    storage: 'https://storage.googleapis.com/storage/v1',
    monitor: name,
    labels: { ...tags, monitor: name },
    log: logOf(platform, name),
    seconds: maxRunSeconds,
    // What was learned of something else, or otherwise, is learned anew.
    baseline: stableSuffix(JSON.stringify([statements.learn.sql, baseline.format, baseline.path.key])),
    columns: schema.features.length + 1,
    types: PARAMETERS,
    time_names: RUN_TIMES,
    registry: baseline.renewedBy ? registryOf(baseline.renewedBy.registryId, location) : null,
    training: wholeFolder(baseline.path, baseline.format),
    requests: requests ? `${BIGQUERY}/projects/${requests.project}/datasets/${requests.datasetId}/tables/${REQUEST_TABLE}` : null,
    output: source.kind === 'batch' ? hourlyFolder(source.path, source.format) : null,
    truth: groundTruth ? hourlyFolder(groundTruth.path, DataFormat.JSON_LINES) : null,
    retraining: retraining ?? null,
    ...statements,
  });
}

/** A registry is asked where it is. */
function registryOf(registryId: string, location: string): object {
  const [, place = location] = /\/locations\/([^/]+)\//.exec(registryId) ?? [];
  return { api: `https://${place}-aiplatform.googleapis.com/v1/`, model: registryId };
}

/** A definition with what it has to know, in a text of Terraform. */
export function configuredText(definition: Definition, config: object): string {
  return definitionText(definition).replace(JSON.stringify(CONFIG), () => JSON.stringify(templateText(config)));
}
