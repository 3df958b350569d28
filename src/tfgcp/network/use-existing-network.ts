import { INetwork } from '../../core';
import { Problems } from '../../core/private';
import { ExistingNetwork } from './existing-network';

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
