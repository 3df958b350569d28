import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { FeatureGroupMetrics, IAlarm, IFeatureGroup, IIdentity } from '../../core';
import { groupTags, offlineTable } from '../../facts/aws/features-catalog';
import { featureGroup } from '../../facts/aws/features-group';
import { readFeatures, writeFeatures } from '../../facts/aws/features-rights';
import { FEATURE_GROUP_ARN } from '../../facts/aws/features-service';
import { fill, Values } from '../../facts/aws/fill';
import { grant } from '../identity/statements';
import { retain } from '../registry/retained';
import { addTags } from '../tags';
import { FeatureContext } from './feature-context';
import { groupMetrics } from './feature-metrics';
import { FeatureStream } from './feature-stream';
import { watchGroup } from './feature-watch';
import { OfflineStore } from './offline-store';

/** A feature group of SageMaker, with what keeps its records and what brings them. */
export class SageMakerGroup extends Construct implements IFeatureGroup {
  public readonly groupName: string;
  public readonly groupId: string;
  public readonly offlineLocation?: string;
  public readonly streamName?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly alarms: IAlarm[];
  public readonly resource: CfnResource;
  public readonly offline?: OfflineStore;
  public readonly stream?: FeatureStream;
  private readonly values: Values;

  public constructor(scope: Construct, private readonly context: FeatureContext, database: CfnDatabase | undefined) {
    const { platform, store, group } = context;
    super(scope, group.groupName);
    this.groupName = group.groupName;
    this.groupId = fill<string>(FEATURE_GROUP_ARN, context.values);
    this.offline = group.offline ? new OfflineStore(this, 'Offline', context) : undefined;
    this.offlineLocation = group.offline ? offlineTable(store.name, group) : undefined;
    // Not the class of AWS CDK, which would write the stack's tags, and a group takes tags once only: a new one would be a new group.
    this.resource = new CfnResource(this, 'Resource', {
      type: 'AWS::SageMaker::FeatureGroup',
      properties: featureGroup(group, {
        platformName: platform.platformName,
        keyArn: platform.key.keyArn,
        roleArn: this.offline?.role.roleArn ?? '',
        offlineUri: this.offline?.uri ?? '',
        database: String(context.values.database),
      }),
    });
    retain(this.resource, platform);
    // SageMaker tries what the role may do when the group is made.
    if (this.offline && database) this.resource.node.addDependency(this.offline.policy, database);
    this.stream = group.source.kind === 'stream' ? new FeatureStream(this, 'Stream', context, group.source, this.resource) : undefined;
    this.streamName = this.stream?.streamName;
    this.values = { ...context.values, stream: this.stream?.arn ?? '' };
    this.metrics = groupMetrics(context, this.stream !== undefined);
    this.alarms = watchGroup(this, context, this.metrics, this.stream);
    if (group.source.kind === 'job') this.grantWrite(group.source.job.identity);
    addTags(this, groupTags(group));
  }

  public grantRead(identity: IIdentity): void {
    readFeatures(this.context.group).forEach((fact) => grant(this, identity, fact, this.values));
  }

  public grantWrite(identity: IIdentity): void {
    writeFeatures(this.stream !== undefined).forEach((fact) => grant(this, identity, fact, this.values));
  }
}
