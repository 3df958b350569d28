import { baselineMachine } from '../../../src/facts/aws/drift-baseline';
import { biasConfig } from '../../../src/facts/aws/drift-clarify';
import { reportMachine } from '../../../src/facts/aws/drift-report';
import { retrainMachine, RetrainTarget } from '../../../src/facts/aws/drift-retrain';
import { Json } from '../../support/cloudformation';
import { monitor, PLACE } from './drift-monitors';
import { Answers, describeWithJsonata, execute, Execution } from './state-machine';

const actions = ({ calls }: Execution) => calls.map(({ action }) => action);
const asked = ({ calls }: Execution, action: string) => calls.filter((call) => call.action === action).map((call) => call.arguments);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const SUGGESTED = {
  version: 0,
  features: [
    { name: 'fraud', inferred_type: 'Integral', completeness: 1, num_constraints: { is_non_negative: true } },
    { name: 'transaction_id', inferred_type: 'String', completeness: 1 },
    { name: 'amount', inferred_type: 'Fractional', completeness: 0.999, num_constraints: { is_non_negative: true } },
    { name: 'country', inferred_type: 'String', completeness: 0.7, string_constraints: { domains: ['NL', 'DE'] } },
  ],
  monitoring_config: { evaluate_constraints: 'Enabled', distribution_constraints: { comparison_method: 'Robust' } },
};

const baselineAnswers = (more: Answers = {}): Answers => ({
  's3:listObjectsV2': [{ KeyCount: 0 }],
  'sagemaker:describeProcessingJob': [{ ProcessingJobStatus: 'InProgress' }, { ProcessingJobStatus: 'Completed' }, { ProcessingJobStatus: 'Completed' }],
  's3:getObject': [{ Body: JSON.stringify(SUGGESTED) }],
  ...more,
});

describeWithJsonata('the machine that computes a baseline', () => {
  const definition = baselineMachine(monitor(), PLACE, { writer: 'arn:writer' });

  test('reads the data of training, keeps the columns that are watched, and puts the thresholds of the user into the constraints', () => {
    const run = execute(definition, { renew: false }, baselineAnswers());
    expect(run.end).toBe('Done');
    const [data] = asked(run, 'sagemaker:createProcessingJob');
    expect(data.ProcessingInputs[0].S3Input.S3Uri).toBe('s3://artifacts/fraud/train/');
    expect(JSON.parse(data.Environment.dataset_format)).toEqual({ csv: { header: true, output_columns_position: 'START' } });
    expect(data.ProcessingJobName).toMatch(/^acme-ml-fraud-data-[0-9a-f]{8}$/);
    const constraints = asked(run, 's3:putObject').find(({ Key }) => Key.endsWith('/baseline/constraints.json')).Body;
    expect(constraints.features.map(({ name }: Json) => name)).toEqual(['fraud', 'amount', 'country']);
    const [fraud, amount, country] = constraints.features;
    expect(amount).toMatchObject({ inferred_type: 'Fractional', completeness: 0.95, num_constraints: { is_non_negative: true } });
    expect(country.completeness).toBe(0.5);
    expect(country.monitoringConfigOverrides.distribution_constraints.comparison_threshold).toBe(0.2);
    expect(fraud.monitoringConfigOverrides.distribution_constraints.comparison_threshold).toBe(0.3);
    expect(constraints.monitoring_config).toMatchObject({ emit_metrics: 'Enabled', datatype_check_threshold: 0.99, domain_content_threshold: 0.9 });
    expect(constraints.monitoring_config.distribution_constraints).toMatchObject({ perform_comparison: 'Enabled', comparison_threshold: 0.1 });
  });

  test('hands the jobs exactly what the monitoring jobs read, encrypted, and in the network of the platform', () => {
    const run = execute(definition, {}, baselineAnswers());
    asked(run, 'sagemaker:createProcessingJob').forEach((job) => {
      expect(job.ProcessingOutputConfig.KmsKeyId).toBe(PLACE.keyArn);
      expect(job.ProcessingResources.ClusterConfig.VolumeKmsKeyId).toBe(PLACE.keyArn);
      expect(job.NetworkConfig.VpcConfig).toEqual({ Subnets: PLACE.subnetIds, SecurityGroupIds: ['sg-1'] });
      expect(job.StoppingCondition.MaxRuntimeInSeconds).toBe(3_600);
    });
    const copied = asked(run, 's3:copyObject').map(({ CopySource, Key }) => [CopySource.replace(/runs\/[0-9a-f]{8}/, 'runs/RUN'), Key]);
    const root = 'drift/files/acme-ml-fraud/0123456789abcdef';
    expect(copied).toEqual([
      [`artifacts/${root}/runs/RUN/data/statistics.json`, `${root}/baseline/statistics.json`],
      [`artifacts/${root}/runs/RUN/attribution/analysis.json`, `${root}/baseline/analysis.json`],
    ]);
    expect(asked(run, 'lambda:invoke')[0].Payload.key).toBe(`${root}/preprocessor.py`);
  });

  test('does nothing where the baseline is there, unless it is to be renewed', () => {
    const there = { 's3:listObjectsV2': [{ KeyCount: 4 }] };
    expect(actions(execute(definition, { renew: false }, baselineAnswers(there)))).not.toContain('sagemaker:createProcessingJob');
    const renewed = execute(definition, { renew: true }, baselineAnswers({ 's3:listObjectsV2': [{ KeyCount: 3 }] }));
    expect(actions(renewed)).toContain('sagemaker:createProcessingJob');
    expect(asked(renewed, 's3:putObject').at(-1)!.Key).toMatch(/\/baseline\/done\.json$/);
  });

  test('a renewal that fails is made up for by the next execution: the mark of the baseline goes first, and comes last', () => {
    const failed = { 'sagemaker:describeProcessingJob': [{ ProcessingJobStatus: 'Failed', FailureReason: 'No S3 objects found' }] };
    const run = execute(definition, { renew: true }, baselineAnswers({ 's3:listObjectsV2': [{ KeyCount: 3 }], ...failed }));
    expect(run.end).toBe('Failed');
    const mark = asked(run, 's3:deleteObject')[0].Key as string;
    expect(asked(run, 's3:putObject').map(({ Key }) => Key)).not.toContain(mark);
    expect(actions(run).indexOf('s3:deleteObject')).toBeLessThan(actions(run).indexOf('s3:listObjectsV2'));
    const next = execute(definition, { renew: false }, baselineAnswers({ 's3:listObjectsV2': [{ KeyCount: 3 }] }));
    expect(next.end).toBe('Done');
    expect(actions(next)).not.toContain('s3:deleteObject');
    expect(asked(next, 's3:putObject').at(-1)!.Key).toBe(mark);
  });

  test('a monitor of quality alone has no baseline, but is new once, too', () => {
    const { modelQuality } = monitor().signals;
    const run = execute(baselineMachine(monitor({ signals: { modelQuality } }), PLACE), {}, { 's3:listObjectsV2': [{ KeyCount: 0 }] });
    expect(actions(run)).toEqual(['s3:listObjectsV2', 'cloudwatch:putMetricData', 's3:putObject']);
  });

  test('fails with the reason of the job, and leaves the baseline that was there', () => {
    const run = execute(definition, {}, baselineAnswers({ 'sagemaker:describeProcessingJob': [{ ProcessingJobStatus: 'Failed', FailureReason: 'No S3 objects found' }] }));
    expect(run).toMatchObject({ end: 'Failed', cause: 'No S3 objects found' });
    expect(actions(run)).not.toContain('s3:copyObject');
  });

  test('what users wrote is no expression of the machine', () => {
    const { bias } = monitor().signals;
    const facts = monitor({ signals: { bias: { ...bias!, facets: [{ feature: 'country', values: ['{% $uuid() %}', '${y}', '"é"\\', '%}'] }] } } });
    const run = execute(baselineMachine(facts, PLACE), {}, { 's3:listObjectsV2': [{ KeyCount: 4 }] });
    expect(asked(run, 's3:putObject')[0]).toMatchObject({ Key: expect.stringMatching(/\/bias\.json$/) as string, Body: biasConfig(facts) });
  });

  test('counts that it computes one, by which a new monitor is none that did not run; that it is asked each day does not count', () => {
    const [put, ...more] = asked(execute(definition, {}, baselineAnswers()), 'cloudwatch:putMetricData');
    expect(more).toEqual([]);
    expect(actions(execute(definition, {}, { 's3:listObjectsV2': [{ KeyCount: 4 }] }))).not.toContain('cloudwatch:putMetricData');
    expect(put).toMatchObject({ Namespace: 'MlPlatform/acme-ml', MetricData: [{ MetricName: 'DriftBaselines', Value: 1 }] });
  });
});

const describeJob = (job: string, more: Json = {}): Json => ({
  ProcessingJobName: 'model-monitoring-202611260200-0f1e2d3c4b5a',
  ProcessingJobStatus: 'Completed',
  MonitoringScheduleArn: `arn:aws:sagemaker:eu-west-1:123456789012:monitoring-schedule/acme-ml-fraud-${job}`,
  ProcessingOutputConfig: { Outputs: [{ S3Output: { S3Uri: 's3://artifacts/drift/acme-ml-fraud/x/2026/11/26/02' } }] },
  ...more,
});

describeWithJsonata('the machine that reads reports', () => {
  const definition = reportMachine(monitor(), PLACE);
  const report = (job: string, body: Json[], more: Json = {}) => execute(definition, { detail: { ProcessingJobName: 'x' } }, {
    'sagemaker:describeProcessingJob': [describeJob(job, more)], 's3:getObject': body.map((one) => ('error' in one ? one : { Body: JSON.stringify(one) })),
  });
  const put = (run: Execution) => Object.fromEntries(asked(run, 'cloudwatch:putMetricData')[0].MetricData.map(({ MetricName, Dimensions, Value }: Json) => {
    return [[MetricName, ...Dimensions.slice(1).map((dimension: Json) => dimension.Value)].join(' '), Value];
  }));

  test('counts what crossed a threshold by the signal that it is of', () => {
    const violations = [
      { feature_name: 'amount', constraint_check_type: 'baseline_drift_check' },
      { feature_name: 'fraud', constraint_check_type: 'baseline_drift_check' },
      { feature_name: 'country', constraint_check_type: 'completeness_check' },
      { feature_name: 'age', constraint_check_type: 'data_type_check' },
    ];
    const run = report('data-quality', [{ violations }]);
    expect(put(run)).toEqual({ 'DriftViolations data-quality': 2, 'DriftViolations data-drift': 1, 'DriftViolations prediction-drift': 1, 'DriftRuns data-quality': 1 });
    expect(asked(run, 's3:getObject')[0]).toEqual({ Bucket: 'artifacts', Key: 'drift/acme-ml-fraud/x/2026/11/26/02/constraint_violations.json' });
  });

  test('takes a report without violations for a run that found none', () => {
    expect(put(report('data-quality', [{ error: 'S3.NoSuchKeyException' }]))).toMatchObject({ 'DriftViolations data-drift': 0, 'DriftRuns data-quality': 1 });
  });

  test('counts thresholds of quality that were crossed when the run ends, whatever the age of the requests that it looked at', () => {
    const quality = (metrics: Json) => report('model-quality', [{ version: 0, binary_classification_metrics: metrics }]);
    const run = quality({ f1: { value: 0.79, standard_deviation: 'NaN' }, auc: { value: 0.95, standard_deviation: 0.01 } });
    expect(put(run)).toEqual({ 'DriftViolations model-quality': 1, 'DriftRuns model-quality': 1 });
    expect(asked(run, 's3:getObject')[0].Key).toBe('drift/acme-ml-fraud/x/2026/11/26/02/statistics.json');
    expect(asked(run, 'cloudwatch:putMetricData')[0].MetricData[0]).not.toHaveProperty('Timestamp');
    expect(put(quality({ f1: { value: 0.8 }, auc: { value: 0.9 } }))['DriftViolations model-quality']).toBe(0);
    expect(put(quality({ f1: { value: 0.1 }, auc: { value: 0.1 } }))['DriftViolations model-quality']).toBe(2);
  });

  test('a metric that cannot be worked out silences no other one', () => {
    const quality = (metrics: Json) => put(report('model-quality', [{ binary_classification_metrics: metrics }]))['DriftViolations model-quality'];
    const matrix = (positives: number) => ({ confusion_matrix: { 0: { 0: 90, 1: 0 }, 1: { 0: positives, 1: 0 } } });
    expect(quality({ ...matrix(0), f1: { value: 'NaN' }, auc: { value: 0.5 } })).toBe(1);
    expect(quality({ ...matrix(0), f1: { value: 'NaN' }, auc: { value: 'NaN' } })).toBe(0);
    // There was something to find, and the model has said no to all.
    expect(quality({ ...matrix(10), f1: { value: 'NaN' }, auc: { value: 'NaN' } })).toBe(1);
  });

  test('reads quality of several classes by its weights, and of numbers as errors', () => {
    const quality = (problem: string, metric: string, value: number, bound: string, found: Json) => {
      const facts = monitor({ schema: { ...monitor().schema, prediction: { problem, column: 'x' } }, signals: { modelQuality: { thresholds: [{ metric, value, bound }] } } });
      return put(execute(reportMachine(facts, PLACE), { detail: { ProcessingJobName: 'x' } }, {
        'sagemaker:describeProcessingJob': [describeJob('model-quality')], 's3:getObject': [{ Body: JSON.stringify(found) }],
      }))['DriftViolations model-quality'];
    };
    expect(quality('multiclass', 'f1', 0.8, 'least', { multiclass_classification_metrics: { weighted_f1: { value: 0.7 } } })).toBe(1);
    expect(quality('multiclass', 'accuracy', 0.8, 'least', { multiclass_classification_metrics: { accuracy: { value: 0.9 } } })).toBe(0);
    expect(quality('regression', 'rmse', 3, 'most', { regression_metrics: { rmse: { value: 3.5 } } })).toBe(1);
    expect(quality('regression', 'r2', 0.5, 'least', { regression_metrics: { r2: { value: 0.6 } } })).toBe(0);
  });

  test('says bias as core does: of the group less the others, with the threshold of the user', () => {
    const facets = { country: [{ value_or_threshold: 'NL', metrics: [{ name: 'DPPL', value: 0.25 }, { name: 'DI', value: 0.9 }] }] };
    expect(put(report('bias', [{ post_training_bias_metrics: { facets } }]))).toEqual({
      'DriftBias country demographic-parity-difference': -0.25,
      'DriftBias country disparate-impact': 0.9,
      'DriftViolations bias': 1,
      'DriftRuns bias': 1,
    });
  });

  test('a ratio that favors the group crosses its threshold as one that does not', () => {
    const facets = (value: Json) => ({ country: [{ metrics: [{ name: 'DPPL', value: 0 }, { name: 'DI', value }] }] });
    expect(put(report('bias', [{ post_training_bias_metrics: { facets: facets(1.6) } }]))['DriftViolations bias']).toBe(1);
    expect(put(report('bias', [{ post_training_bias_metrics: { facets: facets('Infinity') } }]))['DriftViolations bias']).toBe(1);
    expect(put(report('bias', [{ post_training_bias_metrics: { facets: facets(1.2) } }]))['DriftViolations bias']).toBe(0);
  });

  test('computes NDCG as Clarify documents it', () => {
    // The example of https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-model-monitor-feature-attribution-drift.html, whose NDCG is 0.69.
    const shap = (values: Json) => ({ explanations: { kernel_shap: { label0: { global_shap_values: values, expected_value: 0.1 } } } });
    const run = report('attribution', [shap({ amount: 0.1, country: 0.2, age: 0.7 }), shap({ amount: 0.7, country: 0.5, age: 0.05 })]);
    const withId = report('attribution', [shap({ amount: 0.1, transaction_id: 0.9, country: 0.2, age: 0.7 }), shap({ amount: 0.7, transaction_id: 0.4, country: 0.5, age: 0.05 })]);
    expect(put(withId).DriftAttribution).toBeCloseTo(0.69, 2);
    const { DriftAttribution: ndcg, ...rest } = put(run);
    expect(ndcg).toBeCloseTo(0.69, 2);
    expect(rest).toEqual({ 'DriftViolations attribution-drift': 1, 'DriftRuns attribution': 1 });
    expect(asked(run, 's3:getObject')[1].Key).toBe('drift/files/acme-ml-fraud/0123456789abcdef/baseline/analysis.json');
  });

  test('tells a run that failed from ground truth that is missing', () => {
    expect(put(report('data-quality', [], { ProcessingJobStatus: 'Failed' }))).toEqual({ 'DriftRunsFailed data-quality': 1 });
    expect(put(report('model-quality', [], { ProcessingJobStatus: 'Failed', ProcessingJobName: 'groundtruth-merge-202611260200-0f1e' }))).toEqual({ DriftNoGroundTruth: 1 });
    expect(put(report('model-quality', [], { ProcessingJobStatus: 'Stopped' }))).toEqual({ 'DriftRunsFailed model-quality': 1 });
  });

  test('leaves jobs alone that no schedule of a monitor started, and merges that went well', () => {
    expect(report('data-quality', [], { MonitoringScheduleArn: undefined }).end).toBe('Ignored');
    expect(report('model-quality', [], { ProcessingJobName: 'groundtruth-merge-202611260200-0f1e' }).end).toBe('Ignored');
  });
});

const MACHINE: RetrainTarget = { kind: 'machine', machineArn: 'arn:job' };
const alarm = (minutes = 1) => ({ 'time': minutesAgo(minutes), 'detail-type': 'CloudWatch Alarm State Change', 'detail': { state: { value: 'ALARM' } } });

describeWithJsonata('the machine that starts retrainings', () => {
  const definition = (target: RetrainTarget = MACHINE, maxRunsPerDay = 2) => retrainMachine({
    monitor: 'acme-ml-fraud', platformName: 'acme-ml', partition: 'aws', target, coolDownSeconds: 21_600, maxRunsPerDay,
  });
  const runs = (...all: Array<[number, string]>): Answers => ({ 'sfn:listExecutions': [{ Executions: all.map(([minutes, Status]) => ({ StartDate: minutesAgo(minutes), Status })) }] });

  test('starts a run, and counts it', () => {
    const run = execute(definition(), alarm(), runs());
    expect(run.end).toBe('Started');
    expect(asked(run, 'sfn:startExecution')[0]).toMatchObject({ StateMachineArn: 'arn:job', Name: expect.stringMatching(/^drift-\d+$/) as string });
    expect(asked(run, 'cloudwatch:putMetricData')[0].MetricData[0].MetricName).toBe('DriftRetrainings');
  });

  test.each<[string, string, Array<[number, string]>]>([
    ['a run goes on, however long ago it began', 'Running', [[3_000, 'RUNNING']]],
    ['the last run began within the cool-down, whoever started it', 'CoolDown', [[300, 'FAILED']]],
    ['as many runs began within a day as may', 'Limit', [[500, 'SUCCEEDED'], [1_000, 'FAILED']]],
  ])('starts none while %s', (_, end, before) => {
    const run = execute(definition(), alarm(), runs(...before));
    expect(run.end).toBe(end);
    expect(actions(run)).toEqual(['sfn:listExecutions']);
  });

  test('starts one again when the cool-down is over and the day has room', () => {
    expect(execute(definition(), alarm(), runs([370, 'SUCCEEDED'], [2_000, 'SUCCEEDED'])).end).toBe('Started');
  });

  test('an event that comes late starts nothing', () => {
    const run = execute(definition(), alarm(90), runs());
    expect(run).toMatchObject({ end: 'Stale', calls: [] });
  });

  test('two events at once try the same name, of which the service takes one', () => {
    const [first, second] = [execute(definition(), alarm(), runs()), execute(definition(), alarm(), { ...runs(), 'sfn:startExecution': [{ error: 'Sfn.ExecutionAlreadyExistsException' }] })];
    expect(asked(second!, 'sfn:startExecution')[0].Name).toBe(asked(first!, 'sfn:startExecution')[0].Name);
    expect(second!.end).toBe('Running');
    expect(actions(second!)).not.toContain('cloudwatch:putMetricData');
  });

  test('what comes right after the edge of two parts of the time waits until a run that began before it is seen', () => {
    const edge = 21_600_000 * 80_000;
    const at = (now: number) => execute(definition(), { ...alarm(), time: new Date(now).toISOString() }, { 'sfn:listExecutions': [{ Executions: [] }] }, now).waits;
    expect(at(edge + 4_200)).toEqual([26]);
    expect(at(edge + 30_000)).toEqual([0]);
    expect(at(edge - 1)).toEqual([0]);
  });

  test('a pipeline is asked for its runs, and started once for each cool-down', () => {
    const pipeline: RetrainTarget = { kind: 'pipeline', pipelineName: 'Fraud-Retrain' };
    const list = (...all: Json[]): Answers => ({ 'sagemaker:listPipelineExecutions': [{ PipelineExecutionSummaries: all }] });
    const run = execute(definition(pipeline), alarm(), list());
    expect(asked(run, 'sagemaker:startPipelineExecution')[0]).toMatchObject({
      PipelineName: 'Fraud-Retrain', ClientRequestToken: expect.stringMatching(/^[a-zA-Z0-9-]{32,128}$/) as string,
    });
    expect(execute(definition(pipeline), alarm(), list({ StartTime: minutesAgo(2_000), PipelineExecutionStatus: 'Executing' })).end).toBe('Running');
  });

  test('a job of AWS Batch is started behind a lock, since its names may be used twice', () => {
    const batch: RetrainTarget = { kind: 'batch', jobName: 'acme-ml-train', queueArn: 'arn:queue', definitionArn: 'arn:definition' };
    const jobs: Answers = { 'batch:listJobs': [{ JobSummaryList: [{ Status: 'SUCCEEDED', CreatedAt: Date.now() - 90_000_000 }] }] };
    const guard = execute(definition(batch), alarm(), jobs);
    expect(actions(guard)).toEqual(['batch:listJobs', 'sfn:startExecution']);
    const { StateMachineArn, Input } = asked(guard, 'sfn:startExecution')[0];
    expect(StateMachineArn).toMatch(/:stateMachine:machine$/);
    const locked = execute(definition(batch), JSON.parse(Input));
    expect(asked(locked, 'batch:submitJob')).toEqual([{ JobName: 'acme-ml-train', JobQueue: 'arn:queue', JobDefinition: 'arn:definition' }]);
    // A job that was refused uses the lock up for minutes, whatever the cool-down is.
    const now = 600_000 * 2_900_000 + 60_000;
    const lock = (later: number) => {
      const time = new Date(now + later).toISOString();
      return asked(execute(definition(batch), { ...alarm(), time }, { 'batch:listJobs': [{ JobSummaryList: [] }] }, now + later), 'sfn:startExecution')[0].Name as string;
    };
    expect(lock(100_000)).toBe(lock(0));
    expect(lock(600_000)).not.toBe(lock(0));
    const running: Answers = { 'batch:listJobs': [{ JobSummaryList: [{ Status: 'RUNNABLE', CreatedAt: Date.now() - 90_000_000 }] }] };
    expect(execute(definition(batch), alarm(), running).end).toBe('Running');
  });

  test('a call that the service refuses fails the execution, of which an alarm tells', () => {
    expect(execute(definition(), alarm(), { ...runs(), 'sfn:startExecution': [{ error: 'Sfn.StateMachineDoesNotExistException' }] }).error).toBeDefined();
  });
});
