import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Approval, Baseline, BatchOutput, DriftSignal, Feature, Model, ModelStage, Prediction, Profile, Retrain, Runtime } from '../../src/core';
import { Identity, MlPlatform, ModelRegistry } from '../../src/tfazure';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { Answer, ArmServer, Json, whyNoArmServer } from './support/arm-server';
import { Deployment } from './support/deployment';
import { withoutAzurerm } from './support/without-azurerm';

const MINUTE = 60_000;
const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/acme-ml';
const idOf = (type: string, name: string) => `${GROUP}/providers/${type}/${name}`;

/** Assets of a workspace have no identity of their own, and "You must first disable a schedule to delete it." */
class ScheduleServer extends ArmServer {
  public static override async start(): Promise<ScheduleServer> {
    const server = new ScheduleServer();
    await server.listen();
    return server;
  }

  protected override special(method: string, { pathname }: URL, body: Json): Answer | undefined {
    const id = decodeURIComponent(pathname);
    if (method === 'PUT' && id.includes('/workspaces/acme-ml/')) {
      const name = id.split('/').pop()!;
      this.changes.push(`PUT ${name}`);
      const resource = { id, name, ...body };
      const status = this.resources.has(id.toLowerCase()) ? 200 : 201;
      this.resources.set(id.toLowerCase(), resource);
      return { status, body: resource };
    }
    const schedule = this.resources.get(id.toLowerCase()) as { readonly properties?: { readonly isEnabled?: boolean } } | undefined;
    if (method === 'DELETE' && pathname.includes('/schedules/') && schedule?.properties?.isEnabled) {
      return { status: 409, body: { error: { code: 'Conflict', message: 'You must first disable a schedule to delete it.' } } as Json };
    }
    return undefined;
  }
}

/** A monitor of a batch output, in a stack of its own, for a platform that is deployed elsewhere. */
function monitor(approval: Approval): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'drift');
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
  const registry = new ModelRegistry(platform, 'Churn', { platform, stage: ModelStage.DEVELOPMENT, approvers });
  platform.addDriftMonitor('Scores', {
    batchOutput: BatchOutput.folder(platform.artifacts.path('scores')),
    schema: { features: [Feature.float('amount'), Feature.string('country')], prediction: Prediction.binary('churn') },
    baseline: Baseline.trainingData(platform.artifacts.path('churn/train'), { renewedBy: registry }),
    signals: [DriftSignal.dataDrift({ threshold: 0.15 }), DriftSignal.predictionDrift()],
    onDrift: { retrain: Retrain.pipeline('churn-training') },
  });
  registry.addVersion('1', { model: Model.fromArtifact(platform.artifacts.path('churn/1'), Runtime.sklearn('1.5')), approval });
  app.synth();
  return withoutAzurerm(new SynthesizedApp(app.outdir).only);
}

const pending = monitor(Approval.pending());
const terraform = terraformFor(pending);
const missing = 'missing' in terraform ? terraform.missing : whyNoArmServer();
if (missing) process.stderr.write(`SKIPPED a monitor on a local Resource Manager: ${missing}\n`);

(missing ? describe.skip : describe)('a monitor of Azure ML on a local Resource Manager', () => {
  let server: ScheduleServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await ScheduleServer.start();
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied: its program before its code, that before its components, those before its schedule; and a second plan is empty', async () => {
    await deployment.take(pending);
    await deployment.apply();
    const at = (change: RegExp) => server.changes.findIndex((each) => change.test(each));
    const [program, run, code, schedule] = [at(/^PUT acme-ml-scores-program$/), at(/^POST run$/), at(/^PUT [0-9a-f]{12}$/), at(/^PUT acme-ml-scores-monitor$/)];
    expect(program).toBeGreaterThanOrEqual(0);
    expect([program < run, run < code, code < schedule, at(/^POST provisionManagedNetwork$/) < schedule]).toEqual([true, true, true, true]);
    expect(await deployment.plan()).toEqual([]);
    expect(await deployment.state()).not.toContain(server.token);
  }, 5 * MINUTE);

  test('computes its baseline anew after an approval: what measures is a new version, there before the old one goes, and the schedule takes it in place', async () => {
    server.changes.length = 0;
    await deployment.take(monitor(Approval.approved('ada')));
    await deployment.apply();
    const components = server.changes.filter((change) => /^(?:PUT|DELETE) [0-9a-f]{12}$/.test(change)).map((change) => change.split(' ')[0]);
    expect(components).toEqual(['PUT', 'PUT', 'DELETE', 'DELETE']);
    expect(server.changes.filter((change) => change.endsWith('acme-ml-scores-monitor'))).toEqual(['PUT acme-ml-scores-monitor']);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('is destroyed, though Azure deletes no schedule that is on, and nothing is left', async () => {
    server.changes.length = 0;
    await deployment.destroy();
    expect(server.changes.filter((change) => change.endsWith('acme-ml-scores-monitor'))).toEqual(['PUT acme-ml-scores-monitor', 'DELETE acme-ml-scores-monitor']);
    expect(await deployment.resources()).toEqual([]);
  }, 5 * MINUTE);
});
