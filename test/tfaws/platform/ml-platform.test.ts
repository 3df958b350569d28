import { Fn, TerraformVariable } from 'cdktf';
import { AlertChannel, Budget, Egress, Persona, Profile, Severity } from '../../../src/core';
import { AwsProvider } from '../../../src/providers/aws/provider';
import { Identity, MlPlatform } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { synthApp } from '../../support/terraform';
import { EXISTING_NETWORK, LEAST, newApp, stackIn, stage, synth } from '../platforms';

describe('the region', () => {
  test('is that of the given provider', () => {
    const stack = stackIn(newApp(), 'ml');
    const provider = new AwsProvider(stack, 'Aws', { region: 'eu-north-1' });
    expect(new MlPlatform(stack, 'Ml', { provider }).region).toBe('eu-north-1');
  });

  test('has to be known', () => {
    expect(codesOf(() => new MlPlatform(stackIn(newApp(), 'ml'), 'Ml', {}))).toEqual(['platform/region']);
  });

  test('has to be a literal, since partition and endpoints hang on it', () => {
    const stack = stackIn(newApp(), 'ml');
    const region = new TerraformVariable(stack, 'region', {}).stringValue;
    expect(codesOf(() => new MlPlatform(stack, 'Ml', { region }))).toEqual(['core/token-not-allowed']);
  });

  test('must not contradict the provider', () => {
    const stack = stackIn(newApp(), 'ml');
    const provider = new AwsProvider(stack, 'Aws', { region: 'eu-north-1' });
    expect(codesOf(() => new MlPlatform(stack, 'Ml', { region: 'eu-west-1', provider }))).toEqual(['platform/region']);
  });

  test('of China has its own partition and names of endpoints', () => {
    const stack = synth({ region: 'cn-north-1' });
    const names = Object.values(stack.resources('aws_vpc_endpoint')).map(({ service_name }) => service_name);
    expect(names).toContain('cn.com.amazonaws.cn-north-1.sagemaker.api');
    expect(names).toContain('com.amazonaws.cn-north-1.s3');
    expect(JSON.stringify(stack.json)).not.toContain('arn:aws:');
    expect(stack.resource('aws_kms_key').policy).toContain('"logs.cn-north-1.amazonaws.com.cn"');
  });
});

describe('bad input', () => {
  test('arrives together, and nothing is made', () => {
    const stack = stackIn(newApp(), 'ml');
    const before = stack.node.findAll().length;
    const codes = codesOf(() => new MlPlatform(stack, 'Ml', {
      region: 'eu-west-9',
      accountId: '42',
      existingNetwork: { networkId: 'vpc-1', privateSubnetIds: [] },
      existingEncryptionKey: { keyArn: 'alias/ours' },
      artifacts: { versioned: false, replicaRegion: 'eu-central-1' },
    }));
    expect(codes).toEqual(expect.arrayContaining([
      'platform/unknown-region', 'platform/account', 'network/no-private-subnets', 'encryption/key-arn', 'storage/replica-versions',
    ]));
    expect(stack.node.findAll()).toHaveLength(before);
  });

  test('more zones than an account has there', () => {
    expect(codesOf(() => synth({ region: 'us-west-1' }))).toEqual(['network/zones']);
    expect(codesOf(() => synth({ region: 'us-west-1', network: { zones: 2 } }))).toEqual([]);
  });

  test('fewer named zones than the network has', () => {
    expect(codesOf(() => synth({ zones: ['eu-west-1a', 'eu-west-1b'] }))).toEqual(['network/zones']);
  });

  test('a list of subnets whose length nobody knows', () => {
    const { app } = stage();
    const stack = stackIn(app, 'shared');
    const privateSubnetIds = new TerraformVariable(stack, 'subnets', { type: 'list(string)' }).listValue;
    expect(codesOf(() => new MlPlatform(stack, 'Ml', { ...LEAST, existingNetwork: { networkId: 'vpc-1', privateSubnetIds } }))).toEqual(['core/token-not-allowed']);
    const single = Fn.element(privateSubnetIds, 0) as string;
    expect(codesOf(() => new MlPlatform(stack, 'Ml', { ...LEAST, existingNetwork: { networkId: 'vpc-1', privateSubnetIds: [single] } }))).toEqual([]);
  });

  test('a provider for a copy that nobody asked for, or that works elsewhere', () => {
    const stack = stackIn(newApp(), 'ml');
    const replicaProvider = new AwsProvider(stack, 'There', { region: 'eu-central-1', alias: 'there' });
    expect(codesOf(() => new MlPlatform(stack, 'A', { ...LEAST, replicaProvider }))).toEqual(['storage/replica-provider']);
    expect(codesOf(() => new MlPlatform(stack, 'B', { ...LEAST, replicaProvider, artifacts: { replicaRegion: 'eu-north-1' } }))).toEqual(['storage/replica-provider']);
  });
});

describe('a platform', () => {
  test('asks AWS nothing at plan when account and zones are given', () => {
    expect(synth({ zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] }).json.data).toBeUndefined();
  });

  test('asks for the account where none is given, and checks names all the same', () => {
    const account = synth({ accountId: undefined }).outputs.ml_account_id;
    expect(account).toMatch(/^\$\{data\.aws_caller_identity\./);
  });

  test('may be destroyed with its data in development, and never in production', () => {
    const [development, production] = [Profile.development(), Profile.production()].map((profile) => synth({ profile }));
    const guards = (stack: typeof production) => ['aws_s3_bucket', 'aws_kms_key', 'aws_ecr_repository'].flatMap((type) => Object.values(stack.resources(type)).map(({ lifecycle }) => lifecycle.prevent_destroy));
    expect(new Set(guards(production))).toEqual(new Set([true]));
    expect(new Set(guards(development))).toEqual(new Set([false]));
    expect(Object.values(development.resources('aws_s3_bucket')).every(({ force_destroy }) => force_destroy)).toBe(true);
    expect(Object.values(production.resources('aws_s3_bucket')).some(({ force_destroy }) => force_destroy)).toBe(false);
  });

  test('has a way out in each zone in production and one in development', () => {
    expect(synth().counts.aws_nat_gateway).toBe(3);
    expect(synth({ profile: Profile.development() }).counts.aws_nat_gateway).toBe(1);
    expect(synth({ network: { egress: Egress.none() } }).hasResource('aws_internet_gateway')).toBe(false);
  });

  test('leaves the private names of services to an organization that keeps them', () => {
    const names = (centralDns: boolean) => Object.values(synth({ guardrails: { centralDns } }).resources('aws_vpc_endpoint'))
      .filter(({ vpc_endpoint_type: type }) => type === 'Interface').map((endpoint) => endpoint.private_dns_enabled as boolean);
    expect(new Set(names(true))).toEqual(new Set([false]));
    expect(new Set(names(false))).toEqual(new Set([true]));
  });

  test('puts nothing into an existing network but the group of its jobs', () => {
    const stack = synth({ existingNetwork: EXISTING_NETWORK });
    expect(Object.keys(stack.counts).filter((type) => /vpc$|subnet|route|endpoint|nat|flow/.test(type))).toEqual([]);
    expect(stack.resource('aws_security_group').vpc_id).toBe('vpc-0a1b2c3d');
  });

  test('bounds every role that it makes', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
    const roles = Object.values(synth({ guardrails: { permissionsBoundary }, artifacts: { replicaRegion: 'eu-central-1' } }).resources('aws_iam_role'));
    expect(roles.map((role) => role.permissions_boundary)).toEqual(roles.map(() => permissionsBoundary));
  });

  test('outputs what another program needs, and that program gets the same handles', () => {
    const { app, platform } = stage({ budget: Budget.monthly(10), alerts: [AlertChannel.email('ml@acme.io')] });
    const team = stackIn(app, 'team');
    const imported = MlPlatform.fromAttributes(team, 'Ml', {
      platformName: 'acme-ml',
      region: 'eu-west-1',
      accountId: '123456789012',
      networkId: 'vpc-1',
      privateSubnetIds: ['subnet-1'],
      jobSecurityGroupId: 'sg-1',
      encryptionKeyArn: platform.encryptionKey.keyId,
      artifactsBucketName: 'acme-ml-artifacts',
      registryNamespace: 'acme-ml',
      repositories: ['training'],
      personaRoleArns: { ci: 'arn:aws:iam::123456789012:role/acme-ml-ci' },
      trainingRoleArn: platform.trainingRoleArn,
      servingRoleArn: platform.servingRoleArn,
      pipelineRoleArn: platform.pipelineRoleArn,
      criticalTopicArns: platform.alertTopicArns(Severity.CRITICAL),
      warningTopicArns: ['arn:aws:sns:eu-west-1:123456789012:w'],
      infoTopicArns: [],
      tags: platform.tags,
      profile: Profile.staging(),
    });
    const reports = imported.addArtifactStore('Reports');
    reports.grantRead(Identity.role(imported.personaRole(Persona.CI)), 'public/');
    imported.addAlarm('Full', { metric: imported.artifacts.metrics.storedBytes(), threshold: 1, severity: Severity.CRITICAL, description: 'full' });
    const synthesized = synthApp(app);
    expect(Object.keys(synthesized.stack('ml').outputs)).toEqual(expect.arrayContaining(['ml_artifacts_bucket_name', 'ml_critical_topic_arns', 'ml_tags']));
    const stack = synthesized.stack('team');
    expect(synthesized.stacks.team.dependencies).toEqual(['ml']);
    expect(stack.resource('aws_s3_bucket')).toMatchObject({ bucket: 'acme-ml-reports-123456789012-eu-west-1', tags: platform.tags, lifecycle: { prevent_destroy: true } });
    expect(stack.resource('aws_iam_role_policy')).toMatchObject({ role: 'acme-ml-ci' });
    expect(stack.providers('aws')).toEqual([{ region: 'eu-west-1' }]);
    expect(imported.registry.imageUri('training', '1')).toBe('123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme-ml/training:1');
  });
});
