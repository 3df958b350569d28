import { ClusterAccess, Egress } from '../../../src/core';
import { overlaps, parseRange } from '../../../src/core/network/cidr';
import { plan } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';

const subnetsOf = (network = plan().network!) => [
  ...network.privateSubnets,
  ...network.publicSubnets,
  network.endpointSubnet,
  network.delegatedSubnet,
];

describe('the network of a platform', () => {
  test.each(['10.0.0.0/16', '172.16.0.0/20'])('%s is laid out in subnets that lie inside and do not overlap', (cidr) => {
    const ranges = subnetsOf(plan({ network: { cidr, zones: 3 } }).network!).map((subnet) => parseRange(subnet, 'a subnet'));
    ranges.forEach((range, i) => {
      expect(overlaps(range, parseRange(cidr, 'the network'))).toBe(true);
      ranges.slice(i + 1).forEach((other) => expect(overlaps(range, other)).toBe(false));
    });
  });

  test('has no public subnet unless it translates addresses', () => {
    expect(plan({ network: { egress: Egress.none() } }).network!.publicSubnets).toEqual([]);
    expect(plan({ network: { egress: Egress.nat() } }).network!.publicSubnets).toHaveLength(3);
  });

  test.each([
    ['the network and its pods', { cidr: '10.128.0.0/16' }],
    ['pods and services', { podCidr: '10.132.0.0/16' }],
    ['the network and one that it is connected with', { cidr: '10.20.0.0/16', connectedCidrs: ['192.168.0.0/24', '10.20.4.0/22'] }],
  ])('refuses an overlap of %s', (_, network) => {
    expect(codesOf(() => plan({ network }))).toEqual(['network/cidr-overlap']);
  });

  test('names both ranges of an overlap', () => {
    expect(() => plan({ network: { cidr: '10.0.0.0/16', podCidr: '10.0.0.0/14' } })).toThrow("cidr '10.0.0.0/16' and podCidr '10.0.0.0/14' overlap");
  });

  test.each([
    ['network/cidr', { cidr: '10.0.0/16' }],
    ['network/cidr', { cidr: '10.0.0.1/16' }],
    ['network/cidr', { cidr: '2001:db8::/32' }],
    ['network/size', { cidr: '10.0.0.0/24' }],
    ['network/size', { cidr: '11.0.0.0/8' }],
    ['network/zones', { zones: 1 }],
    ['core/token-not-allowed', { cidr: '${TfToken[TOKEN.1]}' }],
  ])('refuses with %s: %p', (code, network) => {
    expect(codesOf(() => plan({ network }))).toEqual([code]);
  });

  test('tells how a range that begins nowhere should be written', () => {
    expect(() => plan({ network: { cidr: '10.1.2.3/16' } })).toThrow("write '10.1.0.0/16'");
  });
});

describe('who reaches an API server', () => {
  test('the whole internet does not', () => {
    expect(codesOf(() => ClusterAccess.authorizedNetworks('0.0.0.0/0'))).toEqual(['network/access']);
    expect(codesOf(() => ClusterAccess.authorizedNetworks())).toEqual(['network/access']);
  });

  test('an office does', () => {
    expect(ClusterAccess.authorizedNetworks('203.0.113.0/24').cidrs).toEqual(['203.0.113.0/24']);
  });
});

test.each(['https://registry.acme.internal', 'registry acme', ''])('%p is no mirror', (registry) => {
  expect(codesOf(() => Egress.mirrored(registry))).toEqual(['network/mirror']);
});
