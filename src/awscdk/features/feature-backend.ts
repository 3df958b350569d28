import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnResource } from 'aws-cdk-lib/core';
import { FeatureGroupMetrics, IAlarm, IIdentity } from '../../core';

/** What a group is made of, whatever its store is. */
export interface GroupBackend {
  readonly groupId: string;
  readonly offlineLocation?: string;
  readonly streamName?: string;
  readonly metrics: FeatureGroupMetrics;
  readonly alarms: IAlarm[];
  /** Exit doors, by their names. */
  readonly resources: {
    readonly group?: CfnResource;
    readonly workGroup?: CfnWorkGroup;
    readonly stream?: CfnStream;
    readonly function?: CfnFunction;
    readonly mapping?: CfnEventSourceMapping;
    readonly table?: CfnTable;
  };
  grantRead(identity: IIdentity): void;
  grantWrite(identity: IIdentity): void;
}
