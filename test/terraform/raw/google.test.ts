import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { GoogleResource, MainProviderWish, useProviders } from '../../../src/terraform';
import { synthApp } from '../../support/terraform';
import { FakeProvider } from '../../support/terraform/fakes';

const google: MainProviderWish = { kind: 'google', make: (scope) => new FakeProvider(scope, 'Google', { type: 'google' }) };

function topic(stack: TerraformStack): void {
  useProviders(stack, google);
  const made = new GoogleResource(stack, 'Topic', 'google_pubsub_topic', { name: 'clicks', labels: { owner: 'shop' }, message_storage_policy: { allowed_persistence_regions: ['europe-west4'] } });
  new GoogleResource(stack, 'Subscription', 'google_pubsub_subscription', { name: 'clicks', topic: made.id, filter: undefined }, { dependsOn: [made] });
}

test('it is written as Terraform names it, with the provider of its scope and without what is undefined', () => {
  const app = Testing.app();
  topic(new TerraformStack(app, 'stack'));
  const { only } = synthApp(app);
  expect(only.resource('google_pubsub_topic')).toMatchObject({ name: 'clicks', labels: { owner: 'shop' }, provider: 'google' });
  const subscription = only.resource('google_pubsub_subscription');
  expect(subscription).toMatchObject({ topic: '${google_pubsub_topic.Topic.id}', depends_on: ['google_pubsub_topic.Topic'] });
  expect(Object.keys(subscription)).not.toContain('filter');
});

describe('in HCL', () => {
  beforeEach(() => {
    process.env.SYNTH_HCL_OUTPUT = 'true';
  });
  afterEach(() => {
    delete process.env.SYNTH_HCL_OUTPUT;
  });

  test('what the provider has as blocks are blocks, and labels are a map', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'hcl-')) });
    topic(new TerraformStack(app, 'stack'));
    app.synth();
    const hcl = readFileSync(join(app.outdir, 'stacks', 'stack', 'cdk.tf'), 'utf8').replace(/\s+/g, ' ');
    expect(hcl).toContain('labels = { owner = "shop" }');
    expect(hcl).toContain('message_storage_policy { allowed_persistence_regions = [ "europe-west4", ] }');
  });
});
