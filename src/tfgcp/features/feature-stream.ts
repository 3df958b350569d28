import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { StreamPlan } from '../../core/features/feature-source-plan';
import { PUBSUB_AGENT } from '../../facts/gcp/features-agents';
import { DELIVERY_ATTEMPTS, SUBSCRIPTION_RETENTION_HOURS } from '../../facts/gcp/features-limits';
import { PubsubSubscription } from '../../providers/google/pubsub-subscription';
import { PubsubSubscriptionIamMember } from '../../providers/google/pubsub-subscription-iam-member';
import { PubsubTopic, PubsubTopicConfig } from '../../providers/google/pubsub-topic';
import { PubsubTopicIamMember } from '../../providers/google/pubsub-topic-iam-member';
import { memberId } from '../identity/member-id';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeatureGround } from './feature-ground';
import { groupLabels } from './feature-labels';
import { FeatureRoles } from './feature-roles';
import { FeatureTable } from './feature-table';

/** What a stream is made of. */
export interface FeatureStreamProps {
  readonly platform: IMlPlatform;
  readonly stream: StreamPlan;
  readonly table: FeatureTable;
  readonly roles: FeatureRoles;
  readonly keyGranted: boolean;
  readonly deletionProtection: boolean;
}

/** Never: a subscription that nobody uses would be gone after a month. https://docs.cloud.google.com/pubsub/docs/subscription-properties#expiration_period */
const NEVER = { ttl: '' };

/**
 * A topic of Pub/Sub whose events Pub/Sub itself writes into the table, at least once and without any code: a subscription of BigQuery, which finds the column of each field
 * by its name. Fields that are no columns are left out. An event without its key or its time, or with a value of another type, is tried five times and then set aside
 * as a dead letter with the reason in its attributes, where it stays for 31 days. Where the profile protects data, topics and dead letters resist a destroy.
 *
 * https://docs.cloud.google.com/pubsub/docs/bigquery#use_table_schema, https://docs.cloud.google.com/pubsub/docs/handling-failures
 */
export class FeatureStream extends Construct {
  public readonly topic: PubsubTopic;
  public readonly subscription: TerraformResource;
  public readonly deadLetters: TerraformResource[];
  /** `projects/…/topics/…`. */
  public readonly streamName: string;
  public readonly subscriptionName: string;
  public readonly deadLettersCommand: string;

  private readonly agent: string;

  public constructor(scope: Construct, id: string, private readonly group: FeatureGroupPlan, private readonly props: FeatureStreamProps) {
    super(scope, id);
    const { platform, stream, table, roles, deletionProtection } = props;
    const { project } = platform;
    this.agent = `serviceAccount:${PUBSUB_AGENT.email(platform.projectNumber)}`;
    this.subscriptionName = group.name;
    const topic = this.makeTopic('Topic', group.name, { messageRetentionDuration: hours(stream.retentionHours) });
    // No group has a hyphen in its name.
    const dead = `${group.name}-dead`;
    const deadTopic = this.makeTopic('DeadTopic', dead, {});
    const kept = new PubsubSubscription(this, 'DeadLetters', {
      project,
      name: dead,
      topic: deadTopic.id,
      messageRetentionDuration: hours(SUBSCRIPTION_RETENTION_HOURS.most),
      expirationPolicy: NEVER,
      labels: groupLabels(platform, group),
      lifecycle: { preventDestroy: deletionProtection },
    });
    const subscription = new PubsubSubscription(this, 'Resource', {
      project,
      name: this.subscriptionName,
      topic: topic.id,
      // What nobody could take waits as long as the stream keeps it, and a week at least.
      messageRetentionDuration: hours(Math.max(stream.retentionHours, SUBSCRIPTION_RETENTION_HOURS.usual)),
      expirationPolicy: NEVER,
      bigqueryConfig: { table: table.location, useTableSchema: true, dropUnknownFields: true, writeMetadata: false },
      retryPolicy: { minimumBackoff: '10s', maximumBackoff: '600s' },
      deadLetterPolicy: { deadLetterTopic: deadTopic.id, maxDeliveryAttempts: DELIVERY_ATTEMPTS },
      labels: groupLabels(platform, group),
      dependsOn: [table.admit('For-PubSub', 'writeTable', this.agent), this.bindTopic(deadTopic, 'SetsAside', this.agent), kept],
    });
    new PubsubSubscriptionIamMember(this, 'TakesOut', {
      project,
      subscription: subscription.name,
      role: roles.nameOf('consume'),
      member: this.agent,
    });
    this.topic = topic;
    this.subscription = subscription;
    this.deadLetters = [deadTopic, kept];
    this.streamName = topic.id;
    this.deadLettersCommand = `gcloud pubsub subscriptions pull ${dead} --project=${project} --limit=10 --format=json`;
  }

  /** Lets somebody send events. */
  public grantPublish(identity: IIdentity): void {
    const id = `Publisher-${memberId(this, identity.identityName)}`;
    if (!this.node.tryFindChild(id)) this.bindTopic(this.topic, id, identity.identityName);
  }

  private makeTopic(id: string, name: string, settings: Partial<PubsubTopicConfig>): PubsubTopic {
    const { platform, keyGranted, deletionProtection } = this.props;
    return new PubsubTopic(this, id, {
      project: platform.project,
      name,
      kmsKeyName: keyGranted ? platform.encryptionKey.keyId : FeatureGround.of(platform).pubsubKey(),
      messageStoragePolicy: { allowedPersistenceRegions: [platform.location] },
      labels: groupLabels(platform, this.group),
      ...settings,
      dependsOn: JobGround.of(platform).readyFor(this, 'pubsub'),
      lifecycle: { preventDestroy: deletionProtection },
    });
  }

  private bindTopic(topic: PubsubTopic, id: string, member: string): ITerraformDependable {
    const { platform, roles } = this.props;
    return new PubsubTopicIamMember(this, id, {
      project: platform.project,
      topic: topic.name,
      role: roles.nameOf('publish'),
      member,
    });
  }
}

function hours(count: number): string {
  return `${count * 3600}s`;
}
