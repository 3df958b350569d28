import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { Identity } from '../identity/identity';
import { grantToManagedIdentity, standBeside } from '../identity/role-grants';
import { storeFactsOf } from '../jobs/store-facts';
import { EventNamespace } from './event-namespace';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { GroupBackend, StoreBackend } from './feature-backend';
import { FeatureGrants } from './feature-grants';
import { FeatureIdentity } from './feature-identity';
import { tierOf } from './feature-plan';
import { FeatureStoreProps } from './feature-store-props';
import { FeatureWorkspace } from './feature-workspace';
import { ManagedGroup } from './managed-group';
import { ManagedParts } from './managed-parts';
import { specificationAlarm, storeAlarms, storeGraphs } from './managed-watch';
import { existingOnlineStore, OnlineStore } from './online-store';
import { vaultIdOf } from './platform-parts';
import { SpecWriter } from './spec-writer';
import { specificationStore } from './specification-store';

/** What all groups of a managed feature store share, and what is watched of it as a whole. */
export class ManagedStore extends Construct implements StoreBackend {
  public readonly storeId: string;
  public readonly workspaceResource: TerraformResource;
  public readonly accountResource: TerraformResource;
  public readonly onlineStoreResource?: TerraformResource;
  public readonly eventHubsResource?: TerraformResource;
  public readonly identityResource: TerraformResource;
  public readonly graphs: StoreBackend['graphs'];
  public readonly alarms: IAlarm[];

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
      specifications: specificationStore(this, platform, workspace, account),
      ...(events ? { events, capture: this.letCapture(events, account) } : {}),
      protected: isProtected,
    };
    this.storeId = workspace.workspaceId;
    this.workspaceResource = workspace.resource;
    this.accountResource = account.resource;
    this.onlineStoreResource = own?.resource;
    this.eventHubsResource = events?.resource;
    this.identityResource = identity.resource;
    const watched = { platform, plan, workspaceId: workspace.workspaceId, isOnline: online !== undefined, ...(own ? { own } : {}) };
    this.graphs = storeGraphs(watched);
    this.alarms = storeAlarms(this, watched);
  }

  public addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend {
    const made = new ManagedGroup(scope, 'Managed', group, this.parts);
    this.alarms.push(specificationAlarm(made, this.parts, group));
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

  private letCapture(events: EventNamespace, account: FeatureAccount) {
    return grantToManagedIdentity(this, 'Capture', events.principalId, {
      scope: account.containerId(CONTAINERS.events),
      role: 'storageBlobDataContributor',
      description: `Event hubs of ${this.plan.name} keep events as they came`,
    });
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
