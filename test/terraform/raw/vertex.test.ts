import { App, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { MainProviderWish, useProviders } from '../../../src/terraform/providers';
import { RestfulOperation, RestfulResource, vertexOperation, vertexWish } from '../../../src/terraform/raw';
import { expectPassed, synthApp, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { FakeProvider, FakeResource } from '../../support/terraform/fakes';

const google: MainProviderWish = { kind: 'google', make: (scope) => new FakeProvider(scope, 'Google', { type: 'google', region: 'europe-west4' }) };
const PARENT = '/projects/acme/locations/europe-west4';

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'stack');
});

function upload(scope: Construct, id = 'Model'): RestfulResource {
  return new RestfulResource(scope, id, {
    path: `${PARENT}/models:upload`,
    readPath: `${PARENT}/models/fraud`,
    body: { modelId: 'fraud', model: { displayName: 'fraud', artifactUri: 'gs://acme/fraud/1', containerSpec: { imageUri: 'europe-docker.pkg.dev/acme/xgboost:1' } } },
    writeOnly: ['modelId', 'model'],
    pollCreate: vertexOperation(),
    pollDelete: vertexOperation(),
  });
}

function deploy(scope: Construct, model: RestfulResource): RestfulOperation {
  const endpoint = `${PARENT}/endpoints/1234567890`;
  return new RestfulOperation(scope, 'Deployment', {
    method: 'POST',
    path: `${endpoint}:deployModel`,
    body: {
      deployedModel: { id: '17', model: `${PARENT.slice(1)}/models/fraud`, dedicatedResources: { machineSpec: { machineType: 'n1-standard-4' }, minReplicaCount: 1 } },
      trafficSplit: { 17: 100 },
    },
    poll: vertexOperation(),
    deleteMethod: 'POST',
    deletePath: `${endpoint}:undeployModel`,
    deleteBody: { deployedModelId: '17' },
    dependsOn: [model],
  });
}

function accepted(only: SynthesizedStack): void {
  expectPassed(terraformValidate(only));
}

test('a model and its deployment are calls of the regional API, with the token of the pipeline kept out of the state', () => {
  useProviders(stack, google, vertexWish({ location: 'europe-west4', google }));
  deploy(stack, upload(stack));

  const { only } = synthApp(app);
  expect(only.providers('restful')).toEqual([{
    alias: 'vertex_europe_west4',
    base_url: 'https://europe-west4-aiplatform.googleapis.com/v1',
    security: { http: { token: { token: '${var.vertex_token}' } } },
  }]);
  expect(only.json.variable?.vertex_token).toMatchObject({ type: 'string', ephemeral: true, sensitive: true });
  expect(only.json.variable?.vertex_token).not.toHaveProperty('default');
  expect(only.json.terraform?.required_version).toBe('>= 1.10');
  expect(only.resource('restful_resource')).toMatchObject({
    provider: 'restful.vertex_europe_west4',
    path: `${PARENT}/models:upload`,
    read_path: `${PARENT}/models/fraud`,
    write_only_attrs: ['modelId', 'model'],
    poll_create: { url_locator: 'body.name', status_locator: 'body.[done,error.code]', status: { success: '[true]', pending: ['[]'] }, default_delay_sec: 10 },
  });
  expect(only.resource('restful_operation')).toMatchObject({
    provider: 'restful.vertex_europe_west4', method: 'POST', delete_method: 'POST', delete_body: { deployedModelId: '17' }, depends_on: ['restful_resource.Model'],
  });
  accepted(only);
}, 60_000);

test('the token of an existing deployer is fetched at each run by the google provider', () => {
  const given = new FakeProvider(stack, 'Mine', { type: 'google', alias: 'mine' });
  const wish = { ...google, given };
  useProviders(stack, wish, vertexWish({ location: 'europe-west4', google: wish, deployer: 'deployer@acme.iam.gserviceaccount.com' }));
  upload(stack);

  const { only } = synthApp(app);
  const name = 'vertex_europe_west4_as_deployer_acme_iam_gserviceaccount_com';
  expect((only.json as { ephemeral?: Record<string, Record<string, object>> }).ephemeral?.google_service_account_access_token?.[name]).toMatchObject({
    provider: 'google.mine', target_service_account: 'deployer@acme.iam.gserviceaccount.com', scopes: ['https://www.googleapis.com/auth/cloud-platform'],
  });
  expect(only.providers('restful')[0]?.security).toEqual({ http: { token: { token: `\${ephemeral.google_service_account_access_token.${name}.access_token}` } } });
  expect(only.json.variable).toBeUndefined();
  expect(only.hasResource('google_service_account_access_token')).toBe(false);
  accepted(only);
}, 60_000);

test('a platform that calls nothing asks for no token', () => {
  useProviders(stack, google, vertexWish({ location: 'europe-west4', google }));
  new FakeResource(stack, 'Bucket', 'google_storage_bucket');
  const { only } = synthApp(app);
  expect(Object.keys(only.json.provider ?? {})).toEqual(['google']);
  expect(only.json.variable).toBeUndefined();
  expect(only.json.terraform?.required_version).toBeUndefined();
});

test('two regions in one stack have a provider each and one variable; what the answer says can be referred to', () => {
  for (const location of ['europe-west4', 'us-central1']) {
    const scope = new Construct(stack, location);
    useProviders(scope, google, vertexWish({ location, google }));
    new TerraformOutput(scope, 'state', { value: upload(scope).output('state') });
  }
  const { only } = synthApp(app);
  expect(only.providers('restful').map((p) => p.alias as string)).toEqual(['vertex_europe_west4', 'vertex_us_central1']);
  expect(Object.keys(only.json.variable ?? {})).toEqual(['vertex_token']);
  expect(Object.values(only.outputs)).toEqual([expect.stringMatching(/^\$\{restful_resource\.europe-west4_Model_\w+\.output\.state\}$/), expect.any(String)]);
});

test('it plans and applies against mocks of its providers', () => {
  useProviders(stack, google, vertexWish({ location: 'europe-west4', google }));
  deploy(stack, upload(stack));
  expectPassed(terraformMockedApply(synthApp(app).only, { variables: { vertex_token: 'secret' }, expect: ['restful_resource.Model.path != ""'] }));
}, 60_000);
