import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { DriftMonitor } from '../../../src/awscdk';
import { BiasMetric, DataCapture, DriftSignal, Duration, QualityMetric, Retrain, Schedule } from '../../../src/core';
import { alarmEvent, jobEvent, matchesPattern as matches, versionEvent } from '../../support/aws-events';
import { Json, synthesize } from '../../support/cloudformation';
import { readable } from '../serving/endpoints';
import { all, batchJob, ENV, everything, least, one, scene, watched } from './monitors';

const DEFINITIONS = ['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability'].map((kind) => `AWS::SageMaker::${kind}JobDefinition`);
const NOW = '2026-11-26T02:20:00Z';
const ended = (RoleArn: string, ProcessingJobStatus = 'Completed') => jobEvent(NOW, { RoleArn, ProcessingJobStatus });
const alarmNames = (app: ReturnType<ReturnType<typeof watched>['synth']>) => all(app, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName as string).filter((name) => name.startsWith('acme-ml-fraud-drift'));

describe('a monitor of everything', () => {
  const { monitor, synth } = watched(everything);
  const app = synth();
  const definitions = DEFINITIONS.map((type) => one(app, type));
  const machine = (name: string) => JSON.parse(one(app, 'AWS::StepFunctions::StateMachine', ({ StateMachineName }) => StateMachineName === name).DefinitionString) as Json;
  const rules = () => all(app, 'AWS::Events::Rule');
  const ruleFor = (target: string) => rules().filter(({ Targets }) => JSON.stringify(Targets).includes(target));

  test('is a job definition and a schedule for each of the four monitors of SageMaker', () => {
    expect(definitions).toHaveLength(4);
    const schedules = all(app, 'AWS::SageMaker::MonitoringSchedule');
    expect(schedules.map(({ MonitoringScheduleName }) => MonitoringScheduleName)).toEqual([
      'acme-ml-fraud-drift-data-quality', 'acme-ml-fraud-drift-model-quality', 'acme-ml-fraud-drift-bias', 'acme-ml-fraud-drift-attribution',
    ]);
    schedules.forEach(({ MonitoringScheduleConfig: { ScheduleConfig } }) => expect(ScheduleConfig.ScheduleExpression).toBe('cron(0 2 ? * * *)'));
    expect(monitor.scheduleResources).toHaveLength(4);
    expect(monitor.signalNames).toEqual(['data-quality', 'data-drift', 'prediction-drift', 'model-quality', 'bias', 'attribution-drift']);
  });

  test('a job waits for the endpoint that it watches, which SageMaker asks for', () => {
    const [endpoint] = app.of('AWS::SageMaker::Endpoint');
    DEFINITIONS.flatMap((type) => app.of(type)).forEach(({ stack, id }) => {
      expect(app.templates[stack]!.Resources[id].DependsOn).toContain(endpoint!.id);
    });
  });

  test('no definition has a name of its own, so that another content can be made before the old one goes', () => {
    definitions.forEach(({ JobDefinitionName }) => expect(JobDefinitionName).toBeUndefined());
  });

  test('everything is encrypted with the key of the platform, and runs in its private subnets', () => {
    definitions.forEach((definition) => {
      const text = JSON.stringify(definition);
      expect(text.match(/"(?:KmsKeyId|VolumeKmsKeyId)":"\$\{MlKey/g)).toHaveLength(2);
      expect(definition.NetworkConfig.VpcConfig.Subnets.length).toBeGreaterThan(0);
      expect(definition.NetworkConfig.VpcConfig.SecurityGroupIds).toHaveLength(1);
    });
    all(app, 'AWS::Logs::LogGroup').filter(({ LogGroupName }) => String(LogGroupName).includes('fraud-drift')).forEach(({ KmsKeyId }) => expect(KmsKeyId).toBeDefined());
  });

  test('the endpoint keeps its requests from now on, readable by the jobs', () => {
    const { DataCaptureConfig } = one(app, 'AWS::SageMaker::EndpointConfig');
    expect(DataCaptureConfig).toMatchObject({
      EnableCapture: true,
      InitialSamplingPercentage: 100,
      CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'], JsonContentTypes: ['application/json'] },
    });
    expect(DataCaptureConfig.DestinationS3Uri).toMatch(/\/capture\/acme-ml-fraud$/);
  });

  test('an event of an alarm that retrains reaches the guard, and no other does', () => {
    const [rule] = ruleFor('SageMakerRetrainingMachine');
    const pattern = rule.EventPattern;
    const arns: string[] = pattern.resources;
    expect(arns).toHaveLength(4);
    expect(matches(pattern, alarmEvent(arns[0]!, NOW))).toBe(true);
    expect(matches(pattern, alarmEvent(arns[0]!, NOW, 'OK'))).toBe(false);
    expect(matches(pattern, alarmEvent('arn:aws:cloudwatch:eu-west-1:123456789012:alarm:another', NOW))).toBe(false);
    expect(rule.Targets[0].RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 10 });
  });

  test('data quality and bias tell people only', () => {
    const [rule] = ruleFor('SageMakerRetrainingMachine');
    expect(JSON.stringify(rule.EventPattern.resources)).not.toMatch(/DataQuality|Bias/);
  });

  test('an approval has the baseline computed anew, a rejection does not', () => {
    const rule = ruleFor('SageMakerBaselineMachine').find(({ EventPattern }) => EventPattern['detail-type'][0].includes('Model Package'));
    expect(matches(rule.EventPattern, versionEvent('acme-ml-models', NOW, 'Approved'))).toBe(true);
    expect(matches(rule.EventPattern, versionEvent('acme-ml-models', NOW, 'Rejected'))).toBe(false);
    expect(matches(rule.EventPattern, versionEvent('other', NOW, 'Approved'))).toBe(false);
    expect(JSON.parse(rule.Targets[0].Input)).toEqual({ renew: true });
  });

  test('a job that ended has its report read, of this monitor only', () => {
    const [rule] = ruleFor('SageMakerReport');
    const [role] = rule.EventPattern.detail.RoleArn;
    expect(matches(rule.EventPattern, ended(role))).toBe(true);
    expect(matches(rule.EventPattern, ended(role, 'Failed'))).toBe(true);
    expect(matches(rule.EventPattern, ended(role, 'InProgress'))).toBe(false);
    expect(matches(rule.EventPattern, ended('arn:aws:iam::012345678987:role/SageMakerPowerUser'))).toBe(false);
  });

  test('the baseline is computed as soon as the monitor is there: a rate without a beginning starts at once', () => {
    const schedule = one(app, 'AWS::Scheduler::Schedule');
    expect(schedule).toMatchObject({ ScheduleExpression: 'rate(1 day)' });
    expect(schedule.StartDate).toBeUndefined();
    expect(JSON.parse(schedule.Target.Input)).toMatchObject({ renew: false, content: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
  });

  test('the guard asks the job of the program for its runs, and starts it', () => {
    const { States } = machine('acme-ml-fraud-drift-retrain');
    expect(States.Runs.Arguments.StateMachineArn).toMatch(/\$\{Train/);
    expect(States.Start.Arguments.StateMachineArn).toBe(States.Runs.Arguments.StateMachineArn);
    expect(States.Decide.Choices).toHaveLength(3);
  });

  test('one alarm a signal, and for what nobody would see: that it did not run, failed, had no ground truth, and that retraining failed', () => {
    expect(alarmNames(app).map((name) => name.replace('acme-ml-fraud-drift-', '')).sort()).toEqual([
      'attribution-drift', 'baseline-failed', 'bias', 'data-drift', 'data-quality', 'did-not-run', 'model-quality', 'no-ground-truth', 'prediction-drift', 'retraining-failed',
      'retraining-not-started', 'run-failed',
    ]);
    expect(monitor.alarms).toHaveLength(12);
  });

  test('quality is judged when the run ends, by what the machine counts, and not by values that have the time of the requests', () => {
    const named = (name: string) => one(app, 'AWS::CloudWatch::Alarm', ({ AlarmName }) => AlarmName === `acme-ml-fraud-drift-${name}`);
    expect(named('model-quality').Metrics.map(({ MetricStat }: Json) => MetricStat)).toEqual([expect.objectContaining({
      Period: 600, Stat: 'Maximum', Metric: expect.objectContaining({ Namespace: 'MlPlatform/acme-ml', Dimensions: expect.arrayContaining([{ Name: 'Signal', Value: 'model-quality' }]) as object }) as object,
    })]);
    expect(machine('acme-ml-fraud-drift-report').States.ReadModelQuality.Arguments.Key).toContain('/statistics.json');
  });

  test('a baseline that could not be computed calls, and may forget that it was there, and nothing else', () => {
    const alarm = one(app, 'AWS::CloudWatch::Alarm', ({ AlarmName }) => AlarmName === 'acme-ml-fraud-drift-baseline-failed');
    expect(JSON.stringify(alarm.Metrics)).toMatch(/BaselineMachine.*ExecutionsFailed/);
    expect(alarm.AlarmDescription).toContain('/fraud/train');
    const deleting = all(app, 'AWS::IAM::ManagedPolicy').filter(({ Description }) => String(Description).startsWith('acme-ml-fraud-drift'))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement as Json[]).filter(({ Action }) => [Action].flat().includes('s3:DeleteObject'));
    expect(deleting).toEqual([expect.objectContaining({ Resource: expect.stringMatching(/\/drift\/files\/acme-ml-fraud-drift\/[^/*]+\/baseline\/done\.json$/) as string })]);
  });

  test('an alarm calls the channels of its severity, and those of the monitor', () => {
    const named = (name: string) => one(app, 'AWS::CloudWatch::Alarm', ({ AlarmName }) => AlarmName === `acme-ml-fraud-drift-${name}`);
    expect(named('data-quality').AlarmActions.join()).toMatch(/MlAlertsCritical/);
    expect(named('data-drift').AlarmActions.join()).toMatch(/MlAlertsWarning/);
    expect(named('data-drift').AlarmActions).toHaveLength(2);
    expect(all(app, 'AWS::SNS::Subscription').map(({ Endpoint }) => Endpoint)).toContain('https://risk.acme.io/drift');
    expect(named('did-not-run')).toMatchObject({ TreatMissingData: 'breaching', EvaluationPeriods: 2, ComparisonOperator: 'LessThanThreshold' });
    expect(named('data-drift')).toMatchObject({ TreatMissingData: 'notBreaching', Threshold: 0 });
  });

  test('no role of the monitor may do everything with anything', () => {
    const policies = all(app, 'AWS::IAM::ManagedPolicy').filter(({ Description }) => String(Description).startsWith('acme-ml-fraud-drift'));
    expect(policies.length).toBeGreaterThan(5);
    policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement as Json[]).forEach(({ Action, Resource, Condition }) => {
      [Action].flat().forEach((action: string) => expect(action).not.toContain('*'));
      if ([Resource].flat().includes('*')) expect(Condition).toBeDefined();
    });
  });

  test('only the jobs read requests and ground truth, and write reports', () => {
    const [policy] = all(app, 'AWS::IAM::Policy').filter(({ Roles }) => String(Roles).includes('FraudDriftSageMakerRole'));
    const text = JSON.stringify(policy);
    ['capture/acme-ml-fraud/', 'fraud/truth/', 'fraud/train/', 'drift/acme-ml-fraud-drift/', 'drift/files/acme-ml-fraud-drift/'].forEach((prefix) => expect(text).toContain(prefix));
  });

  test('the page shows drift by feature, quality, retrainings and what serves', () => {
    const { DashboardBody } = one(app, 'AWS::CloudWatch::Dashboard', ({ DashboardName }) => String(DashboardName).startsWith('acme-ml-fraud-drift'));
    ['Drift of features', 'Drift of predictions', 'Quality of the model', 'Bias by sex', 'Runs and retrainings', 'Model in production', 'fraud/1/model.tar.gz'].forEach((part) => {
      expect(DashboardBody).toContain(part);
    });
    expect(DashboardBody).toContain('feature_baseline_drift_country');
  });

  test('tells where things are, and how to do by hand what it does', () => {
    expect(app.outputs).toEqual(expect.arrayContaining(['AcmeMlFraudDriftReportLocation', 'AcmeMlFraudDriftBaselineCommand', 'AcmeMlFraudCaptureLocation']));
    expect(readable(app.templates.Acme.Outputs.AcmeMlFraudDriftBaselineCommand.Value)).toMatch(/start-execution .*\{"renew":true\}/);
  });

  test('carries the tags of the platform', () => {
    definitions.forEach(({ Tags }) => expect(Tags).toContainEqual({ Key: 'team', Value: 'risk' }));
  });

  test('warns that AWS takes no new accounts', () => {
    const { made } = watched();
    Annotations.fromStack(made.stack).hasWarning('/Acme/FraudDrift', Match.stringLikeRegexp('closed to AWS accounts'));
  });
});

describe('metrics', () => {
  const { monitor } = watched(everything);

  test('are those that are measured; others are refused', () => {
    expect(monitor.metrics.drift('country').label).toContain('country');
    expect(monitor.metrics.quality(QualityMetric.F1).label).toContain('f1');
    expect(monitor.metrics.bias('sex', BiasMetric.DISPARATE_IMPACT).label).toContain('sex');
    expect(() => monitor.metrics.drift('contry')).toThrow(/\[drift\/not-measured\].*country/);
    expect(() => monitor.metrics.quality(QualityMetric.RECALL)).toThrow(/drift\/not-measured/);
  });
});

test('a monitor in another stack does not hold on to the model of the endpoint, which could not be released any more', () => {
  const made = scene();
  new DriftMonitor(new Stack(made.app, 'Beside', { env: ENV }), 'FraudDrift', { platform: made.ml, ...least(made) });
  expect(JSON.stringify(synthesize(made.app).templates.Acme.Outputs ?? {})).not.toContain('ModelName');
});

describe('a capture', () => {
  test('that was there already stays as it is, but for what jobs can read', () => {
    const { synth } = watched(least, scene(() => ({ dataCapture: DataCapture.sampled(20) })));
    expect(one(synth(), 'AWS::SageMaker::EndpointConfig').DataCaptureConfig).toMatchObject({ InitialSamplingPercentage: 20, CaptureContentTypeHeader: expect.anything() as object });
  });

  test('is not switched on where nobody watches', () => {
    const { app, endpoint } = scene();
    expect(endpoint.captureLocation).toBeUndefined();
    expect(one(synthesize(app), 'AWS::SageMaker::EndpointConfig').DataCaptureConfig).toBeUndefined();
  });

  test('is as large as the monitor wishes', () => {
    const { synth, made } = watched((its) => ({ ...least(its), sampling: 10 }));
    expect(one(synth(), 'AWS::SageMaker::EndpointConfig').DataCaptureConfig.InitialSamplingPercentage).toBe(10);
    expect(made.endpoint.captureLocation).toMatch(/capture\/acme-ml-fraud$/);
  });
});

describe('what is retrained', () => {
  test('a job of AWS Batch is submitted to its queue', () => {
    const app = watched((made) => ({ ...least(made), onDrift: { retrain: Retrain.job(batchJob(made)) } })).synth();
    const { DefinitionString } = one(app, 'AWS::StepFunctions::StateMachine', ({ StateMachineName }) => StateMachineName === 'acme-ml-fraud-drift-retrain');
    expect(JSON.parse(DefinitionString).States.Start.Arguments).toMatchObject({ JobName: 'acme-ml-train', JobQueue: expect.stringContaining('Queue') as string });
  });

  test('a pipeline by its name, within the limits', () => {
    const app = watched((made) => ({ ...least(made), onDrift: { retrain: Retrain.pipeline('Fraud-Retrain', { coolDown: Duration.hours(6), maxRunsPerDay: 3 }) } })).synth();
    const { DefinitionString } = one(app, 'AWS::StepFunctions::StateMachine', ({ StateMachineName }) => StateMachineName === 'acme-ml-fraud-drift-retrain');
    const { Start, Decide } = JSON.parse(DefinitionString).States;
    expect(Start.Arguments.PipelineName).toBe('Fraud-Retrain');
    expect(JSON.stringify(Decide)).toContain('21600000');
    expect(JSON.stringify(Decide)).toContain('>= 3');
    const failed = all(app, 'AWS::Events::Rule').find(({ EventPattern }) => EventPattern['detail-type'][0].includes('Pipeline') && String(EventPattern.resources[0].prefix).includes('fraud-retrain'));
    expect(failed).toBeDefined();
  });

  test('nothing, where nobody says so', () => {
    const { monitor } = watched();
    expect(monitor.retrainMachineResource).toBeUndefined();
    expect(monitor.alarms.map((alarm) => alarm.node.id)).toEqual(['DataQuality', 'DataDrift', 'PredictionDrift', 'NotRun', 'RunFailed', 'BaselineFailed']);
  });
});

describe('schedules', () => {
  test('every six hours is looked at in periods of six hours', () => {
    const app = watched((made) => ({ ...least(made), schedule: Schedule.every(Duration.hours(6)) })).synth();
    expect(one(app, 'AWS::SageMaker::MonitoringSchedule').MonitoringScheduleConfig.ScheduleConfig.ScheduleExpression).toBe('cron(0 0/6 ? * * *)');
    const { Metrics } = one(app, 'AWS::CloudWatch::Alarm', ({ AlarmName }) => AlarmName === 'acme-ml-fraud-drift-did-not-run');
    expect(Metrics.find(({ MetricStat }: Json) => MetricStat).MetricStat.Period).toBe(21_600);
  });
});

describe('names', () => {
  test('another threshold is another place of files, the same one the same', () => {
    const content = (threshold: number) => JSON.parse(one(watched((made) => ({ ...least(made), signals: [DriftSignal.dataDrift({ threshold })] })).synth(), 'AWS::Scheduler::Schedule').Target.Input).content;
    expect(content(0.1)).toBe(content(0.1));
    expect(content(0.1)).not.toBe(content(0.2));
    const scheduleOf = (threshold: number) => watched((made) => ({ ...least(made), signals: [DriftSignal.dataDrift({ threshold })] })).synth().of('AWS::Scheduler::Schedule')[0]!.id;
    expect(scheduleOf(0.1)).toBe(scheduleOf(0.1));
    expect(scheduleOf(0.1)).not.toBe(scheduleOf(0.2));
  });
});
