import { Duration, Lifecycle, Profile, Retention, StorageTier } from '../../../src/core';
import { ArtifactStore, Identity } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, EXISTING, SOMEBODY, synthesized } from '../support/stacks';

const archive = Lifecycle.of({ prefix: 'old/', transitions: [{ tier: StorageTier.ARCHIVE, after: Duration.days(90) }] });
const account = (props: Parameters<typeof synthesized>[0]) => synthesized(props).resource('azurerm_storage_account', 'Artifacts/Resource');

test.each([
  ['westeurope', undefined, undefined, 'ZRS'],
  ['westeurope', 'northeurope', undefined, 'GZRS'],
  ['westeurope', undefined, archive, 'LRS'],
  ['westeurope', 'northeurope', archive, 'GRS'],
  ['westus', undefined, undefined, 'LRS'],
  ['westus', 'eastus', undefined, 'GRS'],
])('in %s with a copy in %s the account is as redundant as it can be', (location, replicaRegion, lifecycle, expected) => {
  expect(account({ location, artifacts: { replicaRegion, lifecycle } }).account_replication_type).toBe(expected);
});

test('a store that archives says that its copies lie in one zone', () => {
  const bench = new Bench();
  const platform = bench.platform({ artifacts: { lifecycle: archive } });
  expect(platform.artifacts.node.metadata.map(({ data }) => data as string)).toContainEqual(expect.stringContaining('one zone'));
});

test('no account takes a key, an anonymous request or an old protocol, but for the one that network flow logs need a key for', () => {
  const accounts = Object.values(synthesized().resources('azurerm_storage_account'));
  expect(accounts).toHaveLength(3);
  accounts.forEach((found) => {
    expect(found).toMatchObject({ min_tls_version: 'TLS1_2', allow_nested_items_to_be_public: false, infrastructure_encryption_enabled: true, local_user_enabled: false });
    expect(found.network_rules).toMatchObject({ default_action: 'Deny', ip_rules: [] });
  });
  expect(accounts.filter((found) => found.shared_access_key_enabled !== false).map(({ name }) => name)).toEqual([expect.stringMatching(/^mlfl/)]);
});

test('folders in place of versions', () => {
  const stack = synthesized({ hierarchicalNamespace: true });
  expect(stack.resource('azurerm_storage_account', 'Artifacts/Resource')).toMatchObject({
    is_hns_enabled: true,
    blob_properties: { versioning_enabled: false, change_feed_enabled: false, delete_retention_policy: { days: 90 } },
  });
  expect(stack.resource('azurerm_private_endpoint', 'Artifacts/DfsEndpoint').private_service_connection.subresource_names).toEqual(['dfs']);
});

test('the lifecycle ages blobs under the container, and old versions everywhere', () => {
  const [policy] = Object.values(synthesized({ profile: Profile.staging() }).resources('azurerm_storage_management_policy'));
  expect(policy!.rule).toEqual([
    expect.objectContaining({
      name: 'experiments',
      filters: { blob_types: ['blockBlob', 'appendBlob'], prefix_match: ['artifacts/experiments/'] },
      actions: expect.objectContaining({ base_blob: { delete_after_days_since_modification_greater_than: 180 } }),
    }),
    expect.objectContaining({
      name: 'models',
      filters: { blob_types: ['blockBlob'], prefix_match: ['artifacts/models/'] },
      actions: expect.objectContaining({
        base_blob: { tier_to_cool_after_days_since_modification_greater_than: 30, tier_to_cold_after_days_since_modification_greater_than: 180 },
      }),
    }),
    expect.objectContaining({ name: 'all', actions: { version: { delete_after_days_since_creation: 30 } } }),
  ]);
});

test('locked blobs cannot be unlocked', () => {
  const stack = synthesized({ artifacts: { retention: Retention.locked(Duration.days(30)), lifecycle: Lifecycle.keep() } });
  expect(stack.resource('azurerm_storage_container_immutability_policy')).toMatchObject({ locked: true, immutability_period_in_days: 30 });
});

test('a grant under a prefix holds there only, for reading, listing and writing', () => {
  const stack = synthesized({}, ({ artifacts }) => artifacts.grantWrite(Identity.user(SOMEBODY), 'experiments/'));
  const grant = Object.values(stack.resources('azurerm_role_assignment')).find(({ principal_id }) => principal_id === SOMEBODY)!;
  expect(grant).toMatchObject({ role_definition_name: 'Storage Blob Data Contributor', condition_version: '2.0', principal_type: 'User' });
  expect(grant.condition).toContain("blobs:path] StringStartsWith 'experiments/'");
  expect(grant.condition).toContain("blobs:prefix] StringStartsWith 'experiments/'");
  expect(grant.scope).toMatch(/azurerm_storage_container/);
});

test('a prefix cannot smuggle a condition in', () => {
  const { artifacts } = new Bench().platform();
  expect(codesOf(() => artifacts.grantRead(Identity.user(SOMEBODY), "x' OR 'a' StringEquals 'a"))).toEqual(['storage/prefix']);
});

test('the same grant twice is one, and somebody known only at deployment has an id that hangs on nothing else', () => {
  const ids = (somebody: string) => Object.keys(synthesized({}, ({ artifacts }) => {
    [1, 2].forEach(() => artifacts.grantRead(Identity.user(somebody)));
    artifacts.grantRead(Identity.user('${var.other}'));
  }).resources('azurerm_role_assignment')).filter((id) => id.includes('Read-'));
  expect(ids(SOMEBODY)).toHaveLength(2);
  expect(ids('${var.one}')).toEqual(ids('${var.two}'));
});

test('what runs in the managed network reaches the store privately, once its identity has approved that', () => {
  const stack = synthesized();
  const rule = stack.resource('azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint');
  expect(rule).toMatchObject({ sub_resource_target: 'blob' });
  expect(rule.depends_on).toEqual([expect.stringMatching(/^azurerm_role_assignment\.Ml_Artifacts_Approval/)]);
});

test('a store in another stack keeps the key, the logs and the network of its platform', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const team = bench.newStack('team');
  new ArtifactStore(team, 'Reports', { platform });
  const { stacks } = bench.synth();
  const [found] = Object.values(stacks.team!.resources('azurerm_storage_account'));
  expect(found!.name).toBe(`mlreports${platform.nameSuffix}`);
  expect(found!.customer_managed_key.key_vault_key_id).toContain('terraform_remote_state');
  expect(stacks.team!.resource('azurerm_private_endpoint').subnet_id).toContain('terraform_remote_state');
  expect(stacks.team!.providers('azurerm')).toHaveLength(1);
});

test('an existing container is addressed by its account, and watched', () => {
  const bench = new Bench();
  const { artifacts } = bench.platform({ existingArtifacts: EXISTING.artifacts });
  expect(artifacts.path('fraud/1').uri).toBe('https://acmedata.blob.core.windows.net/models/fraud/1');
  const stack = bench.synth().stack('ml');
  expect(stack.resource('azurerm_monitor_metric_alert').scopes).toEqual([EXISTING.artifacts.storageAccountId]);
});

test('rights to wrap keys come after the key, which their scope names by a text', () => {
  const uses = Object.values(synthesized().resources('azurerm_role_assignment')).filter(({ scope }) => /\/keys\//.test(scope as string));
  expect(uses.map(({ depends_on: after }) => after as string[])).toEqual([[expect.stringMatching(/^azapi_resource_action\.Ml_Key_/)]]);
});
