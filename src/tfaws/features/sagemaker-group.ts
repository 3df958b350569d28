import { Op, Precondition, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupMetrics, IAlarm, IIdentity } from '../../core';
import { SAGEMAKER_FEATURE_GROUP } from '../../facts/aws/cloud-control';
import { offlineTable } from '../../facts/aws/features-catalog';
import { featureGroup } from '../../facts/aws/features-group';
import { onceOnly, takenOnce } from '../../facts/aws/features-once';
import { FEATURE_GROUP_ARN } from '../../facts/aws/features-service';
import { fill } from '../../facts/aws/fill';
import { Properties } from '../../facts/aws/serving-config';
import { AwsResource, CloudControlResource, KeptValues } from '../../terraform';
import { addressOf } from '../serving/release-name';
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
    database: AwsResource | undefined,
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
  }

  public grantRead(identity: IIdentity): void {
    this.grants.give(identity, 'read', this.context);
  }

  public grantWrite(identity: IIdentity): void {
    this.grants.give(identity, 'write', this.context);
  }

  /**
   * By Cloud Control, since the provider's own resource would make another group for a feature that is added: https://github.com/hashicorp/terraform-provider-aws/issues/26809.
   */
  private make(offline: OfflineStore | undefined, database: AwsResource | undefined): CloudControlResource {
    const { platform: { platformName, encryptionKey }, store, group, values } = this.context;
    const properties = featureGroup(group, {
      platformName,
      keyArn: encryptionKey.keyId,
      roleArn: offline?.role.arn ?? '',
      offlineUri: offline?.uri ?? '',
      database: String(values.database),
    });
    return new CloudControlResource(this.scope, 'Resource', {
      schema: SAGEMAKER_FEATURE_GROUP,
      desiredState: properties,
      dependsOn: [...(offline?.ready ?? []), ...(offline && database ? [database] : [])],
      lifecycle: { preventDestroy: store.deletionProtection, precondition: [this.same(properties)] },
    });
  }

  /** What would make another group of it fails the plan, before the values of this one are gone. */
  private same(properties: Properties): Precondition {
    const now = new TerraformLocal(this.scope, 'Wanted', takenOnce(properties));
    const kept = new KeptValues(this.scope, 'Once', { once: now.asString });
    const { group: { groupName }, store: { deletionProtection } } = this.context;
    return {
      condition: Op.eq(kept.value('once'), now.asString),
      errorMessage: onceOnly(groupName, addressOf(kept), deletionProtection),
    };
  }
}
