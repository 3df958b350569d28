import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { AwsResource, MainProviderWish, useProviders } from '../../../src/terraform';
import { synthApp } from '../../support/terraform';
import { FakeProvider } from '../../support/terraform/fakes';

const aws: MainProviderWish = { kind: 'aws', make: (scope) => new FakeProvider(scope, 'Aws', { type: 'aws' }) };

function streamed(stack: TerraformStack): void {
  useProviders(stack, aws);
  const made = new AwsResource(stack, 'Stream', 'aws_kinesis_stream', { name: 'clicks', tags: { owner: 'shop' }, stream_mode_details: { stream_mode: 'PROVISIONED' } });
  new AwsResource(stack, 'Mapping', 'aws_lambda_event_source_mapping', { function_name: 'clicks', event_source_arn: made.arn, batch_size: undefined }, { dependsOn: [made] });
}

test('it is written as Terraform names it, with the provider of its scope and without what is undefined', () => {
  const app = Testing.app();
  streamed(new TerraformStack(app, 'stack'));
  const { only } = synthApp(app);
  expect(only.resource('aws_kinesis_stream')).toMatchObject({ name: 'clicks', tags: { owner: 'shop' }, provider: 'aws' });
  const mapping = only.resource('aws_lambda_event_source_mapping');
  expect(mapping).toMatchObject({ event_source_arn: '${aws_kinesis_stream.Stream.arn}', depends_on: ['aws_kinesis_stream.Stream'] });
  expect(Object.keys(mapping)).not.toContain('batch_size');
});

describe('in HCL', () => {
  beforeEach(() => {
    process.env.SYNTH_HCL_OUTPUT = 'true';
  });
  afterEach(() => {
    delete process.env.SYNTH_HCL_OUTPUT;
  });

  test('what the provider has as blocks are blocks, and tags are a map', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'hcl-')) });
    streamed(new TerraformStack(app, 'stack'));
    app.synth();
    const hcl = readFileSync(join(app.outdir, 'stacks', 'stack', 'cdk.tf'), 'utf8').replace(/\s+/g, ' ');
    expect(hcl).toContain('tags = { owner = "shop" }');
    expect(hcl).toContain('stream_mode_details { stream_mode = "PROVISIONED" }');
  });
});
