import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { REDIS_ACTIONS } from '../../facts/azure/features-online';
import { READ_FEATURES } from '../../facts/azure/features-rights';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { onlyInFolders } from '../identity/blob-conditions';
import { grantId, grantTo } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { OnlineStoreHandle } from './online-store';

export interface FeatureGrantsProps {
  readonly platform: IMlPlatform;
  readonly storeName: string;
  readonly workspaceId: string;
  readonly account: FeatureAccount;
  readonly online?: OnlineStoreHandle;
}

/** What readers of a store get beside the sources of their groups: Azure ML has no rights for one feature set, and Redis none for a part of its keys. */
export class FeatureGrants extends Construct {
  private readonly roles = new Map<string, RoleDefinition>();
  /** The folder of the store in its offline store, whose parts are known at deployment only: asked for once, since each question is another text. */
  private readonly copies: string;

  public constructor(scope: Construct, id: string, private readonly props: FeatureGrantsProps) {
    super(scope, id);
    const { platform: { resourceGroupId, resourceGroupName }, storeName } = props;
    const subscription = Token.asString(Fn.element(Fn.split('/', resourceGroupId), 2));
    this.copies = Fn.lower(`${storeName}_${subscription}_${resourceGroupName}`);
  }

  /** Lets somebody find feature sets, and read how they are specified. */
  public grantCatalogue(identity: IIdentity): void {
    const { workspaceId, storeName } = this.props;
    const role = this.role('read', 'Reads features', READ_FEATURES);
    grantTo(this, grantId('Find', identity.identityName), identity, { scope: workspaceId, roleDefinitionId: role.roleDefinitionResourceId, description: `Reads features of ${storeName}` });
    this.read(CONTAINERS.specifications, identity, grantId(`Read-${CONTAINERS.specifications}`, identity.identityName));
  }

  /**
   * Lets somebody read the copies of a group's values that materializations write offline, into `<store>/<group>/<version>` or `<store>/materialize_store/<group>/<version>`, all of it
   * in small letters: `offline_store/azure_data_lake_offline_store.py` of https://pypi.org/project/azureml-featurestore/1.2.2/
   */
  public grantCopies(identity: IIdentity, groupName: string): void {
    const condition = onlyInFolders(`${this.copies}/${groupName}`, `${this.copies}/materialize_store/${groupName}`);
    this.read(CONTAINERS.offline, identity, grantId(`Read-${CONTAINERS.offline}`, identity.identityName, groupName), condition);
  }

  /** Lets somebody read online values, as the client of Azure ML does: with the keys of Redis, of which none reads only. */
  public grantOnline(identity: IIdentity): void {
    const { online, storeName } = this.props;
    if (!online) return;
    const role = this.role('read online', 'Reads online features', REDIS_ACTIONS[online.kind]);
    grantTo(this, grantId('Online', identity.identityName), identity, { scope: online.instanceId, roleDefinitionId: role.roleDefinitionResourceId, description: `Reads online features of ${storeName}` });
  }

  private read(container: string, identity: IIdentity, id: string, condition?: string): void {
    const { account, storeName } = this.props;
    grantTo(this, id, identity, { scope: account.containerId(container), role: 'storageBlobDataReader', condition, description: `Reads ${container} of ${storeName}` });
  }

  private role(what: string, description: string, actions: readonly string[]): RoleDefinition {
    const known = this.roles.get(what);
    if (known) return known;
    const { platform: { resourceGroupId, nameSuffix }, storeName, online } = this.props;
    const elsewhere = online && !online.instanceId.includes('${') ? [online.instanceId.split('/').slice(0, 5).join('/')] : [];
    const role = new RoleDefinition(this, `Role-${what.replace(' ', '-')}`, {
      name: `${storeName} features ${what} ${nameSuffix}`,
      description,
      scope: resourceGroupId,
      assignableScopes: [...new Set([resourceGroupId, ...elsewhere])],
      permissions: [{ actions: [...actions] }],
    });
    this.roles.set(what, role);
    return role;
  }
}
