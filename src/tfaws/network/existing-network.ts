/**
 * A VPC that exists already. The platform adds nothing to it: its endpoints, its way out and its flow logs are its owner's. Without a way out, clusters in it
 * need private endpoints of `ec2`, `ecr.api`, `ecr.dkr`, `eks`, `eks-auth`, `kms`, `logs`, `monitoring`, `sqs`, `ssm` and `sts`, and one of `s3`.
 */
export interface ExistingNetwork {
  /** The id of the VPC. */
  readonly networkId: string;

  /**
   * Subnets without a way in from the internet, in two zones or more. Each may be known only at deployment; how many they are is said here.
   */
  readonly privateSubnetIds: string[];
}
