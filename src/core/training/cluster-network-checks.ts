import { isUnresolved, Problems } from '../private';

/** The network of a cluster, as a cloud whose control plane lies in subnets sees it. */
export interface ClusterNetwork {
  readonly networkId: string;
  readonly subnetIds: readonly string[];
  /** Those that the user names for some of the nodes. */
  readonly named: ReadonlyArray<string | undefined>;
}

/** Notes as `training/subnets` a network in one zone, and subnets that are none of the network's. */
export function checkSubnets(service: string, { networkId, subnetIds, named }: ClusterNetwork, problems: Problems): void {
  if (subnetIds.length < 2) {
    problems.add(
      'training/subnets',
      `a cluster of ${service} lies in two zones at least, but the network '${networkId}' has ${subnetIds.length} private subnet: give a network with two or more`,
    );
  }
  if (subnetIds.some(isUnresolved)) return;
  named.filter((id) => id !== undefined && !isUnresolved(id) && !subnetIds.includes(id)).forEach((id) => {
    problems.add('training/subnets', `'${id}' is no private subnet of the network '${networkId}': give one of ${subnetIds.join(', ')}`);
  });
}

/** What a cloud takes as the range of services. */
export interface ServiceRanges {
  readonly pattern: RegExp;
  /** Length of the prefix of the largest range and of the smallest. */
  readonly prefixes: readonly [number, number];
  /** The ranges in words. */
  readonly ranges: string;
}

/** Notes as `training/service-cidr` a range that the cloud does not take. */
export function checkServiceRange(service: string, cidr: string | undefined, taken: ServiceRanges, problems: Problems): void {
  if (cidr === undefined || isUnresolved(cidr)) return;
  const { pattern, prefixes: [largest, smallest], ranges } = taken;
  const prefix = Number(cidr.split('/')[1]);
  if (pattern.test(cidr) && prefix >= largest && prefix <= smallest) return;
  problems.add(
    'training/service-cidr',
    `'${cidr}' is to be the range of the cluster's services, but ${service} takes a /${largest} to /${smallest} of ${ranges}: change 'network.serviceCidr' of the platform`,
  );
}
