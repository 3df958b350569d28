import { Construct } from 'constructs';
import { NetworkWatcherFlowLog } from '../../providers/azurerm/network-watcher-flow-log';
import { Site } from '../platform/site';
import { StorageAccountProps, storageAccount } from '../storage/storage-account';

export interface FlowLogsProps {
  readonly networkId: string;
  readonly keptDays: number;
  readonly account: Pick<StorageAccountProps, 'name' | 'replication' | 'protected' | 'keyId' | 'keyIdentityId' | 'ready'>;
}

/**
 * Flow logs of the virtual network. Each region of a subscription has one network watcher, which Azure makes with the first network there; a second
 * one is refused, so it is named here and not made: https://learn.microsoft.com/en-us/azure/network-watcher/network-watcher-create
 */
export class FlowLogs extends Construct {
  public constructor(scope: Construct, id: string, site: Site, options: FlowLogsProps) {
    super(scope, id);
    const account = storageAccount(this, 'Store', site, {
      ...options.account,
      // Network Watcher writes with the account's key, or with an identity that azurerm 4.55 cannot name.
      sharedKeys: true,
      forTrustedServices: true,
      blobProperties: { deleteRetentionPolicy: { days: 7 }, containerDeleteRetentionPolicy: { days: 7 } },
    });
    new NetworkWatcherFlowLog(this, 'Resource', {
      name: `${site.platformName}-flows`,
      networkWatcherName: `NetworkWatcher_${site.location}`,
      resourceGroupName: 'NetworkWatcherRG',
      location: site.location,
      targetResourceId: options.networkId,
      storageAccountId: account.id,
      enabled: true,
      version: 2,
      retentionPolicy: { enabled: true, days: options.keptDays },
      tags: site.tags,
    });
  }
}
