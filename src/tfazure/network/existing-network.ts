/** A virtual network that exists already, in the platform's region. */
export interface ExistingNetwork {
  /** `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/…`. */
  readonly networkId: string;

  /** The subnets that clusters and jobs run in, none of them with a way in from the internet. Throws `network/no-private-subnets` when empty. */
  readonly privateSubnetIds: string[];

  /** The subnet that private endpoints go into. */
  readonly endpointSubnetId: string;

  /**
   * Whether the network has a way out to the internet; the managed network of the machine-learning workspace follows it.
   * @default false
   */
  readonly reachesInternet?: boolean;
}
