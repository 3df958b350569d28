import { Egress, Profile } from '../../../src/core';
import { EXISTING, synthesized } from '../support/stacks';

test('in production each zone has a way out of its own', () => {
  const stack = synthesized();
  expect(Object.values(stack.resources('azurerm_nat_gateway')).map(({ zones }) => zones)).toEqual([['1'], ['2'], ['3']]);
  expect(stack.counts.azurerm_subnet_nat_gateway_association).toBe(4);
});

test('in development one way out is enough, and a region without zones names none', () => {
  expect(synthesized({ profile: Profile.development() }).counts.azurerm_nat_gateway).toBe(1);
  expect(synthesized({ location: 'westus' }).resource('azurerm_nat_gateway').zones).toBeUndefined();
});

test.each([Egress.none(), Egress.mirrored('registry.acme.internal')])('without a way out, jobs and subnets reach the cloud only', (egress) => {
  const stack = synthesized({ network: { egress } });
  expect(stack.hasResource('azurerm_nat_gateway')).toBe(false);
  expect(stack.hasResource('azurerm_public_ip')).toBe(false);
  expect(stack.resource('azurerm_machine_learning_workspace').managed_network).toEqual({ isolation_mode: 'AllowOnlyApprovedOutbound' });
  const rules = stack.resource('azurerm_network_security_group', 'WorkloadsRules').security_rule as Array<Record<string, unknown>>;
  expect(rules).toContainEqual(expect.objectContaining({ direction: 'Outbound', access: 'Deny', destination_address_prefix: 'Internet' }));
});

test('an existing network decides how open the managed network is', () => {
  const mode = (reachesInternet?: boolean) =>
    synthesized({ existingNetwork: { ...EXISTING.network, reachesInternet } }).resource('azurerm_machine_learning_workspace').managed_network.isolation_mode;
  expect(mode()).toBe('AllowOnlyApprovedOutbound');
  expect(mode(true)).toBe('AllowInternetOutbound');
});

test('every subnet has rules, and none has the way out that Azure gives by default', () => {
  const stack = synthesized();
  const subnets = Object.values(stack.resources('azurerm_subnet'));
  expect(stack.counts.azurerm_subnet_network_security_group_association).toBe(subnets.length);
  subnets.forEach((subnet) => expect(subnet.default_outbound_access_enabled).toBe(false));
});

test('flow logs are kept as long as the profile says, by the watcher that Azure makes in each region', () => {
  expect(synthesized().resource('azurerm_network_watcher_flow_log')).toMatchObject({
    network_watcher_name: 'NetworkWatcher_westeurope',
    resource_group_name: 'NetworkWatcherRG',
    retention_policy: { enabled: true, days: 365 },
  });
});

test("with central DNS, the organization's policy adds the names of private endpoints, and Terraform leaves them", () => {
  const stack = synthesized({ guardrails: { centralDns: true } });
  expect(stack.hasResource('azurerm_private_dns_zone')).toBe(false);
  Object.values(stack.resources('azurerm_private_endpoint')).forEach((endpoint) => {
    expect(endpoint.private_dns_zone_group).toBeUndefined();
    expect(endpoint.lifecycle).toEqual({ ignore_changes: ['private_dns_zone_group'] });
  });
});

test('each private endpoint has its names, those of the workspace in two zones', () => {
  const endpoint = synthesized().resource('azurerm_private_endpoint', 'Workspace/Endpoint');
  expect(endpoint.private_dns_zone_group.private_dns_zone_ids).toEqual([expect.stringContaining('apiazuremlms'), expect.stringContaining('notebooksazurenet')]);
});

test('runners pass three firewalls by their address, and nobody else does', () => {
  const stack = synthesized({ runnerAddresses: ['203.0.113.7'] });
  expect(stack.resource('azurerm_storage_account', 'Artifacts/Resource')).toMatchObject({ public_network_access_enabled: true, network_rules: { default_action: 'Deny', ip_rules: ['203.0.113.7'] } });
  expect(stack.resource('azurerm_key_vault')).toMatchObject({ public_network_access_enabled: true, network_acls: { default_action: 'Deny', ip_rules: ['203.0.113.7'] } });
  expect(stack.resource('azurerm_container_registry').network_rule_set).toEqual([{ default_action: 'Deny', ip_rule: [{ action: 'Allow', ip_range: '203.0.113.7' }] }]);
  expect(stack.resource('azurerm_machine_learning_workspace').public_network_access_enabled).toBe(false);
});
