import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { REDIS_ACTIONS } from '../../facts/azure/features-online';
import { READ_FEATURES } from '../../facts/azure/features-rights';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
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

/** What readers of a store get once, whatever groups they read: Azure ML has no rights for one feature set, and Redis none for a part of its keys. */
export class FeatureGrants extends Construct {
  private readonly roles = new Map<string, RoleDefinition>();

  public constructor(scope: Construct, id: string, private readonly props: FeatureGrantsProps) {
    super(scope, id);
  }

  /** Lets somebody find feature sets, read how they are specified, and read copies of their values. */
  public grantCatalogue(identity: IIdentity): void {
    const { workspaceId, account, storeName } = this.props;
    const role = this.role('read', 'Reads features', READ_FEATURES);
    grantTo(this, grantId('Find', identity.identityName), identity, { scope: workspaceId, roleDefinitionId: role.roleDefinitionResourceId, description: `Reads features of ${storeName}` });
    [CONTAINERS.specifications, CONTAINERS.offline].forEach((name) => {
      const grant = grantTo(this, grantId(`Read-${name}`, identity.identityName), identity, {
        scope: account.containerId(name), role: 'storageBlobDataReader', description: `Reads ${name} of ${storeName}`,
      });
      grant.node.addDependency(account.containers[name]!);
    });
  }

  /** Lets somebody read online values, as the client of Azure ML does: with the keys of Redis, of which none reads only. */
  public grantOnline(identity: IIdentity): void {
    const { online, storeName } = this.props;
    if (!online) return;
    const role = this.role('read online', 'Reads online features', REDIS_ACTIONS[online.kind]);
    grantTo(this, grantId('Online', identity.identityName), identity, { scope: online.instanceId, roleDefinitionId: role.roleDefinitionResourceId, description: `Reads online features of ${storeName}` });
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
