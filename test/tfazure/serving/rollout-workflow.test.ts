import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { DataCapture, Model, Rollout, Runtime, Scaling, Shadow } from '../../../src/core';
import { definitionProblems } from '../../support/logic-app';
import { Attributes } from '../../support/terraform';
import { definitionOf, releaseOf, withEndpoint } from './endpoint-stacks';

const CHECKER = join(__dirname, '../../../../shared/check-arm');

test('a definition is one that Azure takes: names, depth, order, number of actions', () => {
  const { stack } = withEndpoint(({ artifacts }) => ({ shadow: Shadow.of(Model.fromArtifact(artifacts.path('fraud/2'), Runtime.xgboost('1.7'))), rollout: Rollout.blueGreen() }));
  expect(definitionProblems(definitionOf(stack) as never)).toEqual([]);
});

test('one rollout runs at a time, and others wait', () => {
  const { stack } = withEndpoint();
  expect(definitionOf(stack).triggers.manual).toMatchObject({ type: 'Request', runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 100 } } });
});

test('nobody starts a rollout from the network, and what it may do are single actions on its own resources', () => {
  const { stack } = withEndpoint();
  const workflow = stack.resource('azapi_resource', 'Rollout/Resource');
  expect(workflow.identity).toEqual([{ type: 'SystemAssigned' }]);
  expect(workflow.body.properties.accessControl.triggers.allowedCallerIpAddresses).toEqual([{ addressRange: '192.0.2.1/32' }]);
  const roles = Object.values(stack.resources('azurerm_role_definition')).filter(({ name }) => (name as string).includes(' rollout '));
  expect(roles).toHaveLength(4);
  expect(JSON.stringify(roles.map(({ permissions }) => permissions as object))).not.toMatch(/\*|models\/versions\/delete|environments\/versions\/delete|onlineEndpoints\/delete/);
});

test('an apply waits for the end of its release, and fails with its reason', () => {
  const { stack } = withEndpoint();
  const end = stack.resource('azapi_resource_action', 'Release/End');
  expect(end).toMatchObject({ method: 'GET', retry: { error_message_regex: ['DeploymentNotFound'] }, timeouts: { create: '36h' } });
  expect(end.resource_id).toMatch(/Microsoft\.Resources\/deployments\/ml-fraud-\w+-\$\{azapi_resource_action\.\w+\.body\.release\}$/);
  expect(end.lifecycle.postcondition).toEqual([expect.objectContaining({ error_message: expect.stringContaining('${self.output.properties.outputs.reason.value}') })]);
  // The rights of the workflow, and those of the deployments, which could not fetch their models and images without.
  const after = (stack.resource('azapi_resource_action', 'Release/Start').depends_on as string[]).filter((address) => address.startsWith('azurerm_role_assignment.'));
  const grants = Object.entries(stack.resources('azurerm_role_assignment')).filter(([, { principal_id }]) => /Fraud_Managed_(?:Rollout|Identity)/.test(principal_id as string));
  expect(after.sort()).toEqual(grants.map(([name]) => `azurerm_role_assignment.${name}`).sort());
});

test('a release that failed is released anew when it is applied again', () => {
  const { stack } = withEndpoint();
  expect(stack.resource('terraform_data').triggers_replace.failures).toMatch(/^\$\{try\(azapi_resource\.\w+\.output\.tags\.failed_releases, "0"\)\}$/);
});

test('what the user writes is text to a workflow, and to Terraform', () => {
  const { stack } = withEndpoint({ environment: { NOTE: '@begins', PATTERN: '${HOME} %{d} @{x}' } });
  const text = readFileSync(join(stack.directory, 'cdk.tf.json'), 'utf8');
  expect(text).toContain('"NOTE": "@@begins"');
  expect(text).toContain('"PATTERN": "$${HOME} %%{d} @@{x}"');
});

(existsSync(CHECKER) ? test : test.skip)('what a rollout writes fits the published types of Azure ML', () => {
  const { stack } = withEndpoint(({ artifacts }) => ({
    scaling: Scaling.elastic(1, 4), dataCapture: DataCapture.sampled(10), shadow: Shadow.of(Model.fromArtifact(artifacts.path('fraud/2'), Runtime.xgboost('1.7'))),
  }));
  const { models, endpoint } = releaseOf(stack);
  const api = (type: string) => `Microsoft.MachineLearningServices/workspaces/${type}@2025-12-01`;
  const bodies = (models as Attributes[]).flatMap(({ assets, properties }) => [
    ...(assets as Attributes[]).map(({ path, body }) => ({
      type: api((path as string).replace(/^(\w+)\/.*/, (_, kind: string) => (kind === 'datastores' ? kind : `${kind}/versions`))), body: body as object,
    })),
    { type: api('onlineEndpoints/deployments'), body: { properties: properties as object, sku: { name: 'Default', capacity: 2 } } },
  ]);
  const written = [...bodies, { type: api('onlineEndpoints'), body: { properties: { ...endpoint.properties, traffic: { a: 90, b: 10 }, mirrorTraffic: { c: 20 } } } }];
  // The published pattern of a route wants a letter; the inference server answers at '/', as Microsoft's own examples say it to this API:
  // https://github.com/Azure/azureml-examples/blob/main/cli/endpoints/online/custom-container/minimal/single-model/pip-in-dockerfile/minimal-single-model-pip-in-dockerfile-deployment.yml
  const text = JSON.stringify({ resource: { azapi_resource: Object.fromEntries(written.map((each, i) => [`body_${i}`, each])) } }).replaceAll('"path":"/"', '"path":"/alive"');
  const file = join(mkdtempSync(join(tmpdir(), 'bodies-')), 'bodies.tf.json');
  writeFileSync(file, text);
  const { stdout, status } = spawnSync(CHECKER, [file], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, `${written.length} passed, 0 failed\n`]);
});
