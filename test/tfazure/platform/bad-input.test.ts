import { Budget } from '../../../src/core';
import { ArtifactStore, Identity, MlPlatformProps, MlRegistry } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, EXISTING } from '../support/stacks';

const refused = (props: Partial<MlPlatformProps>) => codesOf(() => new Bench().platform(props));

test.each<[string, Partial<MlPlatformProps>, string]>([
  ['an unknown region', { location: 'westeuropa' }, 'platform/unknown-region'],
  ['a region by its display name', { location: 'West Europe' }, 'platform/unknown-region'],
  ['a region that is known at deployment only', { location: '${var.location}' }, 'core/token-not-allowed'],
  ['a budget without a start', { budget: Budget.monthly(100) }, 'platform/budget-start'],
  ['a budget that starts within a month', { budget: Budget.monthly(100), budgetStart: '2026-12-15' }, 'platform/budget-start'],
  ['a copy outside of the pair', { artifacts: { replicaRegion: 'swedencentral' } }, 'storage/replica-pair'],
  ['a copy where there is no pair', { location: 'italynorth', artifacts: { replicaRegion: 'westeurope' } }, 'storage/replica-pair'],
  ['a copy in the same region', { artifacts: { replicaRegion: 'westeurope' } }, 'storage/replica-region'],
  ['versions together with folders', { hierarchicalNamespace: true, artifacts: { versioned: true } }, 'storage/versions-with-namespace'],
  ['a network without private subnets', { existingNetwork: { ...EXISTING.network, privateSubnetIds: [] } }, 'network/no-private-subnets'],
  ['a key of another region', { existingEncryptionKey: { ...EXISTING.key, location: 'northeurope' } }, 'encryption/key-region'],
  ['a network that is no id', { existingNetwork: { ...EXISTING.network, networkId: 'hub' } }, 'platform/resource-id'],
  ['a subscription that is no GUID', { subscriptionId: 'acme' }, 'platform/guid'],
  ['a private address of a runner', { runnerAddresses: ['10.0.0.4'] }, 'network/runner-address'],
  ['a single address as a range', { runnerAddresses: ['203.0.113.7/32'] }, 'network/runner-address'],
  ['a store that exists and is described', { existingArtifacts: EXISTING.artifacts, artifacts: {} }, 'storage/both'],
  ['a registry that exists and is described', { existingRegistry: EXISTING.registry, registry: {} }, 'registry/both'],
  ['tags that cannot move', { registry: { immutableTags: true } }, 'registry/immutable-tags'],
])('refuses %s', (_, props, code) => {
  expect(refused(props)).toContain(code);
});

test('everything that is wrong arrives at once, and nothing is left in the tree', () => {
  const bench = new Bench();
  const codes = codesOf(() => bench.platform({ location: 'mars', budget: Budget.monthly(1), hierarchicalNamespace: true, artifacts: { versioned: true }, platformName: 'No' }));
  expect(codes).toEqual(expect.arrayContaining(['platform/unknown-region', 'platform/budget-start', 'storage/versions-with-namespace', 'platform/name']));
  expect(bench.stack.node.tryFindChild('Ml')).toBeUndefined();
});

test.each([
  ['10.0.0.4', false], ['172.20.1.1', false], ['192.168.0.1', false], ['203.0.113.0/31', false], ['300.1.1.1', false], ['203.0.113.7', true], ['203.0.113.0/30', true], ['198.51.100.0/24', true],
])('an address %s of a runner: %s', (address, legal) => {
  expect(refused({ runnerAddresses: [address] })).toEqual(legal ? [] : ['network/runner-address']);
});

test('a name that is too long once prefixed names the limit', () => {
  const platform = new Bench().platform({ platformName: 'production-ml-eu' });
  expect(codesOf(() => platform.addArtifactStore('Experiments'))).toEqual(['core/name-length']);
  expect(codesOf(() => platform.addContainerRegistry('R'.repeat(60)))).toEqual(['core/name-length']);
  expect(() => platform.addArtifactStore('Experiments')).toThrow('takes 3 to 24');
});

test('the longest platform name is legal for everything that the platform itself makes', () => {
  expect(refused({ platformName: 'production-ml-eu' })).toEqual([]);
});

test('a store refuses what it cannot do on its own too', () => {
  const bench = new Bench();
  const platform = bench.platform();
  expect(codesOf(() => new ArtifactStore(bench.stack, 'Lake', { platform, hierarchicalNamespace: true, versioned: true, replicaRegion: 'eastus' })))
    .toEqual(['storage/versions-with-namespace', 'storage/replica-pair']);
});

test('a registry of models refuses an unknown region and an illegal name together', () => {
  const bench = new Bench();
  const platform = bench.platform();
  expect(codesOf(() => new MlRegistry(bench.stack, 'Shared', { platform, registryName: 'a b', replicaLocations: ['atlantis'] })))
    .toEqual(['core/name-illegal', 'platform/unknown-region']);
});

test('an identity is an object id', () => {
  expect(codesOf(() => Identity.group('ml-team'))).toEqual(['identity/object-id']);
  expect(codesOf(() => Identity.servicePrincipal('${azuread_service_principal.ci.object_id}'))).toEqual([]);
});
