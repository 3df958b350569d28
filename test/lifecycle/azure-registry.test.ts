import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Approval, Model, ModelCard, ModelStage, Profile, Runtime } from '../../src/core';
import { Identity, MlPlatform, ModelRegistry } from '../../src/tfazure';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { Answer, ArmServer, Json, whyNoArmServer } from './support/arm-server';
import { Deployment } from './support/deployment';
import { withoutAzurerm } from './support/without-azurerm';

const MINUTE = 60_000;
const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/acme-ml';
const idOf = (type: string, name: string) => `${GROUP}/providers/${type}/${name}`;
const CARD = ModelCard.of({ description: 'Scores payments', owner: 'ada', intendedUse: 'Holds payments' });

/** Assets of a workspace have no identity of their own. */
class WorkspaceServer extends ArmServer {
  public static override async start(): Promise<WorkspaceServer> {
    const server = new WorkspaceServer();
    await server.listen();
    return server;
  }

  protected override special(method: string, { pathname }: URL, body: Json): Answer | undefined {
    if (method !== 'PUT') return undefined;
    const id = decodeURIComponent(pathname);
    const name = id.split('/').pop()!;
    const resource = { id, name, ...body };
    this.changes.push(`PUT ${name}`);
    const status = this.resources.has(id.toLowerCase()) ? 200 : 201;
    this.resources.set(id.toLowerCase(), resource);
    return { status, body: resource };
  }
}

/** A registry in a stack of its own, for a platform that is deployed elsewhere. */
function registry(approval: Approval): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'models');
  new LocalBackend(stack);
  const platform = MlPlatform.fromAttributes(stack, 'Ml', {
    platformName: 'acme-ml',
    profile: Profile.development(),
    tags: { team: 'ml' },
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
    repositories: ['serving'],
    logAnalyticsWorkspaceId: idOf('Microsoft.OperationalInsights/workspaces', 'acme-ml'),
    machineLearningWorkspaceId: idOf('Microsoft.MachineLearningServices/workspaces', 'acme-ml'),
    machineLearningWorkspacePrincipalId: '00000000-0000-0000-0000-000000000004',
    criticalActionGroupIds: [],
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  const approvers = { ada: Identity.user('22222222-2222-3333-4444-555555555555') };
  const made = new ModelRegistry(platform, 'Fraud', { platform, stage: ModelStage.STAGING, approvers, card: CARD });
  made.addVersion('1', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5')), approval });
  app.synth();
  return withoutAzurerm(new SynthesizedApp(app.outdir).only);
}

const pending = registry(Approval.pending());
const terraform = terraformFor(pending);
const missing = 'missing' in terraform ? terraform.missing : whyNoArmServer();
if (missing) process.stderr.write(`SKIPPED a model registry on a local Resource Manager: ${missing}\n`);

(missing ? describe.skip : describe)('a model registry of Azure ML on a local Resource Manager', () => {
  let server: WorkspaceServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await WorkspaceServer.start();
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied with a version that waits, and a second plan is empty', async () => {
    await deployment.take(pending);
    await deployment.apply();
    expect(await deployment.plan()).toEqual([]);
    expect(await deployment.state()).not.toContain(server.token);
  }, 5 * MINUTE);

  test('is approved in place, and a second plan is empty', async () => {
    server.changes.length = 0;
    await deployment.take(registry(Approval.approved('ada', 'AUC 0.93')));
    expect(await deployment.apply()).toEqual([expect.stringMatching(/^update azapi_resource\./)]);
    expect(server.changes).toEqual(['PUT 1']);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
  }, 5 * MINUTE);
});
