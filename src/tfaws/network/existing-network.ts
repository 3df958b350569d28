/** A VPC that exists already. The platform adds nothing to it: its endpoints, its way out and its flow logs are its owner's. */
export interface ExistingNetwork {
  /** The id of the VPC. */
  readonly networkId: string;

  /**
   * Subnets without a way in from the internet, in two zones or more. Each may be known only at deployment; how many they are is said here.
   */
  readonly privateSubnetIds: string[];
}
