import { requirePrivateSubnets } from '../../core/network/network-plan';
import { Problems } from '../../core/private';
import { ExistingNetwork } from './existing-network';

/** Notes what an existing network lacks. */
export function checkExistingNetwork(network: ExistingNetwork | undefined, location: string, problems: Problems): void {
  if (!network) return;
  requirePrivateSubnets(network.networkId, network.privateSubnetIds.length, problems);
  network.privateSubnetIds.forEach((subnet) => {
    const region = /\/regions\/([^/]+)\/subnetworks\//.exec(subnet)?.[1];
    if (region && region !== location) {
      problems.add('network/subnet-region', `the subnet '${subnet}' lies in '${region}', but the platform in '${location}': give subnets of its region`);
    }
  });
}
