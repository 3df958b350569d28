import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { App, S3Backend, TerraformStack } from 'cdktf';
import * as awscdk from '../../src/awscdk';
import {
  Baseline, BiasThreshold, DriftSignal, Duration, Facet, Feature, GroundTruth, IMlPlatform, Machine, Model, ModelStage, Prediction, Profile,
  QualityMetric, QualityThreshold, Retrain, Runtime, Scaling,
} from '../../src/core';
import * as tfaws from '../../src/tfaws';
import { alarmEvent, AwsEvent, jobEvent, versionEvent } from '../support/aws-events';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Cdk } from './support/cdk';
import { Deployment } from './support/deployment';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const REGION = 'us-east-2';
const NAME = 'acme-ml-fraud-drift';
const JOB = 'acme-ml-train';

const machineArn = (name: string) => `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;
const alarmArn = (suffix: string) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${NAME}-${suffix}`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');

/** The same lines on both: an endpoint, a job, and a monitor of all that SageMaker measures. */
function addMonitor(ml: IMlPlatform, drift: number): void {
  const endpoint = ml.addModelEndpoint('Fraud', { model: Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')), scaling: Scaling.fixed(1) });
  const job = ml.addTrainingJob('Train', { runtime: Runtime.xgboost('3.2'), command: ['python', 'train.py'], machine: Machine.general(8) });
  ml.addDriftMonitor('FraudDrift', {
    endpoint,
    schema: {
      features: [Feature.float('amount'), Feature.string('country'), Feature.string('sex')],
      prediction: Prediction.binary('fraud', { threshold: 0.5 }),
    },
    baseline: Baseline.trainingData(ml.artifacts.path('fraud/train'), {
      renewedBy: ml.addModelRegistry('Models', { stage: ModelStage.DEVELOPMENT }),
    }),
    signals: [
      DriftSignal.dataQuality(),
      DriftSignal.dataDrift({ threshold: drift }),
      DriftSignal.predictionDrift(),
      DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
      DriftSignal.bias([Facet.of('sex', 'female')], { thresholds: [BiasThreshold.disparateImpact(0.8)] }),
      DriftSignal.attributionDrift(),
    ],
    groundTruth: GroundTruth.folder(ml.artifacts.path('fraud/truth'), { delay: Duration.days(2) }),
    onDrift: { retrain: Retrain.job(job, { coolDown: Duration.hours(1), maxRunsPerDay: 1 }) },
  });
}

function template(drift: number): string {
  const app = new CdkApp({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'acme-ml', { env: { account: ACCOUNT, region: REGION } });
  const ml = new awscdk.MlPlatform(stack, 'Ml', { platformName: 'acme-ml', profile: Profile.development() });
  addMonitor(ml, drift);
  return app.synth().directory;
}

function stackOf(drift: number): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'acme-ml');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/drift.tfstate', region: REGION, encrypt: true });
  const ml = new tfaws.MlPlatform(stack, 'Ml', { platformName: 'acme-ml', region: REGION, accountId: ACCOUNT, profile: Profile.development() });
  addMonitor(ml, drift);
  app.synth();
  return new SynthesizedApp(app.outdir).stack('acme-ml');
}

const python = lifecyclePython();
const first = stackOf(0.1);
const terraform = terraformFor(first);

function suite(target: string, tools: object, tests: () => void): void {
  const missing = 'missing' in python ? python.missing : 'missing' in tools ? String(tools.missing) : undefined;
  if (missing) process.stderr.write(`SKIPPED a monitor of ${target} on a local AWS: ${missing}\n`);
  (missing ? describe.skip : describe)(`a monitor of ${target} on a local AWS`, tests);
}

/** What happens once it is deployed, whatever deployed it: AWS's own samples of events reach the rules, and those the machines. */
function loop(server: () => AwsServer): void {
  const rulesOf = async (event: AwsEvent) => (await server().event(event, REGION)).length;
  const answers = async () => (await server().executions(machineArn(`${NAME}-retrain`))).map(({ state }) => state);
  const drift = () => server().event(alarmEvent(alarmArn('data-drift'), hoursAgo(0)), REGION);
  const retrainings = async () => (await server().executions(machineArn(JOB), { running: true })).length;

  test.each<[string, string, object]>([
    ['data-quality', 'PutDataQuality', { 'constraint_violations.json': { violations: [{ feature_name: 'amount', constraint_check_type: 'baseline_drift_check', description: 'x' }] } }],
    ['model-quality', 'PutModelQuality', { 'statistics.json': { binary_classification_metrics: { f1: { value: 0.7, standard_deviation: 'NaN' } } } }],
    ['bias', 'PutBias', { 'analysis.json': { post_training_bias_metrics: { facets: { sex: [{ value_or_threshold: 'female', metrics: [{ name: 'DI', value: 0.5 }] }] } } } }],
  ])('what a run of %s has found is read when it ends', async (job, state, files) => {
    const { name, roleArn } = await server().monitoringRun(REGION, `${NAME}-${job}`, { files: files as Record<string, unknown> });
    expect(await rulesOf(jobEvent(hoursAgo(0), { ProcessingJobName: name, RoleArn: roleArn, ProcessingJobStatus: 'Completed' }))).toBe(1);
    expect(await server().executions(machineArn(`${NAME}-report`))).toContainEqual(expect.objectContaining({ state, status: 'SUCCEEDED' }));
  }, MINUTE);

  test('a run that failed is counted as that', async () => {
    const { name, roleArn } = await server().monitoringRun(REGION, `${NAME}-data-quality`, { status: 'Failed' });
    await server().event(jobEvent(hoursAgo(0), { ProcessingJobName: name, RoleArn: roleArn }), REGION);
    expect((await server().executions(machineArn(`${NAME}-report`)))[0]).toMatchObject({ state: 'PutFailure', status: 'SUCCEEDED' });
  }, MINUTE);

  test('alarms that go off at once start one retraining, and none while it goes on', async () => {
    await server().whileItLearns(JOB, async () => {
      await Promise.all([drift(), drift(), server().event(alarmEvent(alarmArn('model-quality'), hoursAgo(0)), REGION)]);
      expect((await answers()).sort()).toEqual(['Running', 'Running', 'Started']);
      await drift();
      expect((await answers())[0]).toBe('Running');
      expect(await retrainings()).toBe(1);
    });
    expect(await server().executions(machineArn(JOB))).toEqual([expect.objectContaining({ status: 'SUCCEEDED' })]);
  }, 2 * MINUTE);

  test('the next one waits for the cool-down, and for the next day', async () => {
    await drift();
    expect((await answers())[0]).toBe('CoolDown');
    await server().age(machineArn(JOB), 2);
    await drift();
    expect((await answers())[0]).toBe('Limit');
    await server().age(machineArn(JOB), 23);
    await drift();
    expect((await answers())[0]).toBe('Started');
    expect(await server().executions(machineArn(JOB))).toHaveLength(2);
  }, 2 * MINUTE);

  test('an event that comes late, an alarm that is quiet again, and data that is broken start nothing', async () => {
    await server().age(machineArn(JOB), 48);
    await server().event(alarmEvent(alarmArn('data-drift'), hoursAgo(2)), REGION);
    expect((await answers())[0]).toBe('Stale');
    expect(await rulesOf(alarmEvent(alarmArn('data-drift'), hoursAgo(0), 'OK'))).toBe(0);
    expect(await rulesOf(alarmEvent(alarmArn('data-quality'), hoursAgo(0)))).toBe(0);
    expect(await retrainings()).toBe(2);
  }, MINUTE);
}

suite('tfaws', terraform, () => {
  let server: AwsServer;
  let deployment: Deployment;
  const baselines = () => server.executions(machineArn(`${NAME}-baseline`));

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '');
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, and a second plan is empty', async () => {
    await deployment.take(first);
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('has its baseline computed once, and anew after an approval', async () => {
    await server.start(machineArn(`${NAME}-baseline`), { renew: false });
    expect(await baselines()).toEqual([expect.objectContaining({ state: 'Done', status: 'SUCCEEDED' })]);
    expect(await server.event(versionEvent('acme-ml-models', hoursAgo(0), 'Rejected'), REGION)).not.toContain(`${NAME}-approved`);
    expect(await server.event(versionEvent('acme-ml-models', hoursAgo(0), 'Approved'), REGION)).toContain(`${NAME}-approved`);
    expect((await baselines()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  }, 2 * MINUTE);

  loop(() => server);

  test('other thresholds are another baseline and other definitions, and no schedule is without one meanwhile', async () => {
    await deployment.take(stackOf(0.2));
    const changes = await deployment.apply();
    expect(changes.filter((change) => /MonitoringSchedule|Schedule-/.test(change) && !change.startsWith('update '))).toEqual([]);
    expect(changes.some((change) => change.startsWith('create+delete aws_cloudcontrolapi_resource'))).toBe(true);
    expect(await deployment.plan()).toEqual([]);
    expect(server.outages).toEqual([]);
  }, 8 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await server.emptyBuckets();
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
  }, 8 * MINUTE);

  test('has asked for nothing that the local AWS does not know', () => {
    expect(server.gaps).toEqual([]);
  });
});

suite('awscdk', {}, () => {
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];
  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`));

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '', { cloudformation: true });
    cdk = new Cdk(server.env);
    await cdk.bootstrap(`aws://${ACCOUNT}/${REGION}`);
    bootstrapped = (await server.stackResources()).map(({ type, id }) => `${type} ${id}`);
  }, 2 * MINUTE);

  afterAll(async () => {
    cdk?.remove();
    await server?.stop();
  }, MINUTE);

  test('is deployed, and nothing differs', async () => {
    const app = template(0.1);
    await cdk.deploy(app);
    expect(await cdk.differs(app)).toBe(false);
    expect((await made()).filter(({ type }) => type === 'AWS::SageMaker::MonitoringSchedule')).toHaveLength(4);
  }, 3 * MINUTE);

  loop(() => server);

  test('other thresholds are other definitions, and no schedule is without one meanwhile', async () => {
    const app = template(0.2);
    await cdk.deploy(app);
    expect(await cdk.differs(app)).toBe(false);
    expect(server.outages).toEqual([]);
  }, 3 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await server.emptyBuckets();
    await cdk.destroy(template(0.2));
    expect(await made()).toEqual([]);
  }, 2 * MINUTE);

  test('has asked for nothing that the local AWS does not know', () => {
    expect(server.gaps).toEqual([]);
  });
});
