import { Egress } from '../../../src/core';
import { synth } from '../platforms';

const rules = (egress?: Egress) => Object.values(synth(egress ? { network: { egress } } : {}).resources('google_compute_firewall'));

test('a network with a way out translates addresses and lets nothing in but itself', () => {
  const stack = synth();
  expect(stack.resource('google_compute_router_nat')).toMatchObject({ source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES' });
  expect(rules().map(({ name, direction, source_ranges: ranges }) => ({ name, direction, ranges }))).toEqual([
    { name: 'acme-ml-allow-internal', direction: 'INGRESS', ranges: ['10.0.0.0/16', '10.128.0.0/14'] },
  ]);
});

test.each([Egress.none(), Egress.mirrored('registry.acme.internal')])('a sealed network reaches private ranges and what VPC Service Controls watch, and nothing else', (egress) => {
  const outward = rules(egress).filter(({ direction }) => direction === 'EGRESS');
  expect(outward.filter(({ allow }) => allow).flatMap(({ destination_ranges: ranges }) => ranges as string[])).toEqual(expect.arrayContaining(['10.0.0.0/8', '199.36.153.4/30']));
  const [deny] = outward.filter((rule) => rule.deny);
  expect(deny).toMatchObject({ destination_ranges: ['0.0.0.0/0'], deny: [{ protocol: 'all' }] });
  outward.filter(({ allow }) => allow).forEach(({ priority }) => expect(priority).toBeLessThan(deny!.priority));
});

test.each([
  [Egress.nat(), 'private', '199.36.153.8'],
  [Egress.none(), 'restricted', '199.36.153.4'],
])('services of Google answer with private addresses', (egress, host, address) => {
  const records = Object.values(synth({ network: { egress } }).resources('google_dns_record_set'));
  expect(records).toContainEqual(expect.objectContaining({ name: `${host}.googleapis.com.`, type: 'A', rrdatas: expect.arrayContaining([address]) as string[] }));
  expect(records).toContainEqual(expect.objectContaining({ name: '*.googleapis.com.', type: 'CNAME', rrdatas: [`${host}.googleapis.com.`] }));
  expect(records).toContainEqual(expect.objectContaining({ name: '*.pkg.dev.', type: 'CNAME', rrdatas: ['pkg.dev.'] }));
});

test('the range for managed services lies beside the subnet, not in it', () => {
  const stack = synth({ network: { cidr: '10.20.0.0/16' } });
  expect(stack.resource('google_compute_subnetwork').ip_cidr_range).toBe('10.20.0.0/17');
  expect(stack.resource('google_compute_global_address')).toMatchObject({ address: '10.20.160.0', prefix_length: 19, purpose: 'VPC_PEERING' });
});

test('central DNS leaves names to the organization', () => {
  const stack = synth({ guardrails: { centralDns: true } });
  ['google_dns_managed_zone', 'google_dns_policy', 'google_dns_record_set'].forEach((type) => expect(stack.hasResource(type)).toBe(false));
});
