import { Fn, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { AzapiResource } from '../../terraform/raw';
import { Identity } from '../identity/identity';
import { grantToManagedIdentity, standBeside } from '../identity/role-grants';
import { storeFactsOf } from '../jobs/store-facts';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceGroupNameOf } from '../platform/resource-ids';
import { EventNamespace } from './event-namespace';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { GroupBackend, StoreBackend } from './feature-backend';
import { FeatureGrants } from './feature-grants';
import { FeatureIdentity } from './feature-identity';
import { failedMaterializations, failedSpecifications } from './feature-metrics';
import { tierOf } from './feature-plan';
import { FeatureStoreProps } from './feature-store-props';
import { FeatureWorkspace } from './feature-workspace';
import { ManagedGroup } from './managed-group';
import { ManagedParts } from './managed-parts';
import { existingOnlineStore, OnlineStore } from './online-store';
import { vaultIdOf } from './platform-parts';
import { SpecWriter } from './spec-writer';

/** The body of `Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01`, as far as it is used. */
interface DatastoreBody {
  readonly properties: {
    readonly datastoreType: 'AzureBlob';
    readonly resourceGroup: string;
    readonly accountName: string;
    readonly containerName: string;
    readonly protocol: 'https';
    readonly endpoint: string;
    readonly credentials: { readonly credentialsType: 'None' };
    readonly serviceDataAccessAuthIdentity: 'None';
    readonly tags: Readonly<Record<string, string>>;
  };
}

/** What all groups of a managed feature store share, and what is watched of it as a whole. */
export class ManagedStore extends Construct implements StoreBackend {
  public readonly storeId: string;
  public readonly workspaceResource: TerraformResource;
  public readonly accountResource: TerraformResource;
  public readonly onlineStoreResource?: TerraformResource;
  public readonly eventHubsResource?: TerraformResource;
  public readonly identityResource: TerraformResource;
  public readonly graphs: StoreBackend['graphs'];
  public readonly alarms: IAlarm[] = [];

  private readonly parts: ManagedParts;

  public constructor(scope: Construct, id: string, private readonly plan: FeatureStorePlan, props: FeatureStoreProps) {
    super(scope, id);
    const { platform } = props;
    const isProtected = plan.deletionProtection;
    const hasStreams = plan.groups.some(({ source }) => source.kind === 'stream');
    const common = { platform, storeName: plan.name, protected: isProtected };
    const account = new FeatureAccount(this, 'Account', { ...common, hasStreams });
    const own = this.makeOnline(props);
    const online = props.existingOnlineStoreId === undefined ? own : this.isOnline() ? existingOnlineStore(props.existingOnlineStoreId) : undefined;
    const keyVaultId = props.encryptionKeyVaultId ?? vaultIdOf(platform);
    const shared = { platform, storeName: plan.name, account, keyVaultId, tables: tablesOf(plan), ...(online ? { online } : {}) };
    const identity = new FeatureIdentity(this, 'Identity', shared);
    const materializer = Identity.servicePrincipal(identity.principalId);
    standBeside(materializer, this);
    const workspace = new FeatureWorkspace(this, 'Workspace', { ...shared, identity, protected: isProtected });
    const events = hasStreams ? new EventNamespace(this, 'Events', { ...common, tier: tierOf(props) }) : undefined;
    this.parts = {
      platform,
      plan,
      props,
      account,
      identity: materializer,
      workspace,
      writer: new SpecWriter(this, 'Writer', platform, plan.name, account),
      grants: new FeatureGrants(this, 'Grants', { platform, storeName: plan.name, workspaceId: workspace.workspaceId, account, ...(online ? { online } : {}) }),
      specifications: this.datastore(platform, workspace, account),
      ...(events ? { events, capture: this.letCapture(events, account) } : {}),
      protected: isProtected,
    };
    this.storeId = workspace.workspaceId;
    this.workspaceResource = workspace.resource;
    this.accountResource = account.resource;
    this.onlineStoreResource = own?.resource;
    this.eventHubsResource = events?.resource;
    this.identityResource = identity.resource;
    const failed = failedMaterializations(plan.name, workspace.workspaceId);
    this.graphs = [
      ...(online ? [{ title: 'materializations failed', metrics: [failed] }] : []),
      ...(own ? [{ title: 'values found online', metrics: [own.hits()] }, { title: 'memory of the online store', metrics: [own.memory()] }] : []),
    ];
    if (online) this.watchMaterializations(platform, failed);
    if (own) this.watchMemory(platform, own);
  }

  public addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend {
    const made = new ManagedGroup(scope, 'Managed', group, this.parts);
    this.alarms.push(new Alarm(made, 'SpecificationLost', {
      platform: this.parts.platform,
      alarmName: `${group.name}-specification-lost`,
      metric: failedSpecifications(group.groupName, made.workflowId),
      threshold: 0,
      severity: this.plan.severity,
      description: `${group.groupName}: the specification of its current version could not be written, so that its values come online no more. Read why in the runs of the workflow ${group.name}-specification, and run it again.`,
    }));
    return made;
  }

  private isOnline(): boolean {
    return this.plan.groups.some(({ online }) => online !== undefined);
  }

  private makeOnline({ platform, onlineSize, existingOnlineStoreId }: FeatureStoreProps): OnlineStore | undefined {
    if (existingOnlineStoreId !== undefined || !this.isOnline()) return undefined;
    const { name, groups, deletionProtection } = this.plan;
    return new OnlineStore(this, 'Online', { platform, storeName: name, groups, protected: deletionProtection, ...(onlineSize === undefined ? {} : { size: onlineSize }) });
  }

  /** Where the workspace finds specifications; without a key, so that each reads them as who it is. */
  private datastore(platform: IMlPlatform, workspace: FeatureWorkspace, account: FeatureAccount): string {
    const datastore = new AzapiResource<DatastoreBody>(this, 'Specifications', {
      type: 'Microsoft.MachineLearningServices/workspaces/datastores',
      name: 'specifications',
      parentId: workspace.workspaceId,
      body: {
        properties: {
          datastoreType: 'AzureBlob',
          resourceGroup: resourceGroupNameOf(platform.resourceGroupId),
          accountName: account.accountName,
          containerName: CONTAINERS.specifications,
          protocol: 'https',
          endpoint: 'core.windows.net',
          credentials: { credentialsType: 'None' },
          serviceDataAccessAuthIdentity: 'None',
          tags: platform.tags,
        },
      },
      dependsOn: [...workspace.ready, account.containers[CONTAINERS.specifications]!],
    });
    // `azureml://subscriptions/…/resourcegroups/…/workspaces/…/datastores/…`, as the client of Azure ML writes it.
    const short = Fn.replace(Fn.replace(datastore.id, '/providers/Microsoft.MachineLearningServices', ''), '/resourceGroups/', '/resourcegroups/');
    return `azureml:/${short}`;
  }

  private letCapture(events: EventNamespace, account: FeatureAccount) {
    const grant = grantToManagedIdentity(this, 'Capture', events.principalId, {
      scope: account.containerId(CONTAINERS.events),
      role: 'storageBlobDataContributor',
      description: `Event hubs of ${this.plan.name} keep events as they came`,
    });
    grant.node.addDependency(account.containers[CONTAINERS.events]!);
    return grant;
  }

  private watchMaterializations(platform: IMlPlatform, metric: ReturnType<typeof failedMaterializations>): void {
    this.alarms.push(new Alarm(this, 'NotMaterialized', {
      platform,
      alarmName: `${this.plan.name}-not-materialized`,
      metric,
      threshold: 0,
      severity: this.plan.severity,
      description: `${this.plan.name}: values could not be brought online. Open the feature set in Azure Machine Learning studio, read the log of the failed run under 'Materialization jobs', and fill the gap with 'az ml feature-set backfill --by-job-id'. A group without any file yet fails, too.`,
    }));
  }

  private watchMemory(platform: IMlPlatform, own: OnlineStore): void {
    this.alarms.push(new Alarm(this, 'OnlineFull', {
      platform,
      alarmName: `${this.plan.name}-online-full`,
      metric: own.memory(),
      threshold: 85,
      severity: this.plan.severity,
      description: `${this.plan.name}: the online store is nearly full, and takes no values once it is. Give 'onlineSize' the next size, or groups a time to live.`,
    }));
  }
}

/** Accounts of tables, which are not the store's own, each once. */
function tablesOf({ groups }: FeatureStorePlan): Record<string, string> {
  const tables = new Map<string, string>();
  groups.forEach(({ groupName, source, online }) => {
    if (source.kind !== 'table' || !online) return;
    const { accountId } = storeFactsOf(source.path);
    if (![...tables.values()].includes(accountId)) tables.set(groupName, accountId);
  });
  return Object.fromEntries([...tables].map(([groupName, accountId]) => [groupName.replace(/_/g, '-'), accountId]));
}
