import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { App, Stack } from 'aws-cdk-lib/core';
import { MlPlatform, MlPlatformAttributes, MlPlatformProps } from '../../../src/awscdk';
import { AlertChannel, Budget, Persona, Profile } from '../../../src/core';
import { Json, list, synthesize, testApp, text } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ACCOUNT, ENV, EVERYTHING, platform, REGION, synthesized } from '../platforms';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

describe('a platform', () => {
  test('brings no function, no custom resource and no look-up in the account', () => {
    const { app } = platform(EVERYTHING);
    expect(app.synth().manifest.missing).toBeUndefined();
    const types = synthesize(app).resources.map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('AWS::Lambda') || type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource')).toEqual([]);
  });

  test('lies in a stack that names neither region nor account', () => {
    const { app } = platform({ budget: Budget.monthly(100) }, {});
    const [bucket] = synthesize(app).of('AWS::S3::Bucket');
    expect(text(bucket.properties.BucketName)).toBe('ml-artifacts-${AWS::AccountId}-${AWS::Region}');
  });

  test('is watched by a trail of its own objects that leaves its own records out', () => {
    const [{ properties }] = synthesized({ platformName: 'acme-ml' }).of('AWS::CloudTrail::Trail');
    const [, objects] = properties.AdvancedEventSelectors;
    const [arn] = objects.FieldSelectors.filter(({ Field }: { Field: string }) => Field === 'resources.ARN');
    expect(arn.StartsWith.map(text)).toContain('arn:${AWS::Partition}:s3:::acme-ml-');
    expect(arn.NotStartsWith.map(text)).toEqual(['${MlWatchAuditBucket48B2A9A4.Arn}/']);
    expect(properties).toMatchObject({ IsLogging: true, EnableLogFileValidation: true });
  });

  test('puts the boundary on every role, those of services included', () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const roles = synthesized({ ...EVERYTHING, guardrails: { permissionsBoundary: boundary } }).of('AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(8);
    roles.forEach(({ properties }) => expect(properties.PermissionsBoundary).toBe(boundary));
  });

  test('counts only what carries its tag against its budget, and tells every topic', () => {
    const budgets = synthesized(EVERYTHING).of('AWS::Budgets::Budget');
    budgets.forEach(({ properties }) => expect(properties.Budget.CostFilters).toEqual({ TagKeyValue: ['user:platform$acme-ml'] }));
    const notifications: Json[] = budgets.flatMap(({ properties }) => properties.NotificationsWithSubscribers);
    const told = notifications.map(({ Subscribers }) => Subscribers.length);
    // 50 and 80 percent to our topic of warnings, 100 to ours and to the existing one of critical alarms: one topic a notification.
    expect(told).toEqual([1, 1, 1, 1]);
    expect(budgets).toHaveLength(2);
  });

  test('has no budget without being asked', () => {
    expect(synthesized().of('AWS::Budgets::Budget')).toEqual([]);
  });

  test('keeps its policies below the limit of IAM', () => {
    const app = testApp();
    const stack = new Stack(app, 'Longest', { env: { region: 'ap-southeast-2', account: ACCOUNT } });
    new MlPlatform(stack, 'Ml', { platformName: 'a234567890123456', registry: { repositories: ['training', 'serving', 'processing', 'evaluation'] } });
    synthesize(app).of('AWS::IAM::ManagedPolicy').forEach(({ id, properties }) => {
      const length = JSON.stringify(properties.PolicyDocument, (_, value) => (value?.['Fn::Join'] ? text(value) : value)).replace(/\s/g, '').length;
      expect([id, length < 6_144]).toEqual([id, true]);
    });
  });

  test('in development is thrown away with its stack', () => {
    const { resources } = synthesized({ profile: Profile.development() });
    expect(resources.filter(({ deletionPolicy }) => deletionPolicy === 'Retain').map(({ id }) => id)).toEqual([]);
  });
});

describe('what exists already', () => {
  const existing = () => new Stack(new App(), 'Existing', { env: ENV });

  test('a key of the same program lets the services in', () => {
    const { app, stack } = bare();
    const key = new Key(stack, 'Own');
    new MlPlatform(stack, 'Ml', { existingEncryptionKey: key });
    const [{ properties }] = synthesize(app).of('AWS::KMS::Key');
    expect(properties.KeyPolicy.Statement.flatMap(({ Principal }: { Principal: { Service?: string } }) => list(Principal.Service))).toEqual(
      expect.arrayContaining([`logs.${REGION}.amazonaws.com`, 'cloudtrail.amazonaws.com', 'events.amazonaws.com', 'budgets.amazonaws.com']),
    );
  });

  test('a key from elsewhere is used with a warning that names who has to be let in', () => {
    const { stack } = bare();
    new MlPlatform(stack, 'Ml', { existingEncryptionKey: Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`) });
    Annotations.fromStack(stack).hasWarning('/Acme/Ml', Match.stringLikeRegexp('cloudtrail.amazonaws.com.*encryption/key-policy'));
  });

  test('a bucket with a key of its own gives the personas that key, too', () => {
    const stack = existing();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/of-the-lake`);
    const { text: all } = synthesized({ existingArtifacts: Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'acme-lake', encryptionKey }) });
    expect(all).toContain('key/of-the-lake');
    expect(all).toContain('$.requestParameters.bucketName = \\"acme-lake\\"');
  });

  test('repositories go by the last part of their names', () => {
    const { ml } = platform({ existingRegistry: [Repository.fromRepositoryName(existing(), 'R', 'team/images/training')] });
    expect(ml.registry.imageUri('training', '1')).toMatch(/\/team\/images\/training:1$/);
    expect(codesOf(() => ml.registry.imageUri('serving', '1'))).toEqual(['registry/unknown-repository']);
  });

  test('a network without a way out is one all the same', () => {
    const vpc = Vpc.fromVpcAttributes(existing(), 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], isolatedSubnetIds: ['subnet-1'] });
    expect(platform({ existingNetwork: vpc }).ml.network.privateSubnetIds).toEqual(['subnet-1']);
  });
});

describe('bad input', () => {
  const refused = (props: MlPlatformProps, env?: { region?: string; account?: string }) => codesOf(() => platform(props, env));
  const stack = new Stack(new App(), 'Existing', { env: ENV });

  test('arrives all together, and nothing is made', () => {
    const { stack: own } = bare();
    const far = Key.fromKeyArn(own, 'Key', `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KEY_ID}`);
    const codes = codesOf(() => new MlPlatform(own, 'Ml', {
      platformName: 'Not A Name', existingEncryptionKey: far, existingRegistry: [], network: { cidr: '10.0.0.0/8' }, artifacts: { replicaRegion: REGION },
    }));
    expect(codes).toEqual(expect.arrayContaining(['platform/name', 'encryption/key-region', 'registry/no-repository', 'network/size', 'storage/replica-region']));
    expect(own.node.tryFindChild('Ml')).toBeUndefined();
  });

  test('a copy from a region that is known only at deployment', () => {
    expect(refused({ artifacts: { replicaRegion: 'eu-central-1' } }, {})).toContain('core/token-not-allowed');
  });

  test('a guardrail on regions where the region is known only at deployment', () => {
    expect(refused({ guardrails: { allowedRegions: ['eu-west-1'] } }, {})).toEqual(['core/token-not-allowed']);
  });

  test('more zones than the region is sure to have', () => {
    expect(refused({}, { region: 'us-west-1', account: ACCOUNT })).toContain('network/zones');
    expect(refused({ network: { zones: 2 } }, { region: 'us-west-1', account: ACCOUNT })).toEqual([]);
  });

  test('a thing to make and one that exists, both', () => {
    expect(refused({ artifacts: {}, existingArtifacts: Bucket.fromBucketName(stack, 'B', 'acme-lake') })).toContain('storage/both');
    expect(refused({ registry: {}, existingRegistry: [Repository.fromRepositoryName(stack, 'R', 'a')] })).toContain('registry/both');
  });

  test('an existing repository whose name is known only at deployment', () => {
    const { stack: own } = bare();
    expect(codesOf(() => new MlPlatform(own, 'Ml', { existingRegistry: [new Repository(own, 'Unnamed')] }))).toContain('core/token-not-allowed');
  });

  test('a repository whose name would be too long', () => {
    expect(refused({ registry: { repositories: ['r'.repeat(255)] } })).toContain('core/name-length');
  });
});

describe('a platform from its attributes', () => {
  const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/acme-ml-${REGION}-${name}`;
  const topic = (severity: string) => [`arn:aws:sns:${REGION}:${ACCOUNT}:acme-ml-alerts-${severity}`];
  const attributes: MlPlatformAttributes = {
    platformName: 'acme-ml',
    networkId: 'vpc-1',
    privateSubnetIds: ['subnet-1', 'subnet-2'],
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    jobSecurityGroupId: 'sg-1',
    encryptionKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`,
    artifactsBucketName: 'acme-ml-artifacts',
    repositoryNames: ['acme-ml/training'],
    dataScientistRoleArn: role('data-scientist'),
    mlEngineerRoleArn: role('ml-engineer'),
    reviewerRoleArn: role('reviewer'),
    ciRoleArn: role('ci'),
    trainingRoleArn: role('training'),
    servingRoleArn: role('serving'),
    pipelineRoleArn: role('pipeline'),
    criticalTopicArns: topic('critical'),
    warningTopicArns: topic('warning'),
    infoTopicArns: topic('info'),
  };
  const imported = () => {
    const app = testApp();
    const stack = new Stack(app, 'Team', { env: ENV });
    return { app, ml: MlPlatform.fromAttributes(stack, 'Ml', { ...attributes, tags: { team: 'fraud' } }) };
  };

  test('takes just what a platform writes as outputs', () => {
    const names = Object.keys(attributes).map((name) => `AcmeMl${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    expect(synthesized({ platformName: 'acme-ml' }).outputs).toEqual(names);
  });

  test('takes more stores and alarms, with its key, topics and tags', () => {
    const { app, ml } = imported();
    const reports = ml.addArtifactStore('Reports');
    ml.addAlarm('Full', { metric: reports.metrics.storedBytes(), threshold: 1, description: 'full' });
    const made = synthesize(app);
    const [bucket] = made.of('AWS::S3::Bucket');
    expect(bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID).toContain(`:key/${KEY_ID}`);
    expect(bucket.properties.Tags).toContainEqual({ Key: 'team', Value: 'fraud' });
    made.of('AWS::CloudWatch::Alarm').forEach(({ properties }) => expect(properties.AlarmActions).toEqual([`arn:aws:sns:${REGION}:${ACCOUNT}:acme-ml-alerts-warning`]));
  });

  test('knows its personas, images and paths', () => {
    const { ml } = imported();
    expect(ml.personaRole(Persona.REVIEWER)).toBe(`arn:aws:iam::${ACCOUNT}:role/acme-ml-${REGION}-reviewer`);
    expect(ml.registry.imageUri('training', 'sha256:1')).toMatch(/acme-ml\/training@sha256:1$/);
    expect(ml.artifacts.path('fraud/1').uri).toBe('s3://acme-ml-artifacts/fraud/1');
  });
});

function bare() {
  const app = testApp();
  return { app, stack: new Stack(app, 'Acme', { env: ENV }) };
}

test('a channel that exists already is told beside ours', () => {
  const [alarm] = synthesized({ alerts: [AlertChannel.existing('arn:aws:sns:eu-west-1:123456789012:oncall')] }).of('AWS::CloudWatch::Alarm');
  expect(alarm.properties.AlarmActions.map(text)).toEqual([expect.stringContaining('Alerts'), 'arn:aws:sns:eu-west-1:123456789012:oncall']);
});
