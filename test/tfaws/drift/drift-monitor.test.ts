import { BiasMetric, DataCapture, QualityMetric, Retrain } from '../../../src/core';
import { DriftMonitor, Identity } from '../../../src/tfaws';
import { alarmEvent, jobEvent, matchesPattern, versionEvent } from '../../support/aws-events';
import { Attributes, synthApp, SynthesizedStack } from '../../support/terraform';
import { stackIn } from '../platforms';
import { batchJob, desired, desiredOne, everything, job, least, scene, watched } from './monitors';

const named = (stack: SynthesizedStack, type: string, key: string, name: string): Attributes => {
  const found = Object.values(stack.resources(type)).filter((resource) => resource[key] === name);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const alarm = (stack: SynthesizedStack, suffix: string) => named(stack, 'aws_cloudwatch_metric_alarm', 'alarm_name', `acme-ml-fraud-drift-${suffix}`);
const rule = (stack: SynthesizedStack, suffix: string) => named(stack, 'aws_cloudwatch_event_rule', 'name', `acme-ml-fraud-drift-${suffix}`);
const patternOf = (stack: SynthesizedStack, suffix: string) => JSON.parse(rule(stack, suffix).event_pattern as string) as Attributes;
const machine = (stack: SynthesizedStack, what: string) => JSON.parse(named(stack, 'aws_sfn_state_machine', 'name', `acme-ml-fraud-drift-${what}`).definition as string) as Attributes;
const statements = (stack: SynthesizedStack, part: string): Attributes[] => Object.values(stack.resources('aws_iam_role_policy'))
  .filter((policy) => JSON.stringify(policy['//']).includes(part))
  .flatMap(({ policy }) => (JSON.parse(policy as string) as Attributes).Statement as Attributes[]);

const DEFINITIONS = ['DataQualityJobDefinition', 'ModelQualityJobDefinition', 'ModelBiasJobDefinition', 'ModelExplainabilityJobDefinition'];

describe('a monitor that measures everything', () => {
  const { monitor, synth } = watched(everything);
  const stack = synth();

  test.each(DEFINITIONS)('its %s runs in the network, encrypted, as a role of its own, and ends', (type) => {
    expect(desiredOne(stack, type)).toMatchObject({
      RoleArn: expect.stringContaining('FraudDrift_SageMaker_Role'),
      JobResources: { ClusterConfig: { VolumeKmsKeyId: expect.stringContaining('aws_kms_key') } },
      NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: { Subnets: expect.any(Array), SecurityGroupIds: [expect.stringContaining('aws_security_group')] } },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Tags: expect.arrayContaining([{ Key: 'team', Value: 'risk' }]),
    });
  });

  test('a definition of another content is another, and goes when its schedule has left it', () => {
    const definitions = Object.values(stack.resources('aws_cloudcontrolapi_resource')).filter(({ type_name }) => String(type_name).endsWith('JobDefinition'));
    definitions.forEach(({ lifecycle, desired_state }) => {
      expect(lifecycle).toMatchObject({ create_before_destroy: true, replace_triggered_by: [expect.stringMatching(/^terraform_data\./)] });
      expect(desired_state).toMatch(/"JobDefinitionName":\$\{jsonencode\(join\("-", \["acme-ml-fraud-drift"/);
    });
    const schedules = desired(stack, 'MonitoringSchedule');
    expect(schedules.map(({ MonitoringScheduleName }) => MonitoringScheduleName).sort()).toEqual(
      ['attribution', 'bias', 'data-quality', 'model-quality'].map((of) => `acme-ml-fraud-drift-${of}`),
    );
    schedules.forEach(({ MonitoringScheduleConfig }) => expect(MonitoringScheduleConfig).toMatchObject({
      ScheduleConfig: { ScheduleExpression: 'cron(0 2 ? * * *)' }, MonitoringJobDefinitionName: expect.stringContaining('terraform_data'),
    }));
  });

  test('has an alarm for each signal, and for each way in which it does not work', () => {
    expect(monitor.alarms).toHaveLength(12);
    expect(alarm(stack, 'did-not-run')).toMatchObject({ treat_missing_data: 'breaching', comparison_operator: 'LessThanThreshold', evaluation_periods: 2 });
    expect(alarm(stack, 'did-not-run').depends_on).toEqual([expect.stringContaining('aws_scheduler_schedule')]);
    ['data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift', 'run-failed', 'baseline-failed', 'no-ground-truth', 'retraining-failed', 'retraining-not-started']
      .forEach((suffix) => expect(alarm(stack, suffix)).toMatchObject({ treat_missing_data: 'notBreaching', alarm_description: expect.stringMatching(/^acme-ml-fraud-drift: .{20}/) }));
  });

  test('quality is judged when the run ends, by what the machine counts, and not by values that have the time of the requests', () => {
    expect(JSON.stringify(alarm(stack, 'model-quality'))).toMatch(/DriftViolations/);
    expect(JSON.stringify(alarm(stack, 'model-quality'))).not.toContain('model-metrics');
    expect(JSON.stringify(machine(stack, 'report'))).toContain('/statistics.json');
  });

  test('a baseline that could not be computed calls, and may forget that it was there, and nothing else', () => {
    expect(JSON.stringify(alarm(stack, 'baseline-failed'))).toMatch(/ExecutionsFailed/);
    const deleting = statements(stack, 'FraudDrift').filter(({ Action }) => [Action].flat().includes('s3:DeleteObject'));
    expect(deleting).toEqual([expect.objectContaining({ Resource: [expect.stringMatching(/\/drift\/files\/acme-ml-fraud-drift\/[^/*]+\/baseline\/done\.json$/)] })]);
  });

  test('tells its own channels, too, by severity', () => {
    expect(alarm(stack, 'data-drift').alarm_actions).toEqual([expect.stringContaining('Ml_Alerts'), expect.stringContaining('FraudDrift_SageMaker_Watch_Alerts')]);
    expect(Object.values(stack.resources('aws_sns_topic_subscription')).map(({ endpoint }) => endpoint)).toContain('https://risk.acme.io/drift');
  });

  test('retrains by what says that the model no longer fits, and not by broken data or bias', () => {
    const { resources } = patternOf(stack, 'drift') as { resources: string[] };
    const arns = ['data-drift', 'prediction-drift', 'model-quality'].map((suffix) => new RegExp(suffix.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')));
    arns.forEach((arn) => expect(resources).toContainEqual(expect.stringMatching(arn)));
    expect(resources.filter((arn) => /DataQuality|Bias/.test(arn))).toEqual([]);
  });

  test('its rules match the samples that AWS prints', () => {
    const { resources: [arn] } = patternOf(stack, 'drift') as { resources: [string] };
    const known = { ...patternOf(stack, 'drift'), resources: ['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:acme-ml-fraud-drift-data-drift'] };
    expect(arn).toMatch(/^\$\{aws_cloudwatch_metric_alarm\..*\.arn\}$/);
    expect(matchesPattern(known, alarmEvent(known.resources[0]!, '2026-11-26T02:10:00Z'))).toBe(true);
    expect(matchesPattern(known, alarmEvent(known.resources[0]!, '2026-11-26T02:10:00Z', 'OK'))).toBe(false);
    const ended = patternOf(stack, 'jobs') as { detail: { RoleArn: [string] } };
    expect(matchesPattern(ended, jobEvent('2026-11-26T02:10:00Z', { RoleArn: ended.detail.RoleArn[0] }))).toBe(true);
    expect(matchesPattern(ended, jobEvent('2026-11-26T02:10:00Z', {}))).toBe(false);
    expect(matchesPattern(patternOf(stack, 'approved'), versionEvent('acme-ml-models', '2026-11-26T02:10:00Z', 'Approved'))).toBe(true);
    expect(matchesPattern(patternOf(stack, 'approved'), versionEvent('acme-ml-models', '2026-11-26T02:10:00Z', 'Rejected'))).toBe(false);
  });

  test('an approval has the baseline computed anew, a deployment where it is missing', () => {
    const targets = Object.values(stack.resources('aws_cloudwatch_event_target')).filter(({ input }) => input !== undefined);
    expect(targets).toEqual([expect.objectContaining({ input: '{"renew":true}', arn: expect.stringContaining('Baseline_Machine') })]);
    expect(named(stack, 'aws_scheduler_schedule', 'name', 'acme-ml-fraud-drift-baseline')).toMatchObject({
      schedule_expression: 'rate(1 day)',
      kms_key_arn: expect.stringContaining('aws_kms_key'),
      target: { input: expect.stringMatching(/^\{"renew":false,"content":"/) },
      lifecycle: { replace_triggered_by: [expect.stringMatching(/^terraform_data\./)] },
    });
    expect(monitor.baselineCommand).toContain('--input \'{"renew":true}\'');
  });

  test('the script that makes columns of requests lies encrypted where the job looks for it', () => {
    const { DataQualityAppSpecification: { RecordPreprocessorSourceUri } } = desiredOne(stack, 'DataQualityJobDefinition');
    const script = stack.resource('aws_s3_object', 'Baseline/Script');
    expect(script).toMatchObject({ server_side_encryption: 'aws:kms', kms_key_id: expect.stringContaining('aws_kms_key'), content_type: 'text/x-python' });
    expect(RecordPreprocessorSourceUri).toContain(`/${script.key}'`);
    expect(script.content).toContain('def preprocess_handler');
  });

  test('its roles do what they do, and no action by a star', () => {
    const own = statements(stack, 'FraudDrift');
    expect(own.flatMap(({ Action }) => [Action].flat() as string[]).filter((action) => action.includes('*'))).toEqual([]);
    own.filter(({ Resource }) => [Resource].flat().includes('*')).forEach(({ Sid, Condition }) => {
      if (Sid !== 'RegistryLogin' && Sid !== 'Login') expect([Sid, Condition]).toEqual([Sid, expect.anything()]);
    });
    const starts = own.filter(({ Action }) => [Action].flat().includes('states:StartExecution'));
    starts.forEach(({ Resource }) => [Resource].flat().forEach((arn: unknown) => expect(arn).toMatch(/aws_sfn_state_machine/)));
  });

  test('a deployment of its machines says what it waits for', () => {
    Object.values(stack.resources('aws_sfn_state_machine')).filter(({ name }) => String(name).startsWith('acme-ml-fraud-drift')).forEach((made) => {
      expect(made).toMatchObject({ depends_on: [expect.stringContaining('Role_Policy')], tracing_configuration: { enabled: true }, logging_configuration: { level: 'ALL' } });
    });
  });

  test('has a page with drift by feature, quality, bias, retrainings, and what serves', () => {
    const { widgets } = JSON.parse(stack.resource('aws_cloudwatch_dashboard', 'FraudDrift/Dashboard/Resource').dashboard_body) as { widgets: Attributes[] };
    const titles = widgets.map(({ properties }) => properties.title ?? properties.markdown);
    expect(titles).toEqual(expect.arrayContaining(['Drift of features', 'Quality of the model', 'Bias by sex', 'Runs and retrainings', expect.stringContaining('### Model in production')]));
  });

  test('lets somebody read the reports, and nothing else', () => {
    monitor.grantRead(Identity.role('arn:aws:iam::123456789012:role/auditor'));
    const read = JSON.stringify(statements(synth(), 'Ml/Artifacts/Grant-read').filter(({ Resource }) => JSON.stringify(Resource).includes('drift/')));
    expect(read).toContain('drift/acme-ml-fraud-drift/*');
  });
});

test('a capture is switched on with the first monitor, and the endpoint keeps what it said before', () => {
  const { monitor, made, synth } = watched();
  const [config] = desired(synth(), 'EndpointConfig');
  expect(config!.DataCaptureConfig).toMatchObject({ InitialSamplingPercentage: 100, CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'] } });
  expect(made.endpoint.captureLocation).toMatch(/capture\/acme-ml-fraud$/);
  expect(monitor.signalNames).toEqual(['data-quality', 'data-drift', 'prediction-drift']);
  const kept = scene(({ platform }) => ({ dataCapture: DataCapture.sampled(20, { path: platform.artifacts.path('kept') }) }));
  expect(desired(watched(least, kept).synth(), 'EndpointConfig')[0]!.DataCaptureConfig).toMatchObject({ InitialSamplingPercentage: 20, DestinationS3Uri: expect.stringContaining('/kept\'') });
});

test('a job waits for the endpoint that it watches, and for what its role may do', () => {
  const stack = watched().synth();
  const [definition] = Object.values(stack.resources('aws_cloudcontrolapi_resource')).filter(({ type_name }) => String(type_name).endsWith('JobDefinition'));
  expect(definition!.depends_on).toEqual(expect.arrayContaining([expect.stringContaining('Fraud_SageMaker_'), expect.stringContaining('Role_Policy'), expect.stringContaining('Script')]));
});

test.each<[string, (made: ReturnType<typeof scene>) => Retrain, string[]]>([
  ['executions of a state machine', (made) => Retrain.job(job(made)), ['states:ListExecutions', 'states:StartExecution']],
  ['jobs of AWS Batch', (made) => Retrain.job(batchJob(made)), ['batch:ListJobs', 'batch:SubmitJob', 'states:StartExecution']],
  ['runs of a pipeline', () => Retrain.pipeline('Learn'), ['sagemaker:ListPipelineExecutions', 'sagemaker:StartPipelineExecution']],
])('a retraining may be %s, which are asked for before one is started', (_, retrain, actions) => {
  const { monitor, synth } = watched((made) => ({ ...least(made), onDrift: { retrain: retrain(made) } }));
  const stack = synth();
  const allowed = statements(stack, 'Retraining').flatMap(({ Action }) => [Action].flat() as string[]);
  expect(allowed.filter((action) => /^(?:states|batch|sagemaker):/.test(action)).sort()).toEqual(actions);
  expect(Object.keys(machine(stack, 'retrain').States as object)).toEqual(expect.arrayContaining(['Fresh', 'Runs', 'Decide', 'Running', 'CoolDown', 'Limit', 'Stale']));
  expect(monitor.retrainMachineResource).toBeDefined();
});

test('without a retraining there is no machine for it, and nobody hears of alarms', () => {
  const { monitor, synth } = watched();
  expect(monitor.retrainMachineResource).toBeUndefined();
  expect(Object.values(synth().resources('aws_cloudwatch_event_rule')).map(({ name }) => name)).not.toContain('acme-ml-fraud-drift-drift');
});

test('a measurement of what is not measured is refused', () => {
  const { monitor } = watched();
  expect(() => monitor.metrics.quality(QualityMetric.F1)).toThrow('[drift/not-measured]');
  expect(() => monitor.metrics.bias('sex', BiasMetric.DISPARATE_IMPACT)).toThrow('[drift/not-measured]');
  expect(() => monitor.metrics.drift('amout')).toThrow("nearest: 'amount'");
});

test('what users wrote reaches the machines as they wrote it', () => {
  const stack = watched((made) => everything(made)).synth();
  expect(JSON.stringify(machine(stack, 'baseline'))).toContain('female');
});

test('a monitor may stand in another stack than what it watches', () => {
  const made = scene();
  const { app, platform } = made;
  const monitor = new DriftMonitor(stackIn(app, 'watch'), 'FraudDrift', { platform, ...least(made) });
  const all = synthApp(app);
  expect(desired(all.stack('watch'), 'MonitoringSchedule')).toHaveLength(1);
  expect(desiredOne(all.stack('ml'), 'EndpointConfig')).toHaveProperty('DataCaptureConfig');
  expect(monitor.alarms).toHaveLength(6);
});
