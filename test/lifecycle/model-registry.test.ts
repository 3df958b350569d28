import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { App, Lazy, S3Backend, TerraformStack } from 'cdktf';
import { awscdk, tfaws } from '../../src';
import { Approval, Model, ModelCard, ModelStage, ModelVersionProps, Profile, Promotion } from '../../src/core';
import { IamRole } from '../../src/providers/aws/iam-role';
import { KmsKey } from '../../src/providers/aws/kms-key';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Cdk } from './support/cdk';
import { Deployment } from './support/deployment';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
const RISK = `arn:aws:iam::${ACCOUNT}:role/risk`;
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

/** What both programs know of a platform that another program made. */
const KNOWN = {
  platformName: 'acme-ml',
  networkId: 'vpc-0a1b2c3d',
  privateSubnetIds: ['subnet-0a'],
  artifactsBucketName: 'acme-lake',
  trainingRoleArn: `${RISK}-training`,
  servingRoleArn: `${RISK}-serving`,
  pipelineRoleArn: `${RISK}-pipeline`,
  criticalTopicArns: [],
  warningTopicArns: [],
  infoTopicArns: [`arn:aws:sns:${REGION}:${ACCOUNT}:info`],
  profile: Profile.development(),
};

const CARD = ModelCard.of({ description: 'Scores payments', owner: 'ada', intendedUse: 'Holds ${payments}', metrics: [{ metricName: 'auc', value: 0.93 }] });
const version = (approval: Approval): ModelVersionProps => ({
  model: Model.fromImage(`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/serving:1`), card: CARD, approval,
});
const PENDING = version(Approval.pending());
const APPROVED = version(Approval.approved('ada@acme.io', 'AUC 0.93 on the holdout'));

function terraformed(props: ModelVersionProps): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'models');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/models.tfstate', region: REGION });
  const platform: tfaws.IMlPlatform = tfaws.MlPlatform.fromAttributes(stack, 'Ml', {
    ...KNOWN,
    region: REGION,
    accountId: ACCOUNT,
    jobSecurityGroupId: 'sg-0a',
    encryptionKeyArn: Lazy.stringValue({ produce: () => key.arn }),
    registryNamespace: 'acme-ml',
    repositories: ['serving'],
    personaRoleArns: {},
    tags: { platform: 'acme-ml' },
  });
  const key: KmsKey = new KmsKey(platform, 'Key', {});
  const risk = new IamRole(platform, 'Risk', { name: 'risk', assumeRolePolicy: JSON.stringify(TRUST) });
  const registry = new tfaws.ModelRegistry(platform, 'Fraud', {
    platform,
    stage: ModelStage.STAGING,
    approvers: { 'ada@acme.io': tfaws.Identity.role(risk.arn) },
    promotions: [Promotion.to(ModelStage.PRODUCTION, '444455556666')],
  });
  registry.addVersion('V1', props);
  app.synth();
  return new SynthesizedApp(app.outdir).only;
}

function cloudFormed(props: ModelVersionProps): string {
  const app = new CdkApp({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'models', { env: { account: ACCOUNT, region: REGION } });
  const risk = new Role(stack, 'Risk', { roleName: 'risk', assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  const platform = awscdk.MlPlatform.fromAttributes(stack, 'Ml', {
    ...KNOWN,
    availabilityZones: [`${REGION}a`],
    jobSecurityGroupId: 'sg-0a',
    encryptionKeyArn: new Key(stack, 'Key').keyArn,
    repositoryNames: ['acme-ml/serving'],
    dataScientistRoleArn: RISK,
    mlEngineerRoleArn: RISK,
    reviewerRoleArn: RISK,
    ciRoleArn: RISK,
  });
  new awscdk.ModelRegistry(stack, 'Fraud', { platform, stage: ModelStage.STAGING, approvers: { 'ada@acme.io': awscdk.Identity.of(risk) } }).addVersion('V1', props);
  return app.synth().directory;
}

const pending = terraformed(PENDING);
const terraform = terraformFor(pending);
const python = lifecyclePython();
const withoutServer = 'missing' in python ? python.missing : undefined;
const withoutTerraform = 'missing' in terraform ? terraform.missing : withoutServer;
if (withoutTerraform) process.stderr.write(`SKIPPED a model registry of tfaws on a local AWS: ${withoutTerraform}\n`);
if (withoutServer) process.stderr.write(`SKIPPED a model registry of awscdk on a local AWS: ${withoutServer}\n`);

(withoutTerraform ? describe.skip : describe)('a registry of tfaws on a local AWS', () => {
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

  test('is applied with a version that waits, and a second plan is empty', async () => {
    await deployment.take(pending);
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
  }, 4 * MINUTE);

  test('is approved in place: the version keeps its number, and a second plan is empty', async () => {
    const before = packageIn(await deployment.state());
    expect(before).toMatchObject({ ModelPackageArn: expect.stringMatching(/model-package\/acme-ml-fraud\/1$/) as string, ModelApprovalStatus: 'PendingManualApproval' });
    await deployment.take(terraformed(APPROVED));
    expect(await deployment.apply()).toEqual([expect.stringMatching(/^update aws_cloudcontrolapi_resource\./)]);
    expect(packageIn(await deployment.state())).toMatchObject({
      ModelPackageArn: before.ModelPackageArn, ModelApprovalStatus: 'Approved', ApprovalDescription: 'ada@acme.io: AUC 0.93 on the holdout',
    });
    expect(await deployment.plan()).toEqual([]);
  }, 4 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
    expect(server.gaps).toEqual([]);
  }, 4 * MINUTE);
});

(withoutServer ? describe.skip : describe)('a registry of awscdk on a local AWS', () => {
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];

  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`));
  const packages = async () => (await made()).filter(({ type }) => type === 'AWS::SageMaker::ModelPackage').map(({ id }) => id);

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

  test('is deployed with a version that waits, and nothing differs', async () => {
    const app = cloudFormed(PENDING);
    await cdk.deploy(app);
    expect(await cdk.differs(app)).toBe(false);
    expect(await packages()).toHaveLength(1);
  }, 3 * MINUTE);

  test('is approved in place: the version keeps its number', async () => {
    const before = await packages();
    const app = cloudFormed(APPROVED);
    await cdk.deploy(app);
    expect(await packages()).toEqual(before);
    expect(await cdk.differs(app)).toBe(false);
  }, 3 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await cdk.destroy(cloudFormed(APPROVED));
    expect((await made()).filter(({ type }) => type !== 'AWS::KMS::Key')).toEqual([]);
    expect(server.gaps).toEqual([]);
  }, 2 * MINUTE);
});

function packageIn(state: string): Record<string, unknown> {
  const { resources } = JSON.parse(state) as { resources: Array<{ type: string; instances: Array<{ attributes: { properties: string } }> }> };
  const [found] = resources.filter(({ type }) => type === 'aws_cloudcontrolapi_resource');
  return JSON.parse(found!.instances[0]!.attributes.properties) as Record<string, unknown>;
}
