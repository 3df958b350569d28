import { Construct } from 'constructs';
import { WORKSPACE_ACTIONS } from '../../facts/azure/workspace-actions';
import { MachineLearningWorkspace } from '../../providers/azurerm/machine-learning-workspace';
import { RoleAssignment } from '../../providers/azurerm/role-assignment';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { AzapiResource, AzapiUpdateResource } from '../../terraform/raw';
import { grantToManagedIdentity } from '../identity/role-grants';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { Logs } from '../observability/logs';
import { NetworkedSite } from '../platform/site';
import { Encryption } from '../storage/encryption-key';
import { storageAccount } from '../storage/storage-account';

/** What the workspace is tied to for its life. */
export interface WorkspaceParts {
  readonly vaultId: string;
  readonly registryId: string;
  readonly encryption: Encryption;
  readonly logs: Logs;
}

export interface MlWorkspaceProps extends WorkspaceParts {
  readonly name: string;
  readonly storeName: string;
  readonly storeReplication: string;
  readonly resourceGroupId: string;
  readonly nameSuffix: string;
  readonly protected: boolean;
  readonly reachesInternet: boolean;
}

/** The body of `Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01`, as far as it is used. */
interface OutboundRuleBody {
  readonly properties: {
    readonly type: 'PrivateEndpoint';
    readonly category: 'UserDefined';
    readonly destination: { readonly serviceResourceId: string; readonly subresourceTarget: string; readonly sparkEnabled: boolean };
  };
}

/** The Azure Machine Learning workspace: private, with a managed network for what it runs, its own small store, and an identity that may do what it needs. */
export class MlWorkspace extends Construct {
  public readonly resource: MachineLearningWorkspace;
  /** The object id of the workspace's identity. */
  public readonly principalId: string;

  public constructor(scope: Construct, id: string, private readonly site: NetworkedSite, private readonly options: MlWorkspaceProps) {
    super(scope, id);
    const { encryption, logs } = options;
    const identity = new UserAssignedIdentity(this, 'Identity', { ...this.place(), name: `${site.platformName}-workspace` });
    const storeId = this.store();
    const grants = this.grants(identity, storeId);
    this.principalId = identity.principalId;
    this.resource = new MachineLearningWorkspace(this, 'Resource', {
      ...this.place(),
      name: options.name,
      friendlyName: site.platformName,
      kind: 'Default',
      storageAccountId: storeId,
      keyVaultId: options.vaultId,
      containerRegistryId: options.registryId,
      applicationInsightsId: logs.insights.id,
      publicNetworkAccessEnabled: false,
      highBusinessImpact: true,
      v1LegacyModeEnabled: false,
      identity: { type: 'UserAssigned', identityIds: [identity.id, encryption.identityId] },
      primaryUserAssignedIdentity: identity.id,
      encryption: { keyVaultId: encryption.keyVaultId, keyId: encryption.versionedKeyId, userAssignedIdentityId: encryption.identityId },
      // Without it Azure makes a database, a search service and an account of its own in a resource group beside this one.
      serviceSideEncryptionEnabled: true,
      managedNetwork: { isolationMode: options.reachesInternet ? 'AllowInternetOutbound' : 'AllowOnlyApprovedOutbound' },
      dependsOn: [...grants, ...encryption.ready],
      lifecycle: { preventDestroy: options.protected },
    });
    this.useIdentityForStore();
    this.connect();
  }

  /** Where the workspace keeps code, snapshots and logs; artifacts lie elsewhere, since a workspace takes neither folders nor locked blobs here. */
  private store(): string {
    const { options, site } = this;
    const account = storageAccount(this, 'Store', site, {
      name: options.storeName,
      replication: options.storeReplication,
      protected: options.protected,
      blobProperties: { deleteRetentionPolicy: { days: 7 }, containerDeleteRetentionPolicy: { days: 7 } },
      keyId: options.encryption.keyId,
      keyIdentityId: options.encryption.identityId,
      ready: options.encryption.ready,
    });
    privateEndpoint(this, 'BlobEndpoint', site, 'blob', `${site.platformName}-workspace`, account.id);
    privateEndpoint(this, 'FileEndpoint', site, 'file', `${site.platformName}-workspace`, account.id);
    sendLogs(this, 'StoreLogs', `${account.id}/blobServices/default`, options.logs.workspace.id);
    return account.id;
  }

  private grants(identity: UserAssignedIdentity, storeId: string): RoleAssignment[] {
    const { resourceGroupId, nameSuffix, vaultId, registryId, logs } = this.options;
    const role = new RoleDefinition(this, 'Role', {
      name: `${this.site.platformName} workspace ${nameSuffix}`,
      description: 'What a machine-learning workspace does with the resources that belong to it',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: [...WORKSPACE_ACTIONS.actions], dataActions: [...WORKSPACE_ACTIONS.dataActions] }],
    });
    const parts = { Store: storeId, Vault: vaultId, Registry: registryId };
    const uses = Object.entries({ ...parts, Insights: logs.insights.id }).map(([name, scope]) =>
      grantToManagedIdentity(this, `Use${name}`, identity.principalId, {
        scope,
        roleDefinitionId: role.roleDefinitionResourceId,
        description: `The workspace uses its ${name.toLowerCase()}`,
      }));
    const approvals = Object.entries({ ...parts, Monitor: logs.linkScopeId }).map(([name, scope]) =>
      grantToManagedIdentity(this, `Approve${name}`, identity.principalId, {
        scope,
        role: 'networkConnectionApprover',
        description: `The workspace joins its ${name.toLowerCase()} to its managed network`,
      }));
    return [...uses, ...approvals];
  }

  /**
   * The store's keys are off, so the workspace has to use its identity there, which azurerm 4.55 cannot say:
   * https://github.com/hashicorp/terraform-provider-azurerm/issues/22150
   */
  private useIdentityForStore(): void {
    new AzapiUpdateResource(this, 'StoreAccess', {
      type: 'Microsoft.MachineLearningServices/workspaces',
      resourceId: this.resource.id,
      body: { properties: { systemDatastoresAuthMode: 'Identity' } },
    });
  }

  private connect(): void {
    const { site, options } = this;
    privateEndpoint(this, 'Endpoint', site, 'workspace', options.name, this.resource.id);
    sendLogs(this, 'Logs', this.resource.id, options.logs.workspace.id);
    // Telemetry of endpoints in the managed network; azurerm 4.55 does not know this sub-resource.
    new AzapiResource<OutboundRuleBody>(this, 'MonitorRule', {
      type: 'Microsoft.MachineLearningServices/workspaces/outboundRules',
      name: 'monitor',
      parentId: this.resource.id,
      body: {
        properties: {
          type: 'PrivateEndpoint',
          category: 'UserDefined',
          destination: { serviceResourceId: options.logs.linkScopeId, subresourceTarget: 'azuremonitor', sparkEnabled: false },
        },
      },
    });
  }

  private place() {
    return { resourceGroupName: this.site.resourceGroupName, location: this.site.location, tags: this.site.tags };
  }
}
