import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { FeatureGroupMetrics, IAlarm, IIdentity } from '../../core';
import { groupTags, offlineTable } from '../../facts/aws/features-catalog';
import { featureGroup } from '../../facts/aws/features-group';
import { FEATURE_GROUP_ARN } from '../../facts/aws/features-service';
import { fill } from '../../facts/aws/fill';
import { retain } from '../registry/retained';
import { addTags } from '../tags';
import { GroupBackend } from './feature-backend';
import { FeatureContext } from './feature-context';
import { FeatureGrants } from './feature-grants';
import { groupMetrics } from './feature-metrics';
import { FeatureStream } from './feature-stream';
import { watchGroup } from './feature-watch';
import { OfflineStore } from './offline-store';

/** A feature group of SageMaker, with what keeps its records and what brings them. */
export class SageMakerGroup implements GroupBackend {
  public readonly groupId: string;
  public readonly offlineLocation?: string;
  public readonly streamName?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly alarms: IAlarm[];
  public readonly resources: GroupBackend['resources'];

  public constructor(
    private readonly scope: Construct,
    private readonly context: FeatureContext,
    private readonly grants: FeatureGrants,
    database: CfnDatabase | undefined,
  ) {
    const { store, group } = context;
    const offline = group.offline ? new OfflineStore(scope, 'Offline', context) : undefined;
    const resource = this.make(offline, database);
    const stream = group.source.kind === 'stream' ? new FeatureStream(scope, 'Stream', context, group.source, resource) : undefined;
    this.groupId = fill<string>(FEATURE_GROUP_ARN, context.values);
    this.offlineLocation = offline && offlineTable(store.name, group);
    this.streamName = stream?.streamName;
    this.metrics = groupMetrics(context, stream !== undefined);
    this.alarms = watchGroup(scope, context, this.metrics, stream);
    this.resources = { group: resource, workGroup: offline?.workGroup, stream: stream?.stream, function: stream?.function, mapping: stream?.mapping };
    if (group.source.kind === 'job') this.grantWrite(group.source.job.identity);
    addTags(scope, groupTags(group));
  }

  public grantRead(identity: IIdentity): void {
    this.grants.give(identity, 'read', this.context);
  }

  public grantWrite(identity: IIdentity): void {
    this.grants.give(identity, 'write', this.context);
  }

  /** Not by the class of AWS CDK, which would write the stack's tags, and a group takes tags once only: a new one would be a new group. */
  private make(offline: OfflineStore | undefined, database: CfnDatabase | undefined): CfnResource {
    const { platform, group, values } = this.context;
    const resource = new CfnResource(this.scope, 'Resource', {
      type: 'AWS::SageMaker::FeatureGroup',
      properties: featureGroup(group, {
        platformName: platform.platformName,
        keyArn: platform.key.keyArn,
        roleArn: offline?.role.roleArn ?? '',
        offlineUri: offline?.uri ?? '',
        database: String(values.database),
      }),
    });
    retain(resource, platform);
    // SageMaker tries what the role may do when the group is made.
    if (offline && database) resource.node.addDependency(offline.policy, database);
    return resource;
  }
}
