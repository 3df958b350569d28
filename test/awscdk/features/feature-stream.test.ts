import * as kms from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Duration, Egress, FeatureSource } from '../../../src/core';
import { Json, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { SPEND, stored } from './stores';

let app: SynthesizedApp;
beforeAll(() => { app = stored([SPEND]).synth(); });

function only(type: string, of = app): TemplateResource {
  const found = of.of(type);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** The template's resource itself, with what it waits for. */
const raw = ({ stack, id }: TemplateResource): Json => app.templates[stack].Resources[id];
const typeOf = (id: string): string => app.resources.find((resource) => resource.id === id)!.type;
const code = (): string => text(only('AWS::Lambda::Function').properties.Code.ZipFile);

test('a stream is encrypted with the key of the platform, and as long and as wide as asked', () => {
  const stream = only('AWS::Kinesis::Stream');
  expect(stream.properties).toMatchObject({ Name: 'acme-ml-features-customer-spend', ShardCount: 2, RetentionPeriodHours: 72, StreamEncryption: { EncryptionType: 'KMS' } });
  expect(app.named(stream, stream.properties.StreamEncryption.KeyId)!.type).toBe('AWS::KMS::Key');
});

test('every event is taken in at least once: what fails is read again, in halves, and kept with its content before the stream forgets it', () => {
  const { properties } = only('AWS::Lambda::EventSourceMapping');
  expect(properties).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: -1,
    MaximumRecordAgeInSeconds: 71 * 3_600,
    ParallelizationFactor: 1,
    MetricsConfig: { Metrics: ['EventCount'] },
  });
  expect(text(properties.DestinationConfig.OnFailure.Destination)).toMatch(/^arn:.*:s3:::\$\{.*\}$/);
});

test('Lambda counts no longer ages than seven days', () => {
  const long = stored([{ ...SPEND, source: FeatureSource.stream({ retention: Duration.days(30) }) }]).synth();
  expect(only('AWS::Lambda::EventSourceMapping', long).properties.MaximumRecordAgeInSeconds).toBe(604_800);
});

test('the function runs in the private network of the platform, and logs where its key encrypts', () => {
  const { properties } = only('AWS::Lambda::Function');
  const subnets = properties.VpcConfig.SubnetIds.map((id: Json) => app.named(only('AWS::Lambda::Function'), id)!);
  expect(subnets.map(({ properties: { Tags: tags } }: TemplateResource) => tags.find(({ Key }: Json) => Key === 'Name').Value)).toEqual(['acme-ml-private-1', 'acme-ml-private-2']);
  expect(properties.VpcConfig.SecurityGroupIds).toHaveLength(1);
  const logs = app.named(only('AWS::Lambda::Function'), properties.LoggingConfig.LogGroup)!;
  expect(logs.properties).toMatchObject({ LogGroupName: '/acme-ml/features/acme-ml-features/customer_spend', KmsKeyId: expect.anything() });
});

test('the function has the columns of the group, and the bucket for what is none of its records', () => {
  expect(code()).toMatch(/"group":"acme-ml-features-customer-spend","prefix":"features\/acme-ml-features\/customer_spend\/dead-letters"/);
  const { properties } = only('AWS::Lambda::Function');
  expect(app.named(only('AWS::Lambda::Function'), properties.Environment.Variables.BUCKET)!.type).toBe('AWS::S3::Bucket');
  expect(app.named(only('AWS::Lambda::Function'), properties.KmsKeyArn)!.type).toBe('AWS::KMS::Key');
  expect(code()).toContain('"taste":["vector",384]');
  expect(() => new Function(code())).not.toThrow();
});

test('a new column is known to the group before the function, and rights are there before they are used', () => {
  const waits = (type: string) => (raw(only(type)).DependsOn as string[]).map(typeOf).sort();
  expect(waits('AWS::Lambda::Function')).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::SageMaker::FeatureGroup']);
  expect(waits('AWS::Lambda::EventSourceMapping')).toEqual(['AWS::IAM::ManagedPolicy']);
  expect(waits('AWS::SageMaker::FeatureGroup')).toEqual(['AWS::Glue::Database', 'AWS::IAM::ManagedPolicy']);
});

describe('the role of the function', () => {
  const rights = (): Json[] => app.of('AWS::IAM::ManagedPolicy').find(({ properties }) => /taking events in/.test(properties.Description))!.properties.PolicyDocument.Statement;

  test('reads one stream and writes one group', () => {
    const found = (sid: string): Json => rights().find(({ Sid }) => Sid === sid);
    expect(typeOf(found('ReadEvents').Resource['Fn::GetAtt'][0])).toBe('AWS::Kinesis::Stream');
    expect(found('WriteFeatures').Action).toBe('sagemaker:PutRecord');
    expect(text(found('WriteFeatures').Resource)).toMatch(/:feature-group\/acme-ml-features-customer-spend$/);
    expect(found('KeepDeadLetters').Action).toBe('s3:PutObject');
  });

  test('has no right on everything but those for its network, which its code does not have', () => {
    const wide = rights().filter(({ Resource }) => Resource === '*');
    expect(wide.map(({ Sid }) => Sid)).toEqual(['UseInterfaces']);
    rights().filter(({ Action }) => [Action].flat().some((action) => action.startsWith('ec2:'))).forEach(({ Condition }) => {
      expect(Condition.Null).toEqual({ 'lambda:SourceFunctionArn': 'true' });
    });
  });
});

test('dead letters go into a bucket that was there before, with its own key', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/1111';
  const elsewhere = new Stack();
  const encryptionKey = kms.Key.fromKeyArn(elsewhere, 'Key', keyArn);
  const { synth } = stored([SPEND], {}, { existingArtifacts: Bucket.fromBucketAttributes(elsewhere, 'Bucket', { bucketName: 'acme-lake', encryptionKey }) });
  const [policy] = synth().of('AWS::IAM::ManagedPolicy').filter(({ properties }) => /taking events in/.test(properties.Description));
  const statements: Json[] = policy!.properties.PolicyDocument.Statement;
  expect(statements.find(({ Sid }) => Sid === 'EncryptDeadLetters').Resource).toEqual(expect.arrayContaining([keyArn]));
});

test('a network without a way out has what the function calls', () => {
  const sealed = stored([SPEND], {}, { network: { egress: Egress.none() } }).synth();
  const endpoints = sealed.of('AWS::EC2::VPCEndpoint').map(({ properties }) => text(properties.ServiceName));
  expect(endpoints).toEqual(expect.arrayContaining([expect.stringMatching(/sagemaker\.featurestore-runtime$/), expect.stringMatching(/\.s3$/)]));
});
