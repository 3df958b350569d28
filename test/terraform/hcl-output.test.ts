import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, TerraformStack } from 'cdktf';
import { SAGEMAKER_MODEL_CARD } from '../../src/facts/aws/cloud-control';
import { AzapiResource, azapiWish, CloudControlResource, KubernetesResource, MainProviderWish, RestfulOperation, useProviders, vertexWish } from '../../src/terraform';
import { codesOfRefusedSynth } from '../support/terraform';
import { FakeProvider } from '../support/terraform/fakes';

const aws: MainProviderWish = { kind: 'aws', make: (scope) => new FakeProvider(scope, 'Aws') };

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  process.env.SYNTH_HCL_OUTPUT = 'true';
  app = new App({ outdir: mkdtempSync(join(tmpdir(), 'hcl-')) });
  stack = new TerraformStack(app, 'stack');
});
afterEach(() => {
  delete process.env.SYNTH_HCL_OUTPUT;
});

test('raw resources and providers are rendered as HCL too', () => {
  useProviders(stack, azapiWish({ subscriptionId: '0000' }), aws);
  new AzapiResource(stack, 'Schedule', {
    type: 'Microsoft.MachineLearningServices/workspaces/schedules',
    name: 'daily',
    parentId: '/ws',
    body: { properties: { list: [{ a: 1 }] } },
    identity: { type: 'SystemAssigned' },
  });
  new CloudControlResource(stack, 'Card', { schema: SAGEMAKER_MODEL_CARD, desiredState: { ModelCardName: 'fraud' } });
  app.synth();
  const hcl = readFileSync(join(app.outdir, 'stacks', 'stack', 'cdk.tf'), 'utf8').replace(/\s+/g, ' ');
  expect(hcl).toContain('resource "azapi_resource" "Schedule" { type = "Microsoft.MachineLearningServices/workspaces/schedules@2025-12-01"');
  expect(hcl).toContain('body = { properties = { list = [ { a = 1 }, ] } }');
  expect(hcl).toContain('identity { type = "SystemAssigned" }');
  expect(hcl).toContain('desired_state = "{\\"ModelCardName\\":\\"fraud\\"}"');
  expect(hcl).toContain('provider "azapi" { subscription_id = "0000" }');
});

test('a resource with a pod has blocks in HCL, and maps where names are the user\'s', () => {
  useProviders(stack, { kind: 'kubernetes', make: (scope) => new FakeProvider(scope, 'Kubernetes', { type: 'kubernetes' }) });
  new KubernetesResource(stack, 'Job', 'kubernetes_job_v1', {
    metadata: { name: 'setup', labels: { app: 'ml' } },
    spec: { template: { metadata: {}, spec: { container: [{ name: 'a', command: ['sh'] }, { name: 'b', resources: { limits: { memory: '1Gi' } } }] } } },
  });
  app.synth();
  const hcl = readFileSync(join(app.outdir, 'stacks', 'stack', 'cdk.tf'), 'utf8').replace(/\s+/g, ' ');
  expect(hcl).toContain('metadata { name = "setup" labels = { app = "ml" } }');
  expect(hcl).toContain('container { name = "a" command = [ "sh", ] }');
  expect(hcl).toContain('resources { limits = { memory = "1Gi" } }');
});

test('an ephemeral token, which HCL output would leave out, is refused', () => {
  const google: MainProviderWish = { kind: 'google', make: (scope) => new FakeProvider(scope, 'Google', { type: 'google' }) };
  useProviders(stack, google, vertexWish({ location: 'europe-west4', google }));
  new RestfulOperation(stack, 'Call', { method: 'POST', path: '/x' });
  expect(codesOfRefusedSynth(app)).toEqual(['restful/hcl-output']);
});
