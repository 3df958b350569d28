import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { REDIS_ACTIONS, REDIS_APPROVAL } from '../../facts/azure/features-online';
import { MATERIALIZE } from '../../facts/azure/features-rights';
import { WORKSPACE_ACTIONS } from '../../facts/azure/workspace-actions';
import { RoleAssignment } from '../../providers/azurerm/role-assignment';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { grantToManagedIdentity, RoleGrant } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { OnlineStoreHandle } from './online-store';
import { insightsIdOf, keyNameOf, vaultIdOf } from './platform-parts';

export interface FeatureIdentityProps {
  readonly platform: IMlPlatform;
  readonly storeName: string;
  readonly account: FeatureAccount;
  readonly online?: OnlineStoreHandle;
  readonly keyVaultId: string;
  /** Further accounts that values are read from, by the names of groups. */
  readonly tables: Readonly<Record<string, string>>;
}

/**
 * Who the workspace of a store and its materializations are. It is one identity, since "at most 1 UAI can be attached to workspace when materialization is enabled"
 * (`operations/_feature_store_operations.py` of https://pypi.org/project/azure-ai-ml/1.35.2/), and the workspace reads the platform's key as one, too.
 */
export class FeatureIdentity extends Construct {
  public readonly identityId: string;
  public readonly clientId: string;
  public readonly principalId: string;
  public readonly resource: TerraformResource;
  /** What has to be there before a workspace can be it. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, private readonly props: FeatureIdentityProps) {
    super(scope, id);
    const { platform, storeName } = props;
    const { resourceGroupName, location, tags } = platform;
    const identity = new UserAssignedIdentity(this, 'Resource', { name: `${storeName}-features`, resourceGroupName, location, tags });
    this.resource = identity;
    this.identityId = identity.id;
    this.clientId = identity.clientId;
    this.principalId = identity.principalId;
    this.ready = [...this.useParts(), this.useKey(), ...this.moveValues()];
  }

  /** Lets materializations find feature sets and write down how they go. */
  public materializeIn(workspaceId: string): void {
    const role = this.role('MaterializeRole', 'materialize', MATERIALIZE, 'What materializations of features do in their workspace');
    this.grant('Materialize', workspaceId, { roleDefinitionId: role }, 'materializes features');
  }

  private useParts(): RoleAssignment[] {
    const { platform, account, tables } = this.props;
    const role = this.role('WorkspaceRole', 'workspace', WORKSPACE_ACTIONS.actions, 'What the workspace of a feature store does with what belongs to it', WORKSPACE_ACTIONS.dataActions);
    const parts = { Account: account.accountId, Vault: vaultIdOf(platform) };
    return [
      ...Object.entries({ ...parts, Insights: insightsIdOf(platform) }).map(([name, on]) => this.grant(`Use${name}`, on, { roleDefinitionId: role }, `uses its ${name.toLowerCase()}`)),
      ...Object.entries(parts).map(([name, on]) => this.grant(`Approve${name}`, on, { role: 'networkConnectionApprover' }, `joins its ${name.toLowerCase()} to its managed network`)),
      ...Object.entries(tables).map(([group, on]) => this.grant(`Approve-${group}`, on, { role: 'networkConnectionApprover' }, `joins the account of ${group} to its managed network`)),
    ];
  }

  private useKey(): RoleAssignment {
    const { platform, keyVaultId } = this.props;
    const key = { role: 'keyVaultCryptoServiceEncryptionUser', after: keyOf(platform, this) } as const;
    return this.grant('UseKey', `${keyVaultId}/keys/${keyNameOf(platform)}`, key, "wraps its keys with the platform's");
  }

  private moveValues(): RoleAssignment[] {
    const { account, online } = this.props;
    const offline = this.grant('WriteOffline', account.containerId(CONTAINERS.offline), { role: 'storageBlobDataContributor' }, 'writes values offline');
    const read = [CONTAINERS.sources, CONTAINERS.specifications].map((name) => this.grant(`Read-${name}`, account.containerId(name), { role: 'storageBlobDataReader' }, `reads ${name}`));
    if (!online) return [offline, ...read];
    const role = this.role('OnlineRole', 'online', [...REDIS_ACTIONS[online.kind], ...REDIS_APPROVAL[online.kind]], 'What materializations of features do with the online store');
    return [offline, ...read, this.grant('WriteOnline', online.instanceId, { roleDefinitionId: role }, 'writes values online')];
  }

  private role(id: string, what: string, actions: readonly string[], description: string, dataActions: readonly string[] = []): string {
    const { platform: { resourceGroupId, nameSuffix }, storeName, online } = this.props;
    const others = online && !online.instanceId.includes('${') ? [online.instanceId.split('/').slice(0, 5).join('/')] : [];
    return new RoleDefinition(this, id, {
      name: `${storeName} ${what} ${nameSuffix}`,
      description,
      scope: resourceGroupId,
      assignableScopes: [...new Set([resourceGroupId, ...others])],
      permissions: [{ actions: [...actions], dataActions: dataActions.length > 0 ? [...dataActions] : undefined }],
    }).roleDefinitionResourceId;
  }

  private grant(id: string, on: string, grant: Pick<RoleGrant, 'role' | 'roleDefinitionId' | 'after'>, what: string): RoleAssignment {
    return grantToManagedIdentity(this, id, this.principalId, { scope: on, ...grant, description: `${this.props.storeName} ${what}` });
  }
}
