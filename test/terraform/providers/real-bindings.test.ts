import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { useProviders } from '../../../src/terraform/providers';
import { expectPassed, codesOfRefusedSynth, synthApp, terraformValidate } from '../../support/terraform';

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'stack');
  const ml = new Construct(stack, 'Ml');
  useProviders(ml, { kind: 'aws', settings: { region: 'eu-west-1' }, make: (scope) => new AwsProvider(scope, 'Aws', { region: 'eu-west-1', defaultTags: [{ tags: { team: 'ml' } }] }) });
  new S3Bucket(ml, 'Bucket', {});
  const replica = new Construct(ml, 'Replica');
  useProviders(replica, { kind: 'aws', alias: 'replica_eu_central_1', changes: { region: 'eu-central-1' } });
  new S3Bucket(replica, 'Bucket', {});
  new DataAwsCallerIdentity(replica, 'Caller', {});
});

test('ours and its replica pass the real plugin, with the range instead of the pin', () => {
  const { only } = synthApp(app);
  expect(only.providers('aws')).toEqual([
    { region: 'eu-west-1', default_tags: [{ tags: { team: 'ml' } }] },
    { region: 'eu-central-1', default_tags: [{ tags: { team: 'ml' } }], alias: 'replica_eu_central_1' },
  ]);
  expect(only.requiredProviders.aws).toEqual({ source: 'aws', version: '>= 5.100.0, < 7.0.0' });
  expect(only.resource('aws_s3_bucket', 'Replica/Bucket').provider).toBe('aws.replica_eu_central_1');
  expect(only.dataSource('aws_caller_identity').provider).toBe('aws.replica_eu_central_1');
  expectPassed(terraformValidate(only));
}, 60_000);

test("the user's own binding is shared, pin and all", () => {
  new AwsProvider(stack, 'Mine', { region: 'eu-west-1', profile: 'mine' });
  const { only } = synthApp(app);
  expect(only.providers('aws')).toEqual([
    { region: 'eu-central-1', profile: 'mine', alias: 'replica_eu_central_1' },
    { region: 'eu-west-1', profile: 'mine' },
  ]);
  expect(only.requiredProviders.aws).toEqual({ source: 'aws', version: '6.25.0' });
});

test("the user's own binding for another region is refused", () => {
  new AwsProvider(stack, 'Mine', { region: 'us-east-1' });
  expect(codesOfRefusedSynth(app)).toEqual(['providers/setting-differs']);
});
