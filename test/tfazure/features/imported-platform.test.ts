import { FeatureStoreKind, Profile, SchemaLock } from '../../../src/core';
import { FeatureStore, FeatureStoreProps, MlPlatform, MlPlatformAttributes, TrainingCluster } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { danglingReferences, expectPassed, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, EXISTING, SHARED, SOMEBODY } from '../support/stacks';
import { CLICKS, HISTORY, lockFile, SPEND } from './feature-stacks';

const THERE: MlPlatformAttributes = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  tags: { team: 'ml' },
  location: 'westeurope',
  nameSuffix: 'a1b2c3',
  resourceGroupId: SHARED,
  ...EXISTING.network,
  privateDnsZoneIds: {},
  encryptionKeyId: 'https://acme-ml-a1b2c3.vault.azure.net/keys/platform',
  versionedEncryptionKeyId: EXISTING.key.versionedKeyId,
  keyIdentityId: EXISTING.key.identityId,
  keyIdentityClientId: EXISTING.key.identityClientId,
  artifactsStorageAccountId: EXISTING.artifacts.storageAccountId,
  artifactsContainerName: EXISTING.artifacts.containerName,
  registryId: EXISTING.registry.registryId,
  registryUri: EXISTING.registry.registryUri,
  repositories: [],
  logAnalyticsWorkspaceId: `${SHARED}/providers/Microsoft.OperationalInsights/workspaces/logs`,
  machineLearningWorkspaceId: `${SHARED}/providers/Microsoft.MachineLearningServices/workspaces/acme-ml-a1b2c3`,
  machineLearningWorkspacePrincipalId: SOMEBODY,
  criticalActionGroupIds: [],
  warningActionGroupIds: [],
  infoActionGroupIds: [],
  personaRoleIds: {},
};

const OLD = {
  clusterId: `${SHARED}/providers/Microsoft.ContainerService/managedClusters/old`,
  monitorWorkspaceId: `${SHARED}/providers/Microsoft.Monitor/accounts/old`,
  existingSoftware: ['feast', 'external-secrets'],
};

function there(props: Partial<FeatureStoreProps> = {}, attributes: Partial<MlPlatformAttributes> = {}, inCluster = false) {
  const bench = new Bench();
  const platform = MlPlatform.fromAttributes(bench.stack, 'Ml', { ...THERE, ...attributes });
  const kind = () => {
    const cluster = TrainingCluster.fromExisting(bench.stack, 'Old', platform, OLD);
    return FeatureStoreKind.feast(cluster, { namespace: 'features' });
  };
  const groups = inCluster ? [{ ...SPEND, features: SPEND.features.slice(0, 3) }] : [SPEND, CLICKS, HISTORY];
  new FeatureStore(bench.stack, 'Features', { platform, groups, lock: SchemaLock.at(lockFile()), ...(inCluster ? { kind: kind() } : {}), ...props });
  return { bench };
}

test('a store of a platform that another program made', () => {
  const stack = there().bench.synth().stack('ml');
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack));
  const [namespace] = Object.values(stack.resources('azapi_resource')).filter(({ type }) => (type as string).startsWith('Microsoft.EventHub/namespaces@')) as any[];
  expect(namespace.body.properties.encryption.keyVaultProperties[0]).toMatchObject({ keyName: 'platform', keyVaultUri: 'https://acme-ml-a1b2c3.vault.azure.net' });
}, 240_000);

test('a Redis of the former kind, in another resource group', () => {
  const redis = `${SHARED.replace('shared', 'caches')}/providers/Microsoft.Cache/Redis/acme`;
  const stack = there({ existingOnlineStoreId: redis }).bench.synth().stack('ml');
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const rules = Object.values(stack.resources('azapi_resource')).filter(({ type }) => (type as string).includes('/outboundRules@')) as any[];
  expect(rules.map(({ body }) => body.properties.destination as object)).toContainEqual(expect.objectContaining({ serviceResourceId: redis, subresourceTarget: 'redisCache' }));
}, 120_000);

test('Feast in a cluster that was there before', () => {
  const { bench } = there({}, {}, true);
  Object.values(bench.synth().stacks).forEach((stack) => expectPassed(terraformValidate(stack)));
}, 240_000);

test('the version of its key has to be known', () => {
  const unknown = { versionedEncryptionKeyId: undefined };
  expect(codesOf(() => there({}, unknown))).toEqual(['features/versioned-key']);
  expect(codesOf(() => there({}, { ...unknown, encryptionKeyId: EXISTING.key.keyId }))).toEqual(['features/key-vault', 'features/versioned-key']);
  expect(codesOf(() => there({}, unknown, true))).toEqual(['features/versioned-key']);
});
