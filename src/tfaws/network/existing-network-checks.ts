import { requirePrivateSubnets } from '../../core/network/network-plan';
import { Problems } from '../../core/private';
import { ExistingNetwork } from './existing-network';

/** Notes a network that jobs and endpoints could not run in. */
export function checkExistingNetwork(network: ExistingNetwork | undefined, problems: Problems): void {
  if (!network) return;
  if (network.privateSubnetIds.some((id) => id.startsWith('#{'))) {
    problems.add('core/token-not-allowed', 'the list of private subnets is known only at deployment, but rights name each of them: give a list of single ids, such as Fn.element(list, 0)');
  }
  requirePrivateSubnets(network.networkId, network.privateSubnetIds.length, problems);
}
