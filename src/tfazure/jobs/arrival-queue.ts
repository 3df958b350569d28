import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { stableSuffix } from '../../core/private';
import { EventgridSystemTopicEventSubscription } from '../../providers/azurerm/eventgrid-system-topic-event-subscription';
import { StorageQueue } from '../../providers/azurerm/storage-queue';
import { grantToManagedIdentity } from '../identity/role-grants';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { replication } from '../storage/redundancy';
import { storageAccount } from '../storage/storage-account';
import { EventTopic, eventTopicOf, subjectOf } from './event-topic';
import { storeFactsOf } from './store-facts';

const QUEUE = 'arrivals';

/** For how long an arrival waits for a run, should none be possible. */
const KEPT_SECONDS = 24 * 60 * 60;

/**
 * The calls that end a write; an object is reported when it is whole. `FlushWithClose` is that of an account with folders.
 * https://learn.microsoft.com/en-us/azure/storage/blobs/storage-blob-event-overview#filtering-events
 */
const WRITTEN = ['CopyBlob', 'PutBlob', 'PutBlockList', 'FlushWithClose', 'SftpCommit'];

export interface ArrivalQueueProps {
  readonly jobName: string;
  readonly paths: readonly ArtifactPath[];
  /** The topic of the paths' account, where it has one already. */
  readonly eventTopicId?: string;
}

/**
 * A queue that holds which objects have arrived, in an account of its own: Event Grid comes into no private network, but writes as an identity past the firewall
 * of an account, and Logic Apps reads so. Nothing has a key or an address that whoever knows it could use.
 * https://learn.microsoft.com/en-us/azure/event-grid/handler-storage-queues,
 * https://learn.microsoft.com/en-us/azure/connectors/connectors-create-api-azureblobstorage#access-storage-accounts-behind-firewalls
 */
export class ArrivalQueue extends Construct {
  /** The address of the messages. */
  public readonly messagesUri: string;
  private readonly queueId: string;

  private readonly jobName: string;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, { jobName, paths, eventTopicId }: ArrivalQueueProps) {
    super(scope, id);
    this.jobName = jobName;
    const name = accountName(platform, jobName);
    const account = storageAccount(this, 'Resource', platform, {
      name,
      replication: replication(platform.location, { rules: [] }),
      protected: false,
      forTrustedServices: true,
      keyId: platform.encryptionKey.keyId,
      keyIdentityId: platform.keyIdentityId,
      ready: keyOf(platform, this),
    });
    sendLogs(this, 'Logs', `${account.id}/queueServices/default`, platform.logAnalyticsWorkspaceId);
    const queue = new StorageQueue(this, 'Queue', { name: QUEUE, storageAccountId: account.id });
    this.queueId = `${account.id}/queueServices/default/queues/${QUEUE}`;
    this.messagesUri = `https://${name}.queue.core.windows.net/${QUEUE}/messages`;
    const topics = paths.map((path) => eventTopicOf(path, platform, eventTopicId, this));
    const senders = [...new Set(topics)].map((topic, i) => grantToManagedIdentity(this, `Send-${i + 1}`, topic.principalId, {
      scope: this.queueId, role: 'storageQueueDataMessageSender', description: `Event Grid tells ${jobName} of arrivals`, after: [queue],
    }));
    paths.forEach((path, i) => this.subscribe(`Subscription-${i + 1}`, `${jobName}-${i + 1}`, path, topics[i]!, account.id, [queue, ...senders]));
  }

  /** Lets somebody take messages out. */
  public grantTake(scope: Construct, principalId: string): void {
    grantToManagedIdentity(scope, 'Take', principalId, { scope: this.queueId, role: 'storageQueueDataMessageProcessor', description: `Takes the arrivals of ${this.jobName}` });
  }

  private subscribe(id: string, name: string, path: ArtifactPath, topic: EventTopic, accountId: string, after: ITerraformDependable[]): void {
    new EventgridSystemTopicEventSubscription(this, id, {
      name,
      dependsOn: after,
      systemTopic: topic.name,
      resourceGroupName: topic.resourceGroupName,
      includedEventTypes: ['Microsoft.Storage.BlobCreated'],
      subjectFilter: { subjectBeginsWith: subjectOf(storeFactsOf(path).container, path.key), caseSensitive: true },
      advancedFilter: { stringIn: [{ key: 'data.api', values: WRITTEN }] },
      storageQueueEndpoint: { storageAccountId: accountId, queueName: QUEUE, queueMessageTimeToLiveInSeconds: KEPT_SECONDS },
      deliveryIdentity: { type: 'SystemAssigned' },
    });
  }
}

/** At most 16 characters of the platform's name, 2 that say what for, and 6 of a suffix. */
function accountName({ platformName, nameSuffix }: IMlPlatform, jobName: string): string {
  return `${platformName.replace(/-/g, '')}ev${stableSuffix(nameSuffix, jobName)}`;
}
