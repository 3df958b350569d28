import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Model, ModelEndpointProps, Rollout, Runtime, Scaling, Shadow, Variant } from '../../src/core';
import { MlPlatform } from '../../src/tfazure';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { whyNoArmServer } from './support/arm-server';
import { Deployment } from './support/deployment';
import { ServingServer } from './support/serving-server';
import { withoutAzurerm } from './support/without-azurerm';

const MINUTE = 60_000;
const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/acme-ml';
const idOf = (type: string, name: string) => `${GROUP}/providers/${type}/${name}`;

type Wish = (model: (version: number) => Model) => Partial<ModelEndpointProps>;

/** An endpoint in a stack of its own, for a platform that is deployed elsewhere. */
function endpoint(wish: Wish): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'fraud');
  new LocalBackend(stack);
  const platform = MlPlatform.fromAttributes(stack, 'Ml', {
    platformName: 'acme-ml',
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
  const model = (version: number) => Model.fromArtifact(platform.artifacts.path(`fraud/${version}`), Runtime.xgboost('1.7'));
  platform.addModelEndpoint('Fraud', { rollout: Rollout.canary(10), scaling: Scaling.elastic(2, 8), ...wish(model) });
  app.synth();
  return withoutAzurerm(new SynthesizedApp(app.outdir).only);
}

const serving = (version: number, more: Partial<ModelEndpointProps> = {}) => endpoint((model) => ({ model: model(version), ...more }));

const terraform = terraformFor(serving(1));
const missing = 'missing' in terraform ? terraform.missing : whyNoArmServer();
if (missing) process.stderr.write(`SKIPPED rollouts on a local Resource Manager: ${missing}\n`);

(missing ? describe.skip : describe)('an endpoint of Azure ML on a local Resource Manager', () => {
  let server: ServingServer;
  let deployment: Deployment;

  const models = () => server.deployments.map(({ model }) => model).sort();
  const release = async (stack: SynthesizedStack) => {
    server.splits.length = 0;
    await deployment.take(stack);
    return deployment.apply();
  };

  beforeEach(async () => {
    server = await ServingServer.start();
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, MINUTE);

  afterEach(async () => {
    await server?.idle();
    deployment?.remove();
    await server?.stop();
    expect(server.violations).toEqual([]);
  }, MINUTE);

  test('succeeds: a first model at once, a second one by a canary, and nothing differs after either', async () => {
    await release(serving(1));
    expect(server.splits).toContainEqual({ 'fraud/1': 100 });
    expect(await deployment.plan()).toEqual([]);

    await release(serving(2));
    expect(server.splits.slice(0, 2)).toEqual([{ 'fraud/1': 90, 'fraud/2': 10 }, { 'fraud/2': 100 }]);
    expect(models()).toEqual(['fraud/2']);
    expect(server.scaled).toEqual([{ setting: 'acme-ml-fraud-a1b2c3-main-b', deployment: server.deployments[0]!.name }]);
    expect(await deployment.plan()).toEqual([]);
    expect(await deployment.state()).not.toContain(server.token);
  }, 5 * MINUTE);

  test('fails, and is reverted: the apply says why, what served serves, and the revert moves nothing', async () => {
    await release(serving(1));
    const [first] = server.deployments;
    server.bad.add('fraud/2');
    await expect(release(serving(2))).rejects.toThrow(/serves what it served before: the alarm\s+\S+\s+went off/);
    expect(server.splits).toEqual([{ 'fraud/1': 90, 'fraud/2': 10 }, { 'fraud/1': 100 }]);
    expect(server.deployments).toEqual([first]);
    expect(server.scaled).toEqual([{ setting: 'acme-ml-fraud-a1b2c3-main-a', deployment: first!.name }]);

    await release(serving(1));
    expect(new Set(server.splits.map((split) => JSON.stringify(split)))).toEqual(new Set(['{"fraud/1":100}']));
    expect(server.deployments).toEqual([first]);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('fails, and is fixed forward, while the alarm is still on', async () => {
    await release(serving(1));
    server.bad.add('fraud/2');
    await expect(release(serving(2))).rejects.toThrow(/went\s+off/);
    await release(serving(3));
    expect(server.splits.slice(0, 2)).toEqual([{ 'fraud/1': 90, 'fraud/3': 10 }, { 'fraud/3': 100 }]);
    expect(models()).toEqual(['fraud/3']);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('fails, and the same program is tried once more when it is applied again', async () => {
    await release(serving(1));
    server.broken.add('fraud/2');
    await expect(release(serving(2))).rejects.toThrow(/did\s+not\s+become\s+ready/);
    expect(server.split).toEqual({ 'fraud/1': 100 });
    server.broken.clear();
    await release(serving(2));
    expect(models()).toEqual(['fraud/2']);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('is applied during a bake: the second release waits for the first', async () => {
    await release(serving(1));
    let reached = (): void => undefined;
    let letGo = (): void => undefined;
    const baking = new Promise<void>((resolve) => (reached = resolve));
    server.hold = { reached, wait: 'watch_pause', letGo: new Promise<void>((resolve) => (letGo = resolve)) };
    server.splits.length = 0;
    await deployment.take(serving(2));
    await deployment.applyUntil(baking);
    expect(server.split).toEqual({ 'fraud/1': 90, 'fraud/2': 10 });

    await deployment.take(serving(3));
    const second = deployment.apply();
    setTimeout(letGo, 5_000);
    await second;
    expect(server.splits.filter((split, i, all) => JSON.stringify(split) !== JSON.stringify(all[i - 1]))).toEqual([
      { 'fraud/1': 90, 'fraud/2': 10 }, { 'fraud/2': 100 }, { 'fraud/2': 90, 'fraud/3': 10 }, { 'fraud/3': 100 },
    ]);
    expect(models()).toEqual(['fraud/3']);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('fails at its very first release, and leaves nothing behind', async () => {
    server.broken.add('fraud/1');
    await expect(release(serving(1))).rejects.toThrow(/did\s+not\s+become\s+ready/);
    expect(server.deployments).toEqual([]);
    expect(server.split).toEqual({});
    server.broken.clear();
    await release(serving(1));
    expect(server.split).toEqual({ 'fraud/1': 100 });
  }, 5 * MINUTE);

  test('weighs and scales what stays, and puts a model into the shadow, in whole percent', async () => {
    const test = (weights: [number, number], more: Partial<ModelEndpointProps> = {}) => endpoint((model) => ({
      rollout: Rollout.linear(50),
      variants: [Variant.of('champion', { model: model(1), weight: weights[0] }), Variant.of('challenger', { model: model(2), weight: weights[1] })],
      ...more,
    }));
    await release(test([2, 1]));
    expect(server.split).toEqual({ 'fraud/1': 67, 'fraud/2': 33 });
    const before = server.deployments.map(({ name }) => name);

    await release(test([1, 2], { scaling: Scaling.fixed(3), shadow: Shadow.of(Model.fromImage('acme.azurecr.io/candidate:1'), { percent: 20 }) }));
    expect(server.splits.slice(0, 2)).toEqual([{ 'fraud/1': 50, 'fraud/2': 50 }, { 'fraud/1': 33, 'fraud/2': 67 }]);
    expect(server.mirrored).toEqual({ 'acme.azurecr.io/candidate:1': 20 });
    expect(server.deployments.filter(({ name }) => before.includes(name)).map(({ replicas }) => replicas)).toEqual([3, 3]);
    expect(server.scaled).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
  }, 5 * MINUTE);

  test('is destroyed, and nothing that scales stays', async () => {
    await release(serving(1));
    expect(server.scaled).toHaveLength(1);
    await deployment.destroy();
    expect(server.deployments).toEqual([]);
    expect(server.scaled).toEqual([]);
    expect(await deployment.resources()).toEqual([]);
  }, 5 * MINUTE);
});
