import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CLUSTER_LOG_GROUPS, CONTROL_PLANE_LOG_GROUP } from '../../facts/aws/cluster-metrics';
import { fill } from '../../facts/aws/fill';
import { pascal } from '../names';
import { ClusterContext } from './cluster-context';

/**
 * The logs of a cluster, made before anybody writes: EKS and Container Insights would make groups that are kept for ever, without a key of the customer's.
 */
export class ClusterLogs extends Construct {
  /** What the functions of AWS CDK write that install software. */
  public readonly kubectl: LogGroup;

  public constructor(scope: Construct, id: string, private readonly context: ClusterContext) {
    super(scope, id);
    const { plan, platform, values } = context;
    this.group('ControlPlane', fill<string>(CONTROL_PLANE_LOG_GROUP, values));
    Object.entries(CLUSTER_LOG_GROUPS).forEach(([part, name]) => this.group(pascal(part), fill<string>(name, values)));
    this.kubectl = this.group('Kubectl', `/${platform.platformName}/${plan.name}-kubectl`);
  }

  private group(id: string, logGroupName: string): LogGroup {
    const { key, platform } = this.context;
    const { logsKept, deletionProtection } = platform.profile.settings;
    return new LogGroup(this, id, {
      logGroupName,
      encryptionKey: key,
      // The profile has only periods that CloudWatch Logs has.
      retention: logsKept.toDays(),
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
