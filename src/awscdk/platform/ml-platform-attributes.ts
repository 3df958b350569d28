import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Profile } from '../../core';

/**
 * What another program has to know of a platform. Each but the optional ones is an output of the platform's stack, `<PlatformName><Attribute>`, lists
 * joined by commas.
 */
export interface MlPlatformAttributes {
  /** What begins the name of everything. */
  readonly platformName: string;

  /** The id of the network. */
  readonly networkId: string;

  /** The ids of the private subnets. */
  readonly privateSubnetIds: string[];

  /** The zones of the private subnets, in the same order. */
  readonly availabilityZones: string[];

  /** The id of the security group of jobs and endpoints. */
  readonly jobSecurityGroupId: string;

  /** The ARN of the key. */
  readonly encryptionKeyArn: string;

  /** The name of the bucket of artifacts. */
  readonly artifactsBucketName: string;

  /** The names of the repositories, such as `acme-ml/training`. */
  readonly repositoryNames: string[];

  /** The ARN of the role of the persona `data-scientist`. */
  readonly dataScientistRoleArn: string;

  /** The ARN of the role of the persona `ml-engineer`. */
  readonly mlEngineerRoleArn: string;

  /** The ARN of the role of the persona `reviewer`. */
  readonly reviewerRoleArn: string;

  /** The ARN of the role of the persona `ci`. */
  readonly ciRoleArn: string;

  /** The ARN of the role that SageMaker runs jobs as. */
  readonly trainingRoleArn: string;

  /** The ARN of the role that SageMaker runs endpoints as. */
  readonly servingRoleArn: string;

  /** The ARN of the role that SageMaker runs pipelines as. */
  readonly pipelineRoleArn: string;

  /** The ARNs of the topics of critical alarms. */
  readonly criticalTopicArns: string[];

  /** The ARNs of the topics of warnings. */
  readonly warningTopicArns: string[];

  /** The ARNs of the topics of what is worth knowing. */
  readonly infoTopicArns: string[];

  /**
   * What the platform was made with; what is added here follows it.
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * The tags that the platform was made with, beside those that it sets itself.
   * @default - none
   */
  readonly tags?: Record<string, string>;

  /**
   * The ARN of the policy that bounds every role.
   * @default - none
   */
  readonly permissionsBoundary?: string;

  /**
   * The addresses of the services of clusters, `serviceCidr` of its network.
   * @default - those that EKS chooses beside the network's
   */
  readonly serviceCidr?: string;

  /**
   * The layer with `kubectl` and `helm` by which AWS CDK installs what runs in clusters, such as `KubectlV35Layer` of `@aws-cdk/lambda-layer-kubectl-v35`
   * for Kubernetes 1.35.
   * @default - none: each cluster is given its own, or none runs what it needs
   */
  readonly kubectlLayer?: ILayerVersion;
}
