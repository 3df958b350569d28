/** A VPC network that exists already, in this project or in a host project of a shared VPC. */
export interface ExistingNetwork {
  /** The network's id: `projects/…/global/networks/…`. */
  readonly networkId: string;

  /** Ids of subnets in the platform's region that have no way in from the internet: `projects/…/regions/…/subnetworks/…`. At least one. */
  readonly privateSubnetIds: string[];

  /**
   * The name of the first subnet's secondary range for the pods of clusters. Needed in a shared VPC, where clusters may make none.
   * @default - clusters in this network make their own
   */
  readonly podRangeName?: string;

  /**
   * The name of the first subnet's secondary range for the services of clusters; several may share it.
   * @default - clusters have the range that GKE gives to each
   */
  readonly serviceRangeName?: string;
}
