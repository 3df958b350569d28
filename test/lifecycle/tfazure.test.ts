import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { MlPlatform, MlRegistry } from '../../src/tfazure';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { ArmServer, whyNoArmServer } from './support/arm-server';
import { Deployment } from './support/deployment';

const MINUTE = 60_000;
const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/acme-ml';
const idOf = (type: string, name: string) => `${GROUP}/providers/${type}/${name}`;

/** A registry in a stack of its own, for a platform that is deployed elsewhere. */
function registry(tags: Record<string, string> = { team: 'ml' }): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'registry');
  new LocalBackend(stack);
  const platform = MlPlatform.fromAttributes(stack, 'Ml', {
    platformName: 'acme-ml',
    tags,
    location: 'westeurope',
    nameSuffix: 'a1b2c3',
    resourceGroupId: GROUP,
    networkId: idOf('Microsoft.Network/virtualNetworks', 'acme-ml'),
    privateSubnetIds: [idOf('Microsoft.Network/virtualNetworks', 'acme-ml/subnets/private')],
    endpointSubnetId: idOf('Microsoft.Network/virtualNetworks', 'acme-ml/subnets/endpoints'),
    privateDnsZoneIds: {},
    encryptionKeyId: 'https://acme-ml.vault.azure.net/keys/acme-ml',
    keyIdentityId: idOf('Microsoft.ManagedIdentity/userAssignedIdentities', 'acme-ml'),
    keyIdentityClientId: '00000000-0000-0000-0000-000000000003',
    artifactsStorageAccountId: idOf('Microsoft.Storage/storageAccounts', 'acmeml'),
    artifactsContainerName: 'artifacts',
    registryId: idOf('Microsoft.ContainerRegistry/registries', 'acmeml'),
    registryUri: 'acmeml.azurecr.io',
    repositories: ['training'],
    logAnalyticsWorkspaceId: idOf('Microsoft.OperationalInsights/workspaces', 'acme-ml'),
    machineLearningWorkspaceId: idOf('Microsoft.MachineLearningServices/workspaces', 'acme-ml'),
    machineLearningWorkspacePrincipalId: '00000000-0000-0000-0000-000000000004',
    criticalActionGroupIds: [],
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  new MlRegistry(stack, 'Shared', { platform, replicaLocations: ['northeurope'] });
  app.synth();
  return new SynthesizedApp(app.outdir).only;
}

const first = registry();
const terraform = terraformFor(first);
const missing = 'missing' in terraform ? terraform.missing : whyNoArmServer();
if (missing) process.stderr.write(`SKIPPED tfazure on a local Resource Manager: ${missing}\n`);

(missing ? describe.skip : describe)('a registry of Azure ML on a local Resource Manager', () => {
  // Its private endpoint is of azurerm, which has to log in to plan.
  const only = `-target=${first.addresses.find((address) => address.startsWith('azapi_resource.'))}`;
  let server: ArmServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await ArmServer.start();
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
    await deployment.take(first);
  }, 2 * MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is not there after an operation that has failed', async () => {
    server.failNext = 'the name is taken';
    await expect(deployment.apply(only)).rejects.toThrow(/the name is taken/);
    expect(await deployment.resources()).toEqual([]);
  }, 2 * MINUTE);

  test('is made, and a second plan is empty', async () => {
    server.changes.length = 0;
    await deployment.apply(only);
    expect(server.changes).toEqual(['PUT acme-ml-shared']);
    expect(await deployment.plan(only)).toEqual([]);
  }, 2 * MINUTE);

  test('is changed in place, and a second plan is empty', async () => {
    server.changes.length = 0;
    await deployment.take(registry({ team: 'research' }));
    expect(await deployment.apply(only)).toEqual([only.replace('-target=', 'update ')]);
    expect(server.changes).toEqual(['PUT acme-ml-shared']);
    expect(await deployment.plan(only)).toEqual([]);
  }, 2 * MINUTE);

  test('has no token in its state', async () => {
    expect(await deployment.state()).not.toContain(server.token);
  }, MINUTE);

  test('is removed', async () => {
    server.changes.length = 0;
    await deployment.apply('-destroy', only);
    expect(server.changes).toEqual(['DELETE acme-ml-shared']);
    expect(await deployment.resources()).toEqual([]);
  }, 2 * MINUTE);
});
