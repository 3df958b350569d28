import { requirePrivateSubnets } from '../../core/network/network-plan';
import { Problems } from '../../core/private';
import { ExistingNetwork } from './existing-network';

/** Notes a network that jobs and endpoints could not run in. */
export function checkExistingNetwork(network: ExistingNetwork | undefined, problems: Problems): void {
  if (!network) return;
  requireSubnetList(network.privateSubnetIds, problems);
  requirePrivateSubnets(network.networkId, network.privateSubnetIds.length, problems);
}

/** Notes a list of subnets of which nobody knows how many they are. */
export function requireSubnetList(privateSubnetIds: readonly string[], problems: Problems): void {
  if (!privateSubnetIds.some((id) => id.startsWith('#{'))) return;
  problems.add(
    'core/token-not-allowed',
    'the list of private subnets is known only at deployment, but rights and clusters name each of them: give a list of single ids, such as Fn.element(list, 0)',
  );
}
