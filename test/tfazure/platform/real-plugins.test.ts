import { Fn, TerraformVariable } from 'cdktf';
import { AlertChannel, Budget, Comparison, Duration, Egress, Lifecycle, Profile, Retention, Severity, StorageTier } from '../../../src/core';
import { ArtifactStore, ContainerRegistry, Dashboard, Identity, MlPlatform, MlRegistry } from '../../../src/tfazure';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, EXISTING, SOMEBODY, SUBSCRIPTION, synthesized } from '../support/stacks';

function validate(stack: SynthesizedStack): void {
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}

function apply(stack: SynthesizedStack): void {
  validate(stack);
  expectPassed(terraformMockedApply(stack));
}

test('a platform that says nothing', () => validate(synthesized()), 120_000);

test('a platform that says everything', () => {
  const stack = synthesized({
    platformName: 'acme-ml',
    tenantId: SUBSCRIPTION,
    profile: Profile.production(),
    alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)],
    budget: Budget.monthly(20_000),
    budgetStart: '2026-12-01',
    tags: { team: 'ml' },
    network: { egress: Egress.none(), zones: 2 },
    artifacts: {
      replicaRegion: 'northeurope',
      retention: Retention.locked(Duration.days(30)),
      lifecycle: Lifecycle.of({ prefix: 'models/', transitions: [{ tier: StorageTier.INFREQUENT, after: Duration.days(30) }, { tier: StorageTier.ARCHIVE, after: Duration.days(200) }] }),
    },
    personas: { dataScientists: [Identity.group(SOMEBODY)], ci: [Identity.servicePrincipal(SOMEBODY)] },
    runnerAddresses: ['203.0.113.7'],
  }, (platform) => {
    const lake = new ArtifactStore(platform, 'Lake', { platform, hierarchicalNamespace: true });
    lake.grantWrite(Identity.user(SOMEBODY), 'features/');
    new ContainerRegistry(platform, 'Partners', { platform, untaggedKept: Duration.days(7) });
    new MlRegistry(platform, 'Shared', { platform, replicaLocations: ['northeurope'] });
    new Dashboard(platform, 'Lake page', { platform }).addGraph('Lake', lake.metrics.storedBytes());
    platform.addAlarm('Small', { metric: lake.metrics.storedBytes(), threshold: 1, comparison: Comparison.BELOW, description: 'The lake is empty.' });
  });
  apply(stack);
}, 120_000);

test('a platform in a region without zones, for developing', () => validate(synthesized({ location: 'westus', profile: Profile.development(), guardrails: { centralDns: true } })), 120_000);

test('a platform of what exists', () => {
  apply(synthesized({
    existingResourceGroup: { resourceGroupId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/shared` },
    existingNetwork: EXISTING.network,
    existingEncryptionKey: EXISTING.key,
    existingArtifacts: EXISTING.artifacts,
    existingRegistry: EXISTING.registry,
    budget: Budget.monthly(100),
    budgetStart: '2026-12-01',
  }));
}, 120_000);

test('a platform of what exists and is known at deployment only', () => {
  const bench = new Bench();
  const id = (name: string) => new TerraformVariable(bench.stack, name, { type: 'string', default: `/subscriptions/${SUBSCRIPTION}/resourceGroups/shared/providers/Microsoft.Storage/storageAccounts/acmedata` }).stringValue;
  bench.platform({ existingArtifacts: { storageAccountId: id('account'), containerName: 'models' } });
  const stack = bench.synth().stack('ml');
  validate(stack);
  expect(stack.resource('azurerm_role_definition', 'ci').assignable_scopes[1]).toContain('slice(split(');
}, 120_000);

test('a platform from its outputs, in another stack with a store of its own', () => {
  const bench = new Bench();
  const there = bench.platform();
  const stack = bench.newStack('team');
  const platform = MlPlatform.fromAttributes(stack, 'Ml', {
    platformName: there.platformName,
    tags: there.tags,
    location: there.location,
    nameSuffix: there.nameSuffix,
    resourceGroupId: there.resourceGroupId,
    networkId: there.network.networkId,
    privateSubnetIds: there.network.privateSubnetIds,
    endpointSubnetId: there.endpointSubnetId,
    privateDnsZoneIds: there.privateDnsZoneIds,
    encryptionKeyId: there.encryptionKey.keyId,
    keyIdentityId: there.keyIdentityId,
    keyIdentityClientId: there.keyIdentityClientId,
    artifactsStorageAccountId: Fn.join('', [there.resourceGroupId, '/providers/Microsoft.Storage/storageAccounts/acmedata']),
    artifactsContainerName: there.artifacts.storeName,
    registryId: EXISTING.registry.registryId,
    registryUri: there.registry.registryUri,
    repositories: ['training'],
    logAnalyticsWorkspaceId: there.logAnalyticsWorkspaceId,
    machineLearningWorkspaceId: there.machineLearningWorkspaceId,
    machineLearningWorkspacePrincipalId: there.machineLearningWorkspacePrincipalId,
    criticalActionGroupIds: [],
    warningActionGroupIds: [],
    infoActionGroupIds: [],
    personaRoleIds: {},
  });
  platform.addArtifactStore('Reports');
  platform.artifacts.grantRead(Identity.user(SOMEBODY), 'models/');
  expect(platform.registry.imageUri('training', '1')).toBe(`${there.registry.registryUri}/training:1`);
  const { stacks } = bench.synth();
  expect(stacks.team!.dependencies).toEqual(['ml']);
  Object.values(stacks).forEach((synthesizedStack) => expectPassed(terraformValidate(synthesizedStack)));
}, 120_000);
