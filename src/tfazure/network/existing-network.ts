/** A virtual network that exists already, in the platform's region. */
export interface ExistingNetwork {
  /** `/subscriptions/…/providers/Microsoft.Network/virtualNetworks/…`. */
  readonly networkId: string;

  /** The subnets that clusters and jobs run in, none of them with a way in from the internet. Throws `network/no-private-subnets` when empty. */
  readonly privateSubnetIds: string[];

  /** The subnet that private endpoints go into. */
  readonly endpointSubnetId: string;

  /**
   * A subnet that is delegated to `Microsoft.ContainerService/managedClusters`, /28 or larger, for the API servers of clusters and nothing else: nine
   * addresses a cluster.
   * @default - no training cluster can be added: `training/api-server-subnet`
   */
  readonly apiServerSubnetId?: string;

  /**
   * Whether the network has a way out to the internet; the managed network of the machine-learning workspace follows it.
   * @default false
   */
  readonly reachesInternet?: boolean;
}
