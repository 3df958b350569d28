import { App, TerraformOutput, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { useProviders } from '../../../src/terraform/providers';
import { AzapiResource, AzapiResourceProps, AzapiUpdateResource, azapiWish } from '../../../src/terraform/raw';
import { expectFinding, expectPassed, synthApp, terraformValidate } from '../../support/terraform';

const RESOURCE_GROUP = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ml';
const WORKSPACE = `${RESOURCE_GROUP}/providers/Microsoft.MachineLearningServices/workspaces/ml`;

const registry: AzapiResourceProps = {
  type: 'Microsoft.MachineLearningServices/registries',
  name: 'ml-registry',
  parentId: RESOURCE_GROUP,
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  tags: { team: 'ml' },
  body: { properties: { publicNetworkAccess: 'Disabled', regionDetails: [{ location: 'westeurope', acrDetails: [], storageAccountDetails: [] }] } },
  exports: ['properties.discoveryUrl'],
};

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'stack');
  useProviders(stack, azapiWish({ subscriptionId: '00000000-0000-0000-0000-000000000000' }));
});

test('a resource is rendered with the version its body is typed for, checked, and with its provider', () => {
  const made = new AzapiResource(stack, 'Registry', registry);
  new TerraformOutput(stack, 'url', { value: made.output('properties.discoveryUrl'), staticId: true });
  new TerraformOutput(stack, 'principal', { value: made.principalId, staticId: true });

  const { only } = synthApp(app);
  expect(only.resource('azapi_resource')).toMatchObject({
    type: 'Microsoft.MachineLearningServices/registries@2025-12-01',
    name: 'ml-registry',
    parent_id: RESOURCE_GROUP,
    location: 'westeurope',
    tags: { team: 'ml' },
    identity: [{ type: 'SystemAssigned' }],
    schema_validation_enabled: true,
    response_export_values: ['properties.discoveryUrl'],
    provider: 'azapi',
  });
  expect(only.resource('azapi_resource').body).toEqual(registry.body);
  expect(only.outputs).toEqual({
    url: '${azapi_resource.Registry.output.properties.discoveryUrl}',
    principal: '${azapi_resource.Registry.identity[0].principal_id}',
  });
  expect(only.providers('azapi')).toEqual([{ subscription_id: '00000000-0000-0000-0000-000000000000' }]);
  expect(only.requiredProviders).toEqual({ azapi: { source: 'azure/azapi', version: '~> 2.9' } });
});

test('to its users it is a plain resource of Terraform', () => {
  const made: TerraformResource = new AzapiResource(stack, 'Registry', registry);
  made.addOverride('ignore_casing', true);
  made.lifecycle = { preventDestroy: true };
  expect(synthApp(app).only.resource('azapi_resource')).toMatchObject({ ignore_casing: true, lifecycle: { prevent_destroy: true } });
});

test('an update names what it changes and when', () => {
  const made = new AzapiResource(stack, 'Registry', registry);
  const endpoint = `${WORKSPACE}/onlineEndpoints/fraud`;
  new AzapiUpdateResource(stack, 'Traffic', {
    type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints', resourceId: endpoint, body: { properties: { traffic: { blue: 100 } } }, dependsOn: [made],
  });
  expect(synthApp(app).only.resource('azapi_update_resource')).toMatchObject({
    type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2025-12-01',
    resource_id: endpoint,
    body: { properties: { traffic: { blue: 100 } } },
    depends_on: ['azapi_resource.Registry'],
  });
});

test('another namespace states its version', () => {
  new AzapiResource(stack, 'App', { ...registry, type: 'Microsoft.App/containerApps', apiVersion: '2025-01-01' });
  expect(synthApp(app).only.resource('azapi_resource').type).toBe('Microsoft.App/containerApps@2025-01-01');
});

describe('the real plugin', () => {
  test('accepts a registry', () => {
    new AzapiResource(stack, 'Registry', registry);
    expectPassed(terraformValidate(synthApp(app).only));
  });

  test('finds a wrong word in a body', () => {
    new AzapiResource(stack, 'Registry', { ...registry, body: { properties: { publicNetworkAcces: 'Disabled' } } });
    expectFinding(terraformValidate(synthApp(app).only), 'publicNetworkAcces');
  });
});
