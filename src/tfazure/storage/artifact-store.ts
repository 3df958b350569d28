import { Annotations, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { IAlarm } from '../../core';
import { physicalName, Problems } from '../../core/private';
import { ArtifactStorePlan, planArtifactStore } from '../../core/storage/artifact-store-plan';
import { NAME_RULES } from '../../facts/azure/names';
import { StorageAccount, StorageAccountBlobProperties } from '../../providers/azurerm/storage-account';
import { StorageContainer } from '../../providers/azurerm/storage-container';
import { StorageContainerImmutabilityPolicy } from '../../providers/azurerm/storage-container-immutability-policy';
import { StorageManagementPolicy } from '../../providers/azurerm/storage-management-policy';
import { inheritProviders } from '../../terraform';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { joinManagedNetwork } from '../workspace/managed-network';
import { ArtifactStoreBase } from './artifact-store-base';
import { checkStore, withoutVersions } from './artifact-store-checks';
import { keyOf } from './encryption-key';
import { ExistingArtifactStore } from './existing-artifact-store';
import { ExistingArtifacts } from './existing-artifacts';
import { growthAlarm } from './growth-alarm';
import { managementRules } from './management-policy';
import { archives, replication } from './redundancy';
import { storageAccount } from './storage-account';

/** What a store of artifacts is to do, on Azure. */
export interface ArtifactStoreProps extends core.ArtifactStoreProps {
  /** Whose store it is: its key, network, logs and alarms are used. */
  readonly platform: IMlPlatform;

  /**
   * Whether the account has real folders (Data Lake Storage Gen2), which makes renames of folders quick for Spark. It then has no versions: throws
   * `storage/versions-with-namespace` together with `versioned`. It cannot be changed later.
   * @default false
   */
  readonly hierarchicalNamespace?: boolean;

  /**
   * The name of the container.
   * @default - the construct's id, its letters and digits in lower case
   */
  readonly storeName?: string;

  /**
   * The middle of the account's name, between the platform's name and a suffix; an account has 24 characters at most.
   * @default - as the container
   */
  readonly accountCode?: string;
}

/**
 * A storage account of its own with one private container, and a private endpoint for it.
 *
 * Copies lie in three zones where the region has them (ZRS), and with `replicaRegion` in the paired region too (GZRS). The archive tier exists only
 * without zones, so a lifecycle that uses it gives LRS or GRS, and a warning.
 *
 * Throws `storage/replica-pair`, `storage/versions-with-namespace`, `core/name-length`, `core/name-illegal`, and what core checks.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function reports(platform: tfazure.IMlPlatform): tfazure.ArtifactStore {
 *   return new tfazure.ArtifactStore(platform, 'Reports', { platform });
 * }
 */
export class ArtifactStore extends ArtifactStoreBase {
  /**
   * A container that exists already, as a store: nothing is made, and how its objects age stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the container
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingArtifacts): core.IArtifactStore {
    return new ExistingArtifactStore(scope, id, platform, existing);
  }

  /** The id of the storage account. */
  public readonly storageAccountId: string;
  /** The name of the storage account. */
  public readonly storageAccountName: string;
  /** The id of the container. */
  public readonly containerId: string;
  /** The name of the container. */
  public readonly storeName: string;
  /** The address of the container. */
  public readonly uri: string;
  /** The storage account. */
  public readonly resource: TerraformResource;
  /** The container. */
  public readonly containerResource: TerraformResource;

  /** The alarm that goes off when the store has grown above its limit. */
  public readonly growthAlarm: IAlarm;

  /** @internal */
  public readonly _region: string;

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props what the store is to do
   */
  public constructor(scope: Construct, id: string, props: ArtifactStoreProps) {
    const { platform, hierarchicalNamespace = false } = props;
    const problems = new Problems(scope, id);
    checkStore(props, platform.location, problems);
    const plan = planArtifactStore(withoutVersions(props), platform.profile.settings, platform.location, TARGET, problems);
    const storeName = physicalName(NAME_RULES.storageContainer, [props.storeName ?? alphanumeric(id)], problems);
    const accountName = physicalName(
      NAME_RULES.storageAccount,
      [alphanumeric(platform.platformName), props.accountCode ?? alphanumeric(storeName), platform.nameSuffix],
      problems,
    );
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    const account = storageAccount(this, 'Resource', platform, {
      name: accountName,
      replication: replication(platform.location, plan),
      hierarchicalNamespace,
      blobProperties: blobProperties(plan, platform.profile.settings.oldVersionsKept.toDays(), hierarchicalNamespace),
      protected: plan.deletionProtection,
      allowedAddresses: platform.runnerAddresses,
      keyId: platform.encryptionKey.keyId,
      keyIdentityId: platform.keyIdentityId,
      ready: keyOf(platform, this),
    });
    const container = new StorageContainer(this, 'Container', {
      name: storeName,
      storageAccountId: account.id,
      containerAccessType: 'private',
      lifecycle: { preventDestroy: plan.deletionProtection },
    });
    this._region = platform.location;
    this.storageAccountId = account.id;
    this.storageAccountName = accountName;
    this.containerId = container.id;
    this.storeName = storeName;
    this.uri = `https://${accountName}.blob.core.windows.net/${storeName}`;
    this.resource = account;
    this.containerResource = container;
    this.age(plan, account, container);
    this.connect(platform, account, hierarchicalNamespace);
    this.growthAlarm = growthAlarm(this, platform, this.metrics, plan.alarmAboveBytes, storeName);
    if (archives(plan)) {
      Annotations.of(this).addWarning("objects move to the archive tier, which no account with copies in several zones has: the account's copies lie in one zone");
    }
  }

  private age(plan: ArtifactStorePlan, account: StorageAccount, container: StorageContainer): void {
    const rule = managementRules(plan, this.storeName);
    if (rule.length > 0) new StorageManagementPolicy(this, 'Lifecycle', { storageAccountId: account.id, rule });
    if (plan.lockedDays) {
      new StorageContainerImmutabilityPolicy(this, 'Lock', {
        storageContainerResourceManagerId: container.id,
        immutabilityPeriodInDays: plan.lockedDays,
        locked: true,
      });
    }
  }

  private connect(platform: IMlPlatform, account: StorageAccount, hierarchicalNamespace: boolean): void {
    const name = `${platform.platformName}-${this.storeName}`;
    privateEndpoint(this, 'BlobEndpoint', platform, 'blob', name, account.id);
    if (hierarchicalNamespace) privateEndpoint(this, 'DfsEndpoint', platform, 'dfs', name, account.id);
    sendLogs(this, 'Logs', `${account.id}/blobServices/default`, platform.logAnalyticsWorkspaceId);
    joinManagedNetwork(this, platform, account.id, this.storeName);
  }
}

function blobProperties(plan: ArtifactStorePlan, days: number, hierarchicalNamespace: boolean): StorageAccountBlobProperties {
  return {
    versioningEnabled: plan.versioned,
    // Neither exists with a hierarchical namespace: https://learn.microsoft.com/en-us/azure/storage/blobs/storage-feature-support-in-storage-accounts
    changeFeedEnabled: !hierarchicalNamespace,
    changeFeedRetentionInDays: hierarchicalNamespace ? undefined : days,
    deleteRetentionPolicy: { days },
    containerDeleteRetentionPolicy: { days },
  };
}

function alphanumeric(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
