import { Construct } from 'constructs';
import { FLOW_LOG } from '../../facts/aws/network';
import { FlowLog } from '../../providers/aws/flow-log';
import { EncryptedLogs } from '../observability/encrypted-logs';
import { Place } from '../platform/place';

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly platformName: string;
  readonly place: Place;
  readonly keyArn: string;
  readonly logDays: number;
  readonly permissionsBoundary?: string;
  readonly tags: Record<string, string>;
}

/** Who talked to whom in the network, accepted or refused. */
export class FlowLogs extends Construct {
  public constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const logs = new EncryptedLogs(this, 'Logs', {
      ...props,
      name: FLOW_LOG.logGroup,
      writer: { service: FLOW_LOG.service, actions: FLOW_LOG.actions, source: `arn:${props.place.partition}:ec2:${props.place.region}:${props.place.accountId}:vpc-flow-log/*` },
    });
    new FlowLog(this, 'Resource', {
      vpcId: props.vpcId,
      trafficType: FLOW_LOG.trafficType,
      maxAggregationInterval: FLOW_LOG.aggregationSeconds,
      logDestinationType: 'cloud-watch-logs',
      logDestination: logs.group.arn,
      iamRoleArn: logs.writer.arn,
      tags: { ...props.tags, Name: `${props.platformName}-flow-logs` },
      dependsOn: [logs.ready],
    });
  }
}
