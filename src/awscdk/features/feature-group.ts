import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { GroupBackend } from './feature-backend';

/**
 * A group of a feature store on AWS; `FeatureStore` makes it, and `store.group(name)` gives its portable side.
 *
 * @example
 * import { awscdk } from 'ml-platform-constructs';
 *
 * function streamOf(store: awscdk.FeatureStore): string {
 *   return store.groupOf('clicks').streamName!;
 * }
 */
export class FeatureGroup extends Construct implements core.IFeatureGroup {
  /** @internal */
  public static _of(scope: Construct, groupName: string, backendIn: (scope: Construct) => GroupBackend): FeatureGroup {
    return new FeatureGroup(scope, groupName, backendIn);
  }

  public readonly groupName: string;

  /** The ARN of the group; `<project>/<group>` of Feast. */
  public readonly groupId: string;

  /** `database.table`, as Athena names it; a folder of Parquet files of Feast. */
  public readonly offlineLocation?: string;

  /** The name of the stream of Kinesis; a topic of Kafka for Feast; none without a stream. */
  public readonly streamName?: string;

  public readonly metrics: core.FeatureGroupMetrics;

  public readonly alarms: core.IAlarm[];

  /** The feature group of SageMaker; none of Feast. */
  public readonly groupResource?: CfnResource;

  /** Where the offline store is queried; none where nothing is offline, nor of Feast. */
  public readonly workGroupResource?: CfnWorkGroup;

  /** The stream of Kinesis; none without a stream, nor of Feast. */
  public readonly streamResource?: CfnStream;

  /** What takes events in; none without a stream, nor of Feast. */
  public readonly functionResource?: CfnFunction;

  /** What reads the stream; none without one, nor of Feast. */
  public readonly mappingResource?: CfnEventSourceMapping;

  /** The table of the latest values; of Feast only, where something is online and no database was given. */
  public readonly tableResource?: CfnTable;

  private readonly backend: GroupBackend;

  private constructor(scope: Construct, groupName: string, backendIn: (scope: Construct) => GroupBackend) {
    super(scope, groupName);
    this.groupName = groupName;
    this.backend = backendIn(this);
    const { groupId, offlineLocation, streamName, metrics, alarms, resources } = this.backend;
    this.groupId = groupId;
    this.offlineLocation = offlineLocation;
    this.streamName = streamName;
    this.metrics = metrics;
    this.alarms = alarms;
    this.groupResource = resources.group;
    this.workGroupResource = resources.workGroup;
    this.streamResource = resources.stream;
    this.functionResource = resources.function;
    this.mappingResource = resources.mapping;
    this.tableResource = resources.table;
  }

  /**
   * Lets somebody read values: the online store, and queries in the group's workgroup. With Feast that is a service account of the cluster, or who reads the files only.
   * Throws `identity/wrong-target`, `identity/cannot-grant`, `identity/other-account`, `features/too-many-rights`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantRead(identity: core.IIdentity): void {
    this.backend.grantRead(identity);
  }

  /**
   * Lets somebody write values: send events where there is a stream, otherwise write and delete records; with Feast write files, or ask its server. Throws
   * `identity/wrong-target`, `identity/cannot-grant`, `identity/other-account`, `features/too-many-rights`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  public grantWrite(identity: core.IIdentity): void {
    this.backend.grantWrite(identity);
  }
}
