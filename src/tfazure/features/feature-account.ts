import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { STORAGE_API } from '../../facts/azure/features-feast';
import { StorageContainer } from '../../providers/azurerm/storage-container';
import { StorageManagementPolicy } from '../../providers/azurerm/storage-management-policy';
import { AzapiAction } from '../../terraform/raw';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { replication } from '../storage/redundancy';
import { storageAccount } from '../storage/storage-account';
import { FeatureSources } from './feature-sources';

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

/** By which the hold of specifications is cleared: `az storage container legal-hold clear --tags features`. */
const HOLD = 'features';

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
  public readonly sources: FeatureSources;
  public readonly resource: TerraformResource;
  private readonly containers: Readonly<Record<string, StorageContainer>>;

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
    // Specifications go first, so that nothing goes where they are held.
    const others = names.filter((name) => name !== CONTAINERS.specifications).map((name) => this.container(name));
    const containers = [...others, this.container(CONTAINERS.specifications, others)];
    this.containers = Object.fromEntries(containers.map((container) => [container.nameInput!, container]));
    if (hasStreams) this.age();
    if (props.protected) this.hold();
    const endpoints = { blob: 'BlobEndpoint', dfs: 'DfsEndpoint', file: 'FileEndpoint' } as const;
    Object.entries(endpoints).forEach(([service, endpoint]) => {
      privateEndpoint(this, endpoint, platform, service as keyof typeof endpoints, storeName, account.id);
    });
    sendLogs(this, 'Logs', `${account.id}/blobServices/default`, platform.logAnalyticsWorkspaceId);
    this.sources = new FeatureSources(this, 'Sources', account, this.containers[CONTAINERS.sources]!);
  }

  /** What specifications are in. */
  public get specifications(): TerraformResource {
    return this.containers[CONTAINERS.specifications]!;
  }

  /** The id of a container, once it is there. */
  public containerId(name: string): string {
    return this.containers[name]!.id;
  }

  /** The address of a folder as Spark has it, with its slash. */
  public folder(container: string, folder: string): string {
    return `abfss://${container}@${this.accountName}.dfs.core.windows.net/${folder}/`;
  }

  private container(name: string, dependsOn: StorageContainer[] = []): StorageContainer {
    return new StorageContainer(this, `Container-${name}`, {
      name,
      storageAccountId: this.accountId,
      containerAccessType: 'private',
      dependsOn,
      lifecycle: { preventDestroy: this.props.protected },
    });
  }

  /**
   * Keeps the account even when the store is in the program no more, where `prevent_destroy` says nothing: an account goes only once no container with a blob is held, and the
   * container of specifications, of which none is ever changed, goes first. Terraform sets the hold and never clears it. A management lock would not do: "A cannot-delete lock on a
   * resource or resource group prevents the deletion of Azure RBAC assignments", so that nobody's rights could be taken back.
   * https://learn.microsoft.com/en-us/azure/storage/blobs/immutable-container-level-worm-policies#scenarios
   * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/lock-resources
   */
  private hold(): void {
    new AzapiAction(this, 'Hold', {
      type: `Microsoft.Storage/storageAccounts/blobServices/containers@${STORAGE_API}`,
      resourceId: this.containerId(CONTAINERS.specifications),
      action: 'setLegalHold',
      body: { tags: [HOLD] },
    });
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
