import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ProfileSettings } from '../../core/platform/profile';
import { FLOW_LOG } from '../../facts/aws/network';
import { EncryptedLogs } from '../observability/encrypted-logs';

export interface FlowLogsProps {
  readonly platformName: string;
  readonly vpcId: string;
  readonly profile: ProfileSettings;
  readonly key: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Who spoke with whom in a network, accepted or refused. */
export class FlowLogs extends Construct {
  public constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const logs = new EncryptedLogs(this, 'Logs', { ...props, part: FLOW_LOG.logGroup });
    const { partition, region, account } = Stack.of(this);
    const source = `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*`;
    const writer = logs.writer({ service: FLOW_LOG.service, actions: FLOW_LOG.actions, source, permissionsBoundary: props.permissionsBoundary });
    const flowLog = new CfnFlowLog(this, 'Resource', {
      resourceId: props.vpcId,
      resourceType: 'VPC',
      trafficType: FLOW_LOG.trafficType,
      maxAggregationInterval: FLOW_LOG.aggregationSeconds,
      logDestinationType: 'cloud-watch-logs',
      logGroupName: logs.group.logGroupName,
      deliverLogsPermissionArn: writer.role.roleArn,
    });
    flowLog.node.addDependency(writer.policy);
  }
}
