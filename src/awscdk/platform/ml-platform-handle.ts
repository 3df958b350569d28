import { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import * as core from '../../core';
import { Severity } from '../../core';

/** A platform on AWS, made here or elsewhere: what the constructs of this target stand on. */
export interface IMlPlatform extends core.IMlPlatform {
  /** The region; known only at deployment in a stack that names none. */
  readonly region: string;

  /** The account; known only at deployment in a stack that names none. */
  readonly accountId: string;

  /** The network; jobs and endpoints lie in its private (or isolated) subnets. */
  readonly vpc: IVpc;

  /** What jobs and endpoints may speak with. */
  readonly jobSecurityGroup: ISecurityGroup;

  /** The key that encrypts what is stored. */
  readonly key: IKey;

  /** What SageMaker runs jobs as. */
  readonly trainingRole: IRole;

  /** What SageMaker runs endpoints as. */
  readonly servingRole: IRole;

  /** What SageMaker runs pipelines as. */
  readonly pipelineRole: IRole;

  /**
   * The ARN of the policy that bounds every role.
   * @default - none
   */
  readonly permissionsBoundary?: string;

  /**
   * The addresses of the services of clusters.
   * @default - those that EKS chooses beside the network's
   */
  readonly serviceCidr?: string;

  /**
   * The layer with `kubectl` and `helm` by which AWS CDK installs what runs in clusters.
   * @default - none: each cluster is given its own
   */
  readonly kubectlLayer?: ILayerVersion;

  /**
   * The topics that are told of alarms of a severity: the platform's own, and those that existed already.
   *
   * @param severity how urgent
   */
  alertTopics(severity: Severity): ITopic[];
}
