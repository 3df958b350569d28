import { Op, Precondition, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupMetrics, IAlarm, IFeatureGroup, IIdentity } from '../../core';
import { SAGEMAKER_FEATURE_GROUP } from '../../facts/aws/cloud-control';
import { offlineTable } from '../../facts/aws/features-catalog';
import { featureGroup } from '../../facts/aws/features-group';
import { onceOnly, takenOnce } from '../../facts/aws/features-once';
import { FEATURE_GROUP_ARN } from '../../facts/aws/features-service';
import { fill, Values } from '../../facts/aws/fill';
import { Properties } from '../../facts/aws/serving-config';
import { AwsResource, CloudControlResource, KeptValues } from '../../terraform';
import { addressOf } from '../serving/release-name';
import { FeatureContext } from './feature-context';
import { grantOnGroup } from './feature-grants';
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
  public readonly resource: CloudControlResource;
  public readonly offline?: OfflineStore;
  public readonly stream?: FeatureStream;
  private readonly values: Values;

  public constructor(scope: Construct, private readonly context: FeatureContext, database: AwsResource | undefined) {
    const { store, group } = context;
    super(scope, group.groupName);
    this.groupName = group.groupName;
    this.groupId = fill<string>(FEATURE_GROUP_ARN, context.values);
    this.offline = group.offline ? new OfflineStore(this, 'Offline', context) : undefined;
    this.offlineLocation = group.offline ? offlineTable(store.name, group) : undefined;
    this.resource = this.make(database);
    this.stream = group.source.kind === 'stream' ? new FeatureStream(this, 'Stream', context, group.source, this.resource) : undefined;
    this.streamName = this.stream?.streamName;
    this.values = { ...context.values, stream: this.stream?.arn ?? '' };
    this.metrics = groupMetrics(context, this.stream !== undefined);
    this.alarms = watchGroup(this, context, this.metrics, this.stream);
    if (group.source.kind === 'job') this.grantWrite(group.source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    grantOnGroup(this, this.context, this.values, 'read', identity);
  }

  public grantWrite(identity: IIdentity): void {
    grantOnGroup(this, this.context, this.values, 'write', identity);
  }

  /**
   * By Cloud Control, since the provider's own resource would make another group for a feature that is added: https://github.com/hashicorp/terraform-provider-aws/issues/26809.
   */
  private make(database: AwsResource | undefined): CloudControlResource {
    const { platform: { platformName, encryptionKey }, store, group, values } = this.context;
    const properties = featureGroup(group, {
      platformName,
      keyArn: encryptionKey.keyId,
      roleArn: this.offline?.role.arn ?? '',
      offlineUri: this.offline?.uri ?? '',
      database: String(values.database),
    });
    return new CloudControlResource(this, 'Resource', {
      schema: SAGEMAKER_FEATURE_GROUP,
      desiredState: properties,
      dependsOn: [...(this.offline?.ready ?? []), ...(this.offline && database ? [database] : [])],
      lifecycle: { preventDestroy: store.deletionProtection, precondition: [this.same(properties)] },
    });
  }

  /** What would make another group of it fails the plan, before the values of this one are gone. */
  private same(properties: Properties): Precondition {
    const now = new TerraformLocal(this, 'Wanted', takenOnce(properties));
    const kept = new KeptValues(this, 'Once', { once: now.asString });
    return {
      condition: Op.eq(kept.value('once'), now.asString),
      errorMessage: onceOnly(this.groupName, addressOf(kept)),
    };
  }
}
