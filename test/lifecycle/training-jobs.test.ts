import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { App, S3Backend, TerraformStack } from 'cdktf';
import * as awscdk from '../../src/awscdk';
import { Accelerator, Capacity, DataMount, IMlPlatform, JobTrigger, Profile, Runtime, Scaling, Schedule } from '../../src/core';
import * as tfaws from '../../src/tfaws';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Cdk } from './support/cdk';
import { Deployment } from './support/deployment';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const REGION = 'us-east-2';

interface Wish {
  readonly epochs: string;
  readonly hour: number;
  readonly byObjects: boolean;
}

const BEFORE: Wish = { epochs: '90', hour: 3, byObjects: false };

/** Later it learns longer, another hour, and from objects that arrive, too. */
const AFTER: Wish = { epochs: '120', hour: 4, byObjects: true };

/** The same lines on both. */
function addJob(ml: IMlPlatform, { epochs, hour, byObjects }: Wish): void {
  ml.addTrainingJob('Resnet', {
    runtime: Runtime.pytorch('2.10'),
    command: ['torchrun', 'train.py', '--epochs', epochs],
    accelerator: Accelerator.h100(8),
    nodes: Scaling.fixed(2),
    capacity: Capacity.spot(),
    inputs: { train: DataMount.files(ml.artifacts.path('imagenet/train')) },
    checkpoints: DataMount.files(ml.artifacts.path('resnet/checkpoints')),
    output: DataMount.files(ml.artifacts.path('resnet/models')),
    triggers: [JobTrigger.schedule(Schedule.daily(hour)), ...(byObjects ? [JobTrigger.artifact(ml.artifacts.path('imagenet/ready'))] : [])],
  });
}

function template(wish: Wish): string {
  const app = new CdkApp({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'acme-ml', { env: { account: ACCOUNT, region: REGION } });
  addJob(new awscdk.MlPlatform(stack, 'Ml', { platformName: 'acme-ml', profile: Profile.development() }), wish);
  return app.synth().directory;
}

function stackOf(wish: Wish): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'acme-ml');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/jobs.tfstate', region: REGION, encrypt: true });
  addJob(new tfaws.MlPlatform(stack, 'Ml', { region: REGION, accountId: ACCOUNT, profile: Profile.development() }), wish);
  app.synth();
  return new SynthesizedApp(app.outdir).stack('acme-ml');
}

const python = lifecyclePython();
const first = stackOf(BEFORE);
const terraform = terraformFor(first);

function suite(target: string, tools: object, tests: () => void): void {
  const missing = 'missing' in python ? python.missing : 'missing' in tools ? String(tools.missing) : undefined;
  if (missing) process.stderr.write(`SKIPPED a training job of ${target} on a local AWS: ${missing}\n`);
  (missing ? describe.skip : describe)(`a training job of ${target} on a local AWS`, tests);
}

suite('awscdk', {}, () => {
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];

  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`));
  const one = async (type: string) => (await made()).filter((resource) => resource.type === type);

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
    const app = template(BEFORE);
    const outputs = await cdk.deploy(app);
    expect(outputs['acme-ml']!.AcmeMlResnetStartCommand).toContain('start-execution');
    expect(await cdk.differs(app)).toBe(false);
    expect(await one('AWS::StepFunctions::StateMachine')).toHaveLength(1);
  }, 3 * MINUTE);

  test('is changed where it stands, and nothing differs', async () => {
    const [before] = await one('AWS::StepFunctions::StateMachine');
    const app = template(AFTER);
    await cdk.deploy(app);
    const [after] = await one('AWS::StepFunctions::StateMachine');
    expect(after!.id).toBe(before!.id);
    expect(await cdk.differs(app)).toBe(false);
  }, 3 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await cdk.destroy(template(AFTER));
    expect(await made()).toEqual([]);
  }, 2 * MINUTE);

  test('has asked for nothing that the local AWS does not know', () => {
    expect(server.gaps).toEqual([]);
  });
});

suite('tfaws', terraform, () => {
  let server: AwsServer;
  let deployment: Deployment;

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
    expect((await deployment.outputs()).resnet_start_command).toContain(`arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:ml-resnet`);
  }, 8 * MINUTE);

  test('is changed where it stands, and a second plan is empty', async () => {
    await deployment.take(stackOf(AFTER));
    const changes = await deployment.apply();
    const updated = changes.filter((change) => change.startsWith('update ') && change.includes('Resnet'));
    expect(updated.map((change) => /(\w+)\./.exec(change)![1]).sort()).toEqual(['aws_iam_role', 'aws_scheduler_schedule', 'aws_sfn_state_machine']);
    expect(changes.filter((change) => /^delete|\+/.test(change))).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
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
