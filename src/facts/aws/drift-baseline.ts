import { attributionBaselineConfig, attributionConfig, biasConfig } from './drift-clarify';
import { constraintsExpression } from './drift-constraints';
import { DRIFT_METRICS, driftDimensions, driftNamespace } from './drift-metrics';
import { fileUri, monitorFiles, MonitorFacts, MonitorJob, monitorJobs, MonitorPlace } from './drift-monitor';
import { preprocessor } from './drift-preprocessor';
import { machines, MONITOR_FOLDERS } from './drift-service';
import { call, jsonata, machine, State, written } from './drift-states';

const SECONDS_BETWEEN_LOOKS = 60;

/** What an engine has that cannot write the text of a script into the bucket by itself. */
export interface BaselineTools {
  /** The ARN of a function that writes a text as an object. */
  readonly writer?: string;
}

/** What the function is given: Step Functions writes texts into S3 between quotes (https://dev.classmethod.jp/articles/whether-json-lines-data-can-be-put-objectget-object-to-s3-bucket-with-aws-step-functions/). */
const script = (writer: string, monitor: MonitorFacts, place: MonitorPlace): State => ({
  Type: 'Task',
  Resource: `arn:${place.partition}:states:::lambda:invoke`,
  Arguments: {
    FunctionName: writer,
    Payload: { bucket: place.bucket, key: monitorFiles(monitor, place).preprocessor, text: preprocessor(monitor.schema) },
  },
  TimeoutSeconds: 120,
  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 6, BackoffRate: 2 }],
});

/**
 * The machine that computes what a monitor holds requests against. Its files come first, which are small. The baseline it computes if it is not there, or if its input says
 * `renew`: by jobs of SageMaker over the data that the model has learned from, whose results take the place of those before when they are there. What is to be renewed loses
 * its mark before that, so that the next execution makes up for one that fails.
 *
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-create-baseline.html, https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-model-monitor-shap-baseline.html
 */
export function baselineMachine(monitor: MonitorFacts, place: MonitorPlace, { writer }: BaselineTools = {}): Record<string, unknown> {
  const jobs = monitorJobs(monitor);
  const has = (kind: MonitorJob) => jobs.includes(kind);
  const steps: Array<readonly [string, State]> = [
    ['Begin', BEGIN],
    ...(has('data-quality') && writer !== undefined ? [['Script', script(writer, monitor, place)] as const] : []),
    ...(has('bias') ? [['BiasConfig', put(place, monitorFiles(monitor, place).bias, written(biasConfig(monitor)))] as const] : []),
    ...(has('attribution') ? configs(monitor, place) : []),
    ['Renewed', { Type: 'Choice', Choices: [{ Condition: jsonata('$renew'), Next: '' }], Default: 'Look' }],
    ['Forget', call(place.partition, 's3:deleteObject', { Bucket: place.bucket, Key: monitorFiles(monitor, place).mark }, {})],
    ['Look', look(monitor, place)],
    ['Missing', { Type: 'Choice', Choices: [{ Condition: jsonata(`$keys < ${marks(jobs)}`), Next: '' }], Default: 'Done' }],
    ['Count', count(monitor, place)],
    ...(has('data-quality') ? dataBaseline(monitor, place) : []),
    ...(has('attribution') ? attributionBaseline(monitor, place) : []),
    ['Mark', put(place, monitorFiles(monitor, place).mark, { run: jsonata('$run') })],
  ];
  const chained = steps.map(([name, state], i) => [name, following(state, steps[i + 1]?.[0] ?? 'Done')] as const);
  return machine(`The baseline of ${monitor.name}`, 'Begin', {
    ...Object.fromEntries(chained),
    Done: { Type: 'Succeed' },
    Failed: { Type: 'Fail', Error: 'BaselineFailed', Cause: jsonata('$reason') },
  });
}

/** Puts the name of the next state where a state has none. */
function following(state: State, next: string): State {
  if (state.Type !== 'Choice') return 'Next' in state ? state : { ...state, Next: next };
  const choices = (state.Choices as State[]).map((choice) => (choice.Next === '' ? { ...choice, Next: next } : choice));
  return { ...state, Choices: choices };
}

/** What jobs are called of this execution is of its own. */
const BEGIN: State = { Type: 'Pass', Assign: { renew: jsonata('$states.input.renew = true'), run: jsonata('$substring($uuid(), 0, 8)') } };

/** A monitor that is new is not one that did not run. */
function count({ name }: MonitorFacts, { partition, platformName }: MonitorPlace): State {
  const data = [{ MetricName: DRIFT_METRICS.baselines, Dimensions: driftDimensions(name), Value: 1, Unit: 'Count' }];
  return call(partition, 'cloudwatch:putMetricData', { Namespace: driftNamespace(platformName), MetricData: data }, {});
}

function put({ partition, bucket, keyArn }: MonitorPlace, Key: string, Body: unknown, more: State = {}): State {
  const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn };
  return call(partition, 's3:putObject', { Bucket: bucket, Key, Body, ContentType: 'application/json', ...encrypted }, more);
}

const BASELINE_CONFIG = 'attribution-baseline.json';

function configs(monitor: MonitorFacts, place: MonitorPlace): Array<readonly [string, State]> {
  const { attribution } = monitorFiles(monitor, place);
  return [
    ['AttributionConfig', put(place, attribution, attributionConfig(monitor, place))],
    ['AttributionBaselineConfig', put(place, folderOf(attribution) + BASELINE_CONFIG, attributionBaselineConfig(monitor, place))],
  ];
}

const folderOf = (key: string) => key.slice(0, key.lastIndexOf('/') + 1);

/** How many objects a baseline is; the last one says that all are there. */
const marks = (jobs: readonly MonitorJob[]) => 1 + (jobs.includes('data-quality') ? 2 : 0) + (jobs.includes('attribution') ? 1 : 0);

function look(monitor: MonitorFacts, place: MonitorPlace): State {
  const { constraints } = monitorFiles(monitor, place);
  const found = { Assign: { keys: jsonata('$states.result.KeyCount') } };
  return call(place.partition, 's3:listObjectsV2', { Bucket: place.bucket, Prefix: folderOf(constraints) }, found);
}

/** Takes what a job has left to where monitors read it. */
function copy({ partition, bucket, keyArn }: MonitorPlace, from: string, Key: string): State {
  const source = jsonata(`${JSON.stringify(`${bucket}/`)} & ${from}`);
  return call(partition, 's3:copyObject', { Bucket: bucket, CopySource: source, Key, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn }, {});
}

const JSON_LINES = { json: { lines: true } };

/** Statistics come first: constraints without them would hold for other data. */
function dataBaseline(monitor: MonitorFacts, place: MonitorPlace): Array<readonly [string, State]> {
  const { constraints, statistics, runs } = monitorFiles(monitor, place);
  const environment = {
    dataset_format: JSON.stringify(monitor.baseline.format === 'csv' ? { csv: { header: true, output_columns_position: 'START' } } : JSON_LINES),
    dataset_source: MONITOR_FOLDERS.data,
    output_path: MONITOR_FOLDERS.output,
    publish_cloudwatch_metrics: 'Disabled',
  };
  const left = (file: string) => `${JSON.stringify(`${runs}/`)} & $run & ${JSON.stringify(`/data/${file}`)}`;
  return [
    ...job('Data', monitor, place, { image: place.images.analyzer, environment, inputs: [dataInput(monitor)], output: 'data' }),
    ['CopyStatistics', copy(place, left('statistics.json'), statistics)],
    ['ReadConstraints', call(place.partition, 's3:getObject', { Bucket: place.bucket, Key: jsonata(left('constraints.json')) }, {
      Assign: { found: jsonata('$parse($states.result.Body)') },
    })],
    ['WriteConstraints', put(place, constraints, jsonata(constraintsExpression(monitor)))],
  ];
}

function attributionBaseline(monitor: MonitorFacts, place: MonitorPlace): Array<readonly [string, State]> {
  const { attribution, attributionBaseline: baseline, runs } = monitorFiles(monitor, place);
  const config = input('analysis_config', fileUri(place, folderOf(attribution) + BASELINE_CONFIG), MONITOR_FOLDERS.config);
  return [
    ...job('Attribution', monitor, place, {
      image: place.images.clarify!, inputs: [config, dataInput(monitor, 'dataset')], output: 'attribution', outputName: 'analysis_result',
    }),
    ['CopyAttribution', copy(place, `${JSON.stringify(`${runs}/`)} & $run & "/attribution/analysis.json"`, baseline)],
  ];
}

interface JobFacts {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly inputs: readonly State[];
  /** The folder of the run that it writes to. */
  readonly output: string;
  readonly outputName?: string;
}

function input(InputName: string, S3Uri: string, LocalPath: string): State {
  return { InputName, S3Input: { S3Uri, LocalPath, S3DataType: 'S3Prefix', S3InputMode: 'File', S3DataDistributionType: 'FullyReplicated' } };
}

function dataInput({ baseline: { path: { uri } } }: MonitorFacts, name = 'baseline_dataset_input'): State {
  return input(name, uri.endsWith('/') ? uri : `${uri}/`, MONITOR_FOLDERS.data);
}

/**
 * Starts a job, looks at it until it ends, and fails with its reason. As in `sagemaker-definition.ts`: by the integration of the SDK, which takes every field.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProcessingJob.html
 */
function job(id: string, monitor: MonitorFacts, place: MonitorPlace, facts: JobFacts): Array<readonly [string, State]> {
  const { partition, roleArn, subnetIds, securityGroupId, keyArn, tags } = place;
  const name = jsonata(`${JSON.stringify(`${monitor.name}-${id.toLowerCase().slice(0, 4)}-`)} & $run`);
  const outputUri = `${JSON.stringify(fileUri(place, `${monitorFiles(monitor, place).runs}/`))} & $run & ${JSON.stringify(`/${facts.output}`)}`;
  const request = {
    ProcessingJobName: name,
    AppSpecification: { ImageUri: facts.image },
    ...(facts.environment && { Environment: facts.environment }),
    ProcessingInputs: facts.inputs,
    ProcessingOutputConfig: {
      KmsKeyId: keyArn,
      Outputs: [{
        OutputName: facts.outputName ?? 'monitoring_output',
        S3Output: { S3Uri: jsonata(outputUri), LocalPath: MONITOR_FOLDERS.output, S3UploadMode: 'EndOfJob' },
      }],
    },
    ProcessingResources: {
      ClusterConfig: machines(keyArn),
    },
    NetworkConfig: {
      EnableInterContainerTrafficEncryption: true,
      EnableNetworkIsolation: false,
      VpcConfig: { Subnets: subnetIds, SecurityGroupIds: [securityGroupId] },
    },
    RoleArn: roleArn,
    StoppingCondition: { MaxRuntimeInSeconds: monitor.maxRunSeconds },
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
  const text = (field: string) => `$type($states.result.${field}) = 'string' ? $states.result.${field}`;
  const reason = jsonata(`${text('FailureReason')} : (${text('ExitMessage')} : 'It was stopped')`);
  return [
    [`Create${id}`, call(partition, 'sagemaker:createProcessingJob', request, {})],
    [`Wait${id}`, { Type: 'Wait', Seconds: SECONDS_BETWEEN_LOOKS }],
    [`Look${id}`, call(partition, 'sagemaker:describeProcessingJob', { ProcessingJobName: name }, {
      Assign: { status: jsonata('$states.result.ProcessingJobStatus'), reason },
    })],
    [`Ended${id}`, {
      Type: 'Choice',
      Choices: [
        { Condition: jsonata("$status = 'Completed'"), Next: '' },
        { Condition: jsonata("$status in ['InProgress', 'Stopping']"), Next: `Wait${id}` },
      ],
      Default: 'Failed',
    }],
  ];
}
