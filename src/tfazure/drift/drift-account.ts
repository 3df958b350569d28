import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { StorageContainer } from '../../providers/azurerm/storage-container';
import { StorageQueue } from '../../providers/azurerm/storage-queue';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { replication } from '../storage/redundancy';
import { storageAccount } from '../storage/storage-account';

const PROGRAM = 'program';
const EVENTS = 'events';

/**
 * The account of a monitor: its program, which a workflow writes, and the events of its runs, which Event Grid writes and a workflow takes. None of the three is in the platform's
 * network; each passes the firewall of this account as an identity, and there is no key or address that whoever knows it could use.
 * https://learn.microsoft.com/en-us/azure/storage/common/storage-network-security-trusted-azure-services
 */
export class DriftAccount extends Construct {
  public readonly accountId: string;
  public readonly accountName: string;
  public readonly containerId: string;
  public readonly queueId: string;
  public readonly queueName: string = EVENTS;
  public readonly ready: ITerraformDependable[];
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, monitorName: string) {
    super(scope, id);
    // At most 16 characters of the platform's name, 2 that say what for, and 6 of a suffix.
    this.accountName = `${platform.platformName.replace(/-/g, '')}dm${stableSuffix(platform.nameSuffix, monitorName)}`;
    const account = storageAccount(this, 'Resource', platform, {
      name: this.accountName,
      replication: replication(platform.location, { rules: [] }),
      blobProperties: { deleteRetentionPolicy: { days: 7 }, containerDeleteRetentionPolicy: { days: 7 } },
      protected: false,
      forTrustedServices: true,
      keyId: platform.encryptionKey.keyId,
      keyIdentityId: platform.keyIdentityId,
      ready: keyOf(platform, this),
    });
    const container = new StorageContainer(this, 'Program', { name: PROGRAM, storageAccountId: account.id, containerAccessType: 'private' });
    const queue = new StorageQueue(this, 'Events', { name: EVENTS, storageAccountId: account.id });
    ['blob', 'queue'].forEach((service) => sendLogs(this, `${service}-logs`, `${account.id}/${service}Services/default`, platform.logAnalyticsWorkspaceId));
    this.resource = account;
    this.accountId = account.id;
    this.containerId = container.id;
    this.queueId = `${account.id}/queueServices/default/queues/${EVENTS}`;
    this.ready = [queue];
  }

  /** The address of a folder of programs, without a slash at its end. */
  public programUri(folder: string): string {
    return `https://${this.accountName}.blob.core.windows.net/${PROGRAM}/${folder}`;
  }

  /** The address of the messages. */
  public get messagesUri(): string {
    return `https://${this.accountName}.queue.core.windows.net/${EVENTS}/messages`;
  }
}
