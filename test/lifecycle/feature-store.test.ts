import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { App, Lazy, S3Backend, TerraformStack } from 'cdktf';
import * as awscdk from '../../src/awscdk';
import { Duration, Feature, FeatureGroupProps, FeatureSource, OnlineLatency, Profile, SchemaLock } from '../../src/core';
import { KmsKey } from '../../src/providers/aws/kms-key';
import * as tfaws from '../../src/tfaws';
import { codesOf } from '../support/refusals';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Cdk } from './support/cdk';
import { Deployment } from './support/deployment';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ml`;
const GROUP = 'acme-ml-features-customer-spend';

/** What both programs know of a platform that another program made. */
const KNOWN = {
  platformName: 'acme-ml',
  networkId: 'vpc-0a1b2c3d',
  privateSubnetIds: ['subnet-0a1b2c3d'],
  artifactsBucketName: 'acme-lake',
  trainingRoleArn: `${ROLE}-training`,
  servingRoleArn: `${ROLE}-serving`,
  pipelineRoleArn: `${ROLE}-pipeline`,
  criticalTopicArns: [],
  warningTopicArns: [],
  infoTopicArns: [`arn:aws:sns:${REGION}:${ACCOUNT}:info`],
  profile: Profile.development(),
};

const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  description: 'What customers spend in ${euros}',
  owner: 'growth@acme.io',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [Feature.float('spend_7d'), Feature.string('postcode', { personalData: true })],
  online: OnlineLatency.STANDARD,
  timeToLive: Duration.days(30),
  freshness: Duration.hours(1),
  source: FeatureSource.stream({ shards: 1, retention: Duration.days(1) }),
};

/** It knows one feature more, keeps values for longer, and belongs to somebody else. */
const GROWN: FeatureGroupProps = {
  ...SPEND,
  owner: 'loyalty@acme.io',
  timeToLive: Duration.days(60),
  features: [...SPEND.features, Feature.vector('taste', 384, { personalData: true })],
};

const newLock = () => SchemaLock.at(join(mkdtempSync(join(tmpdir(), 'schemas-')), 'features.json'));

interface Program {
  readonly group: FeatureGroupProps;
  readonly lock?: SchemaLock;
  readonly team?: string;
}

function terraformed({ group, lock = newLock(), team = 'growth' }: Program): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'features');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/features.tfstate', region: REGION });
  const platform: tfaws.IMlPlatform = tfaws.MlPlatform.fromAttributes(stack, 'Ml', {
    ...KNOWN,
    region: REGION,
    accountId: ACCOUNT,
    jobSecurityGroupId: 'sg-0a1b2c3d',
    encryptionKeyArn: Lazy.stringValue({ produce: () => key.arn }),
    registryNamespace: 'acme-ml',
    repositories: ['serving'],
    personaRoleArns: {},
    tags: { team },
  });
  const key: KmsKey = new KmsKey(platform, 'Key', {});
  platform.addFeatureStore('Features', { groups: [group], lock });
  app.synth();
  return new SynthesizedApp(app.outdir).only;
}

function cloudFormed({ group, lock = newLock() }: Program): string {
  const app = new CdkApp({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'features', { env: { account: ACCOUNT, region: REGION } });
  const platform = awscdk.MlPlatform.fromAttributes(stack, 'Ml', {
    ...KNOWN,
    availabilityZones: [`${REGION}a`],
    jobSecurityGroupId: 'sg-0a1b2c3d',
    encryptionKeyArn: new Key(stack, 'Key').keyArn,
    repositoryNames: ['acme-ml/serving'],
    dataScientistRoleArn: ROLE,
    mlEngineerRoleArn: ROLE,
    reviewerRoleArn: ROLE,
    ciRoleArn: ROLE,
  });
  platform.addFeatureStore('Features', { groups: [group], lock });
  return app.synth().directory;
}

const first = terraformed({ group: SPEND });
const terraform = terraformFor(first);
const python = lifecyclePython();
const withoutServer = 'missing' in python ? python.missing : undefined;
const withoutTerraform = 'missing' in terraform ? terraform.missing : withoutServer;
if (withoutTerraform) process.stderr.write(`SKIPPED a feature store of tfaws on a local AWS: ${withoutTerraform}\n`);
if (withoutServer) process.stderr.write(`SKIPPED a feature store of awscdk on a local AWS: ${withoutServer}\n`);

(withoutTerraform ? describe.skip : describe)('a feature store of tfaws on a local AWS', () => {
  let server: AwsServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '');
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, 2 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, and a second plan is empty', async () => {
    await deployment.take(first);
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
    const group = groupIn(await deployment.state());
    expect(group).toMatchObject({ FeatureGroupName: GROUP, OnlineStoreConfig: { TtlDuration: { Unit: 'Seconds', Value: 2_592_000 } } });
    expect(group.CreationTime).toBeDefined();
  }, 5 * MINUTE);

  test('a feature is added in place, with another owner, other tags and a longer life, and a second plan is empty', async () => {
    const before = groupIn(await deployment.state());
    await deployment.take(terraformed({ group: GROWN, team: 'loyalty' }));
    const changes = await deployment.apply();
    expect(changes.filter((change) => !change.startsWith('update '))).toEqual([]);
    expect(changes).toContainEqual(expect.stringMatching(/^update aws_cloudcontrolapi_resource\./));
    expect(changes).toContainEqual(expect.stringMatching(/^update aws_lambda_function\./));
    const after = groupIn(await deployment.state());
    expect(after.CreationTime).toBe(before.CreationTime);
    expect(after).toMatchObject({ FeatureGroupName: GROUP, OnlineStoreConfig: { TtlDuration: { Value: 5_184_000 } } });
    expect(after.FeatureDefinitions).toEqual([...before.FeatureDefinitions as unknown[], { FeatureName: 'taste', FeatureType: 'String' }]);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test.each<[string, Partial<FeatureGroupProps>]>([
    ['in memory', { online: OnlineLatency.LOW, offline: false }],
    ['online no more', { online: undefined, timeToLive: undefined }],
    ['offline no more', { offline: false }],
  ])('a group that is to be %s fails the plan, and stays', async (_, change) => {
    await deployment.take(terraformed({ group: { ...GROWN, ...change }, team: 'loyalty' }));
    await expect(deployment.plan()).rejects.toThrow(/The feature group 'customer_spend' is there, and SageMaker\s+takes once/);
    await deployment.take(terraformed({ group: GROWN, team: 'loyalty' }));
    expect(await deployment.plan()).toEqual([]);
  }, 2 * MINUTE);

  test('a group is made anew only for whoever lets its values go', async () => {
    await deployment.take(terraformed({ group: { ...GROWN, online: OnlineLatency.LOW, offline: false }, team: 'loyalty' }));
    const [kept] = (await deployment.resources()).filter((address) => address.startsWith('terraform_data.'));
    const changes = await deployment.plan(`-replace=${kept}`);
    expect(changes).toContainEqual(expect.stringMatching(/^delete\+create aws_cloudcontrolapi_resource\./));
  }, 2 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await deployment.take(terraformed({ group: GROWN, team: 'loyalty' }));
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(server.gaps).toEqual([]);
  }, 4 * MINUTE);
});

(withoutServer ? describe.skip : describe)('a feature store of awscdk on a local AWS', () => {
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];

  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`));
  const groups = async () => (await made()).filter(({ type }) => type === 'AWS::SageMaker::FeatureGroup');

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
    const app = cloudFormed({ group: SPEND });
    await cdk.deploy(app);
    expect(await cdk.differs(app)).toBe(false);
    expect((await groups()).map(({ id }) => id)).toEqual([GROUP]);
  }, 3 * MINUTE);

  test('a feature is added in place', async () => {
    const before = await made();
    const app = cloudFormed({ group: GROWN });
    await cdk.deploy(app);
    // What is replaced gets another id.
    expect((await made()).map(({ type, id }) => `${type} ${id}`).sort()).toEqual(before.map(({ type, id }) => `${type} ${id}`).sort());
    const [group] = await groups();
    expect(group!.properties.FeatureDefinitions).toContainEqual({ FeatureName: 'taste', FeatureType: 'String' });
    expect(await cdk.differs(app)).toBe(false);
  }, 3 * MINUTE);

  test('a group that is to be in memory is not deployed, and stays', async () => {
    await expect(cdk.deploy(cloudFormed({ group: { ...GROWN, online: OnlineLatency.LOW, offline: false } }))).rejects.toThrow();
    expect(await cdk.differs(cloudFormed({ group: GROWN }))).toBe(false);
    expect((await groups()).map(({ id }) => id)).toEqual([GROUP]);
  }, 3 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await cdk.destroy(cloudFormed({ group: GROWN }));
    expect((await made()).filter(({ type }) => type !== 'AWS::KMS::Key')).toEqual([]);
    expect(server.gaps).toEqual([]);
  }, 2 * MINUTE);
});

test.each([['tfaws', terraformed], ['awscdk', cloudFormed]] as const)('a feature that is gone is refused by %s before anything is written', (_, make) => {
  const lock = newLock();
  make({ group: GROWN, lock });
  expect(codesOf(() => make({ group: SPEND, lock }))).toEqual(['features/removed']);
});

function groupIn(state: string): Record<string, unknown> {
  const { resources } = JSON.parse(state) as { resources: Array<{ type: string; instances: Array<{ attributes: { properties: string } }> }> };
  const [found] = resources.filter(({ type }) => type === 'aws_cloudcontrolapi_resource');
  return JSON.parse(found!.instances[0]!.attributes.properties) as Record<string, unknown>;
}
