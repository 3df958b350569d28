import { Problems, requireCapability, Target } from '../private';
import { AddressRange, formatRange, overlaps, parseRange, subRange } from './cidr';
import { Egress } from './egress';
import { NetworkProps } from './network';

/** What a target renders as its network. */
export interface NetworkPlan {
  readonly cidr: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly zones: number;
  readonly egress: { readonly kind: 'nat' | 'none' | 'mirrored'; readonly mirror?: string };
  /** One private subnet a zone, each an eighth of the network; the first half of the network. */
  readonly privateSubnets: readonly string[];
  /** One small subnet a zone for address translation, from the end of the network; empty unless egress is `nat`. */
  readonly publicSubnets: readonly string[];
  /** One subnet for private endpoints, and one for whatever a cloud delegates to a service. */
  readonly endpointSubnet: string;
  readonly delegatedSubnet: string;
}

const SMALLEST = 20;
const LARGEST = 16;

export function planNetwork(props: NetworkProps, defaultZones: number, target: Target, problems: Problems): NetworkPlan | undefined {
  const egress = props.egress ?? Egress.nat();
  if (props.egress) requireCapability(target, `egress/${egress.kind as 'nat' | 'none' | 'mirrored'}`, `egress is '${egress.kind}'`, problems);
  if (props.cidr ?? props.podCidr ?? props.serviceCidr) requireCapability(target, 'network/addresses', 'a network with addresses of its own is asked for', problems);
  if (props.zones !== undefined) requireCapability(target, 'network/zones', `subnets in ${props.zones} zones are asked for`, problems);
  const zones = problems.collect(() => checkedZones(props.zones ?? defaultZones, problems));
  const range = problems.collect(() => parseRange(props.cidr ?? '10.0.0.0/16', 'the network'));
  const pods = problems.collect(() => parseRange(props.podCidr ?? '10.128.0.0/14', 'the range of the pods'));
  const services = problems.collect(() => parseRange(props.serviceCidr ?? '10.132.0.0/20', 'the range of the services'));
  const connected = (props.connectedCidrs ?? []).map((cidr) => problems.collect(() => parseRange(cidr, 'a connected network')));
  const named: Array<[string, AddressRange | undefined]> = [
    ['cidr', range],
    ['podCidr', pods],
    ['serviceCidr', services],
    ...connected.map((c): [string, AddressRange | undefined] => ['connectedCidrs', c]),
  ];
  refuseOverlaps(named, problems);
  if (range && (range.prefix < LARGEST || range.prefix > SMALLEST)) {
    problems.add('network/size', `'${props.cidr}' is a /${range.prefix}, but a platform's network is a /${LARGEST} to /${SMALLEST}: give such a range`);
    return undefined;
  }
  if (!range || !pods || !services || !zones) return undefined;
  return {
    cidr: formatRange(range),
    podCidr: formatRange(pods),
    serviceCidr: formatRange(services),
    zones,
    egress: { kind: egress.kind as NetworkPlan['egress']['kind'], mirror: egress.mirror },
    ...layOut(range, zones, egress.kind === 'nat'),
  };
}

/** Notes a region that has fewer zones than a network to make is to have. */
export function requireZonesOf(region: string | undefined, zonesAtHand: number | undefined, wanted: number, problems: Problems): void {
  if (zonesAtHand === undefined || wanted <= zonesAtHand) return;
  problems.add('network/zones', `subnets in ${wanted} zones are asked for, but an account is sure of ${zonesAtHand} in '${region}' only: set 'network.zones' to ${zonesAtHand}`);
}

/** Notes an existing network that has no place for what a platform runs. */
export function requirePrivateSubnets(networkId: string, privateSubnets: number, problems: Problems): void {
  if (privateSubnets > 0) return;
  problems.add('network/no-private-subnets', `the existing network '${networkId}' is given without a private subnet, where jobs and endpoints run: give one that has at least one`);
}

/** Eighths 0–3 hold private subnets; eighth 4 is for endpoints, 5 is delegated; the last sixty-fourths are public. */
function layOut(range: AddressRange, zones: number, isPublic: boolean) {
  const eighth = range.prefix + 3;
  const sixtyFourth = range.prefix + 6;
  const each = (n: number, make: (index: number) => AddressRange) => Array.from({ length: n }, (_, i) => formatRange(make(i)));
  return {
    privateSubnets: each(zones, (i) => subRange(range, eighth, i)),
    publicSubnets: isPublic ? each(zones, (i) => subRange(range, sixtyFourth, 63 - i)) : [],
    endpointSubnet: formatRange(subRange(range, eighth, 4)),
    delegatedSubnet: formatRange(subRange(range, eighth, 5)),
  };
}

function checkedZones(zones: number, problems: Problems): number {
  if (zones !== 2 && zones !== 3) problems.add('network/zones', `${zones} zones were asked for, but a platform has 2 or 3: a service in one zone stops with it`);
  return zones;
}

function refuseOverlaps(named: ReadonlyArray<[string, AddressRange | undefined]>, problems: Problems): void {
  named.forEach(([nameA, a], i) =>
    named.slice(i + 1).forEach(([nameB, b]) => {
      if (a && b && nameA !== nameB && overlaps(a, b)) {
        problems.add('network/cidr-overlap', `${nameA} '${formatRange(a)}' and ${nameB} '${formatRange(b)}' overlap: give ranges that do not`);
      }
    }),
  );
}
