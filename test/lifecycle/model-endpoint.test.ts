import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { App, S3Backend, TerraformStack } from 'cdktf';
import * as awscdk from '../../src/awscdk';
import { IMlPlatform, Model, Profile, Rollout, Runtime, Scaling } from '../../src/core';
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
const ENDPOINT = 'acme-ml-fraud';
const GUARD = `${ENDPOINT}-failing`;
const NETWORK = { networkId: 'vpc-0a1b2c3d', privateSubnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'], jobSecurityGroupId: 'sg-0a1b2c3d' };
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const PLATFORM = { ...NETWORK, platformName: 'acme-ml', encryptionKeyArn: KEY, artifactsBucketName: 'acme-ml-artifacts', profile: Profile.development() };
const ROLES = { trainingRoleArn: role('training'), servingRoleArn: role('serving'), pipelineRoleArn: role('pipeline') };
const TOPICS = { criticalTopicArns: [], warningTopicArns: [], infoTopicArns: [] };

/** The same lines on both. */
function addEndpoint(ml: IMlPlatform, release: number): void {
  ml.addModelEndpoint('Fraud', {
    model: Model.fromArtifact(ml.artifacts.path(`fraud/${release}`), Runtime.xgboost('3.2')), scaling: Scaling.elastic(2, 4), rollout: Rollout.canary(10),
  });
}

function template(release: number): string {
  const app = new CdkApp({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'acme-ml', { env: { account: ACCOUNT, region: REGION } });
  const personas = { dataScientistRoleArn: role('a'), mlEngineerRoleArn: role('b'), reviewerRoleArn: role('c'), ciRoleArn: role('d') };
  addEndpoint(awscdk.MlPlatform.fromAttributes(stack, 'Ml', {
    ...PLATFORM, ...ROLES, ...TOPICS, ...personas, availabilityZones: [`${REGION}a`, `${REGION}b`], repositoryNames: ['acme-ml/serving'],
  }), release);
  return app.synth().directory;
}

function stackOf(release: number): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'acme-ml');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/endpoint.tfstate', region: REGION, encrypt: true });
  addEndpoint(tfaws.MlPlatform.fromAttributes(stack, 'Ml', {
    ...PLATFORM, ...ROLES, ...TOPICS, region: REGION, accountId: ACCOUNT, registryNamespace: 'acme-ml', repositories: ['serving'], personaRoleArns: {}, tags: { team: 'ml' },
  }), release);
  app.synth();
  return new SynthesizedApp(app.outdir).stack('acme-ml');
}

const modelOf = (release: number) => [`s3://acme-ml-artifacts/fraud/${release}/`];
const python = lifecyclePython();
const first = stackOf(1);
const terraform = terraformFor(first);

function suite(target: string, tools: object, tests: () => void): void {
  const missing = 'missing' in python ? python.missing : 'missing' in tools ? String(tools.missing) : undefined;
  if (missing) process.stderr.write(`SKIPPED an endpoint of ${target} on a local AWS: ${missing}\n`);
  (missing ? describe.skip : describe)(`an endpoint of ${target} on a local AWS`, tests);
}

suite('awscdk', {}, () => {
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];

  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`)).map(({ type }) => type);

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

  test('a rollout that succeeds: the new model serves, and nothing differs', async () => {
    await cdk.deploy(template(1));
    const app = template(2);
    await cdk.deploy(app);
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
    expect(await cdk.differs(app)).toBe(false);
  }, 8 * MINUTE);

  test('one that fails, and is undone: what served before serves all the time', async () => {
    await server.setOff(GUARD);
    await cdk.deploy(template(3));
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
    await server.calm(GUARD);
    await cdk.deploy(template(2));
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
  }, 8 * MINUTE);

  test('one that fails, and is fixed', async () => {
    await server.setOff(GUARD);
    await cdk.deploy(template(4));
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
    await server.calm(GUARD);
    await cdk.deploy(template(5));
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(5));
  }, 8 * MINUTE);

  test('a deployment during a bake is refused, and the one before ends', async () => {
    await server.whileItBakes(ENDPOINT, () => cdk.deploy(template(6)), async () => {
      await expect(cdk.deploy(template(7))).rejects.toThrow('UPDATE_IN_PROGRESS');
    });
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(6));
    expect(server.outages).toEqual([]);
  }, 8 * MINUTE);

  test('is destroyed, and nothing is left but earlier releases', async () => {
    await cdk.destroy(template(6));
    expect([...new Set(await made())].sort()).toEqual(['AWS::SageMaker::EndpointConfig', 'AWS::SageMaker::Model']);
    expect(server.gaps).toEqual([]);
  }, 2 * MINUTE);
});

suite('tfaws', terraform, () => {
  let server: AwsServer;
  let deployment: Deployment;

  const apply = async (release: number) => {
    await deployment.take(stackOf(release));
    return deployment.apply();
  };

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '');
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  afterEach(() => expect(server.outages).toEqual([]));

  test('a rollout that succeeds: the new model serves, and a second plan is empty', async () => {
    await apply(1);
    expect(await deployment.plan()).toEqual([]);
    await apply(2);
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('one that fails, and is undone: what served before serves all the time', async () => {
    await server.setOff(GUARD);
    await expect(apply(3)).rejects.toThrow('serves the release before this one');
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
    await server.calm(GUARD);
    await apply(2);
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(2));
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('one that fails, and is fixed; until then each plan says it', async () => {
    await server.setOff(GUARD);
    await expect(apply(4)).rejects.toThrow('serves the release before this one');
    await server.calm(GUARD);
    await expect(deployment.plan()).rejects.toThrow("-replace='aws_cloudcontrolapi_resource.");
    await apply(5);
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(5));
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('an apply during a bake, by somebody who does not wait for the lock, is refused, and the one before ends', async () => {
    const other = await deployment.copy();
    await other.take(stackOf(7));
    await server.whileItBakes(ENDPOINT, () => apply(6), async () => {
      await expect(other.apply()).rejects.toThrow('Cannot update in-progress endpoint');
    });
    other.remove();
    expect(await server.serving(ENDPOINT)).toEqual(modelOf(6));
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(server.gaps).toEqual([]);
  }, 2 * MINUTE);
});
