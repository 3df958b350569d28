import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { StorageContainer } from '../../providers/azurerm/storage-container';
import { StorageManagementPolicy } from '../../providers/azurerm/storage-management-policy';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { replication } from '../storage/redundancy';
import { storageAccount } from '../storage/storage-account';

/** The containers of a store: what its groups are made of, copies of materializations, how sets are specified, and what came by streams. */
export const CONTAINERS = {
  sources: 'sources',
  offline: 'offline',
  specifications: 'specifications',
  deadLetters: 'dead-letters',
  events: 'events',
} as const;

/** For how long what was set aside can still be corrected, and raw events be read again. */
const KEPT_DAYS = { [CONTAINERS.deadLetters]: 90, [CONTAINERS.events]: 30 } as const;

export interface FeatureAccountProps {
  readonly platform: IMlPlatform;
  readonly storeName: string;
  readonly protected: boolean;
  readonly hasStreams: boolean;
}

/**
 * The account of a feature store, with folders (Data Lake Storage Gen2), as Azure's own templates make it for a workspace of that kind: https://pypi.org/project/azure-ai-ml/.
 * Its firewall lets no address in. Services of Azure that show an identity which has rights here pass it: what writes specifications, streams and their captures run in no
 * network of anybody's. https://learn.microsoft.com/en-us/azure/storage/common/storage-network-security-trusted-azure-services
 */
export class FeatureAccount extends Construct {
  public readonly accountId: string;
  public readonly accountName: string;
  public readonly sources: ExistingArtifactStore;
  public readonly resource: TerraformResource;
  public readonly containers: Readonly<Record<string, TerraformResource>>;

  public constructor(scope: Construct, id: string, private readonly props: FeatureAccountProps) {
    super(scope, id);
    const { platform, storeName, hasStreams } = props;
    this.accountName = `${platform.platformName.replace(/-/g, '')}fs${stableSuffix(platform.nameSuffix, storeName)}`;
    const days = platform.profile.settings.oldVersionsKept.toDays();
    const account = storageAccount(this, 'Resource', platform, {
      name: this.accountName,
      replication: replication(platform.location, { rules: [] }),
      hierarchicalNamespace: true,
      blobProperties: { deleteRetentionPolicy: { days }, containerDeleteRetentionPolicy: { days } },
      protected: props.protected,
      forTrustedServices: true,
      keyId: platform.encryptionKey.keyId,
      keyIdentityId: platform.keyIdentityId,
      ready: keyOf(platform, this),
    });
    this.resource = account;
    this.accountId = account.id;
    const names = Object.values(CONTAINERS).filter((name) => hasStreams || !Object.hasOwn(KEPT_DAYS, name));
    this.containers = Object.fromEntries(names.map((name) => [name, this.container(name)]));
    if (hasStreams) this.age();
    const endpoints = { blob: 'BlobEndpoint', dfs: 'DfsEndpoint', file: 'FileEndpoint' } as const;
    Object.entries(endpoints).forEach(([service, endpoint]) => {
      privateEndpoint(this, endpoint, platform, service as keyof typeof endpoints, storeName, account.id);
    });
    sendLogs(this, 'Logs', `${account.id}/blobServices/default`, platform.logAnalyticsWorkspaceId);
    this.sources = new ExistingArtifactStore(this, 'Sources', platform, { storageAccountId: account.id, containerName: CONTAINERS.sources });
  }

  /** The id of a container. */
  public containerId(name: string): string {
    return `${this.accountId}/blobServices/default/containers/${name}`;
  }

  /** The address of a folder as Spark has it, with its slash. */
  public folder(container: string, folder: string): string {
    return `abfss://${container}@${this.accountName}.dfs.core.windows.net/${folder}/`;
  }

  private container(name: string): StorageContainer {
    const container = new StorageContainer(this, `Container-${name}`, {
      name,
      storageAccountId: this.accountId,
      containerAccessType: 'private',
      lifecycle: { preventDestroy: this.props.protected },
    });
    return container;
  }

  private age(): void {
    new StorageManagementPolicy(this, 'Lifecycle', {
      storageAccountId: this.accountId,
      rule: Object.entries(KEPT_DAYS).map(([name, deleteAfterDaysSinceModificationGreaterThan]) => ({
        name,
        enabled: true,
        filters: { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch: [`${name}/`] },
        actions: { baseBlob: { deleteAfterDaysSinceModificationGreaterThan } },
      })),
    });
  }
}
