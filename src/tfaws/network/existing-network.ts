import { Problems } from '../../core/private';

/** A VPC that exists already. The platform adds nothing to it: its endpoints, its way out and its flow logs are its owner's. */
export interface ExistingNetwork {
  /** The VPC. */
  readonly vpcId: string;

  /**
   * Subnets without a way in from the internet, in two zones or more. Each may be known only at deployment; how many they are is said here.
   */
  readonly privateSubnetIds: string[];
}

export function checkExistingNetwork(network: ExistingNetwork | undefined, problems: Problems): void {
  if (!network) return;
  if (network.privateSubnetIds.some((id) => id.startsWith('#{'))) {
    problems.add('core/token-not-allowed', 'the list of private subnets is known only at deployment, but rights name each of them: give a list of single ids, such as Fn.element(list, 0)');
  }
  if (network.privateSubnetIds.length === 0) {
    problems.add('network/no-private-subnets', `the existing network '${network.vpcId}' is given without a private subnet: name at least one, jobs and endpoints run there`);
  }
}
