import * as core from '../../core';

/** A platform on AWS, made here or elsewhere: what the constructs of this target stand on. */
export interface IMlPlatform extends core.IMlPlatform {
  /** The region. */
  readonly region: string;

  /** The account; known only at deployment where the platform was given none. */
  readonly accountId: string;

  /** The id of the security group that jobs and endpoints take. */
  readonly jobSecurityGroupId: string;

  /** The ARN of the role that SageMaker runs jobs as. */
  readonly trainingRoleArn: string;

  /** The ARN of the role that SageMaker runs endpoints as. */
  readonly servingRoleArn: string;

  /** The ARN of the role that SageMaker runs pipelines as. */
  readonly pipelineRoleArn: string;

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
   * The ARNs of the topics that are told of alarms of a severity: the platform's own, and those that existed already.
   *
   * @param severity how urgent
   */
  alertTopicArns(severity: core.Severity): string[];
}
