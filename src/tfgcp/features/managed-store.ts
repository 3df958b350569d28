import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { GroupBackend, StoreBackend } from './feature-backend';
import { FeatureRoles } from './feature-roles';
import { FeatureStoreProps } from './feature-store-props';
import { FreshnessAccount } from './freshness-account';
import { ManagedGroup } from './managed-group';
import { OfflineStore } from './offline-store';
import { OnlineStore, USUAL_NODES } from './online-store';

/** A store of Vertex AI: tables of BigQuery, and an online store where a group is online. */
export class ManagedStore extends Construct implements StoreBackend {
  public readonly datasetResource?: TerraformResource;
  public readonly onlineStoreResource?: TerraformResource;
  public readonly onlineStoreId?: string;
  private readonly offline: OfflineStore;
  private readonly online?: OnlineStore;
  private readonly roles: FeatureRoles;
  private readonly freshness?: FreshnessAccount;

  public constructor(scope: Construct, id: string, private readonly plan: FeatureStorePlan, private readonly props: FeatureStoreProps) {
    super(scope, id);
    const { platform, onlineNodes = USUAL_NODES } = props;
    const { name, groups } = plan;
    this.offline = new OfflineStore(this, 'Offline', plan, props);
    this.roles = new FeatureRoles(this, 'Roles', name, platform);
    if (groups.some(({ online }) => online)) this.online = new OnlineStore(this, 'Online', name, { platform, nodes: onlineNodes, roles: this.roles });
    if (groups.some(({ freshnessSeconds }) => freshnessSeconds !== undefined)) this.freshness = new FreshnessAccount(this, 'Freshness', name, platform, this.roles);
    this.datasetResource = this.offline.resource;
    this.onlineStoreResource = this.online?.resource;
    this.onlineStoreId = this.online?.storeId;
  }

  public addGroup(scope: Construct, group: FeatureGroupPlan): GroupBackend {
    const { platform, existingTables = {}, keyAgentsGranted = false } = this.props;
    return new ManagedGroup(scope, group, {
      platform,
      offline: this.offline,
      online: this.online,
      roles: this.roles,
      freshness: this.freshness,
      deletionProtection: this.plan.deletionProtection,
      existingTable: existingTables[group.groupName],
      keyGranted: keyAgentsGranted,
    });
  }
}
