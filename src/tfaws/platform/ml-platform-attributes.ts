import { TerraformProvider } from 'cdktf';
import { Profile } from '../../core';

/** What another program has to know of a platform. Each is an output of the platform's stack, `<platform id>_<attribute>` in snake case. */
export interface MlPlatformAttributes {
  /** What begins the name of everything; a literal. */
  readonly platformName: string;

  /** The region; a literal. */
  readonly region: string;

  /** The account. */
  readonly accountId: string;

  /** The id of the VPC. */
  readonly networkId: string;

  /** The ids of the private subnets. */
  readonly privateSubnetIds: string[];

  /** The id of the security group that jobs and endpoints take. */
  readonly jobSecurityGroupId: string;

  /** The ARN of the key. */
  readonly encryptionKeyArn: string;

  /** The name of the bucket of the artifacts. */
  readonly artifactsBucketName: string;

  /**
   * The ARN of the key that encrypts the bucket.
   * @default - the platform's key
   */
  readonly artifactsKeyArn?: string;

  /** What stands before the name of each repository. */
  readonly registryNamespace: string;

  /** The repositories of the registry. */
  readonly repositories: string[];

  /**
   * The account of the registry.
   * @default - the platform's
   */
  readonly registryAccountId?: string;

  /**
   * The region of the registry.
   * @default - the platform's
   */
  readonly registryRegion?: string;

  /** The ARNs of the personas' roles, by persona. */
  readonly personaRoleArns: Record<string, string>;

  /** The ARN of the role that SageMaker runs jobs as. */
  readonly trainingRoleArn: string;

  /** The ARN of the role that SageMaker runs endpoints as. */
  readonly servingRoleArn: string;

  /** The ARN of the role that SageMaker runs pipelines as. */
  readonly pipelineRoleArn: string;

  /** The topics for what wakes a person. */
  readonly criticalTopicArns: string[];

  /** The topics for what is looked at in working hours. */
  readonly warningTopicArns: string[];

  /** The topics for what is worth knowing. */
  readonly infoTopicArns: string[];

  /** The tags of everything. */
  readonly tags: Record<string, string>;

  /**
   * The ARN of the policy that bounds every role.
   * @default - none
   */
  readonly permissionsBoundary?: string;

  /**
   * The addresses of Kubernetes services of clusters.
   * @default - EKS chooses a range outside of the network
   */
  readonly serviceCidr?: string;

  /**
   * What differs between a trial and what a company lives on. The tag `environment` says which it is.
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * The AWS provider of what is added to the platform here.
   * @default - the only unaliased one of the stack, else one made for the region
   */
  readonly provider?: TerraformProvider;
}
