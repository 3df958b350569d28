import { INetwork } from '../../core';
import { Problems } from '../../core/private';

/** A VPC network that exists already, in this project or in a host project of a shared VPC. */
export interface ExistingNetwork {
  /** The network's id: `projects/…/global/networks/…`. */
  readonly networkId: string;

  /** Ids of subnets in the platform's region that have no way in from the internet: `projects/…/regions/…/subnetworks/…`. At least one. */
  readonly privateSubnetIds: string[];

  /**
   * The name of the first subnet's secondary range for the pods of clusters.
   * @default - clusters in this network make their own
   */
  readonly podRangeName?: string;

  /**
   * The name of the first subnet's secondary range for the services of clusters.
   * @default - clusters in this network make their own
   */
  readonly serviceRangeName?: string;
}

/** Notes what an existing network lacks. */
export function checkExistingNetwork(network: ExistingNetwork | undefined, location: string, problems: Problems): void {
  if (!network) return;
  if (network.privateSubnetIds.length === 0) {
    problems.add('network/no-private-subnets', `the network '${network.networkId}' is given without a private subnet, but everything runs in one: name at least one in 'privateSubnetIds'`);
  }
  network.privateSubnetIds.forEach((subnet) => {
    const region = /\/regions\/([^/]+)\/subnetworks\//.exec(subnet)?.[1];
    if (region && region !== location) {
      problems.add('network/subnet-region', `the subnet '${subnet}' lies in '${region}', but the platform in '${location}': give subnets of its region`);
    }
  });
}

export function asNetwork({ networkId, privateSubnetIds }: ExistingNetwork): INetwork {
  return { networkId, privateSubnetIds: [...privateSubnetIds] };
}
