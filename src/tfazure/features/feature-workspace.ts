import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { SPARK_VERSION } from '../../facts/azure/features-limits';
import { MachineLearningWorkspace } from '../../providers/azurerm/machine-learning-workspace';
import { AzapiResource, AzapiUpdateResource } from '../../terraform/raw';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { FeatureIdentity } from './feature-identity';
import { joinNetwork } from './feature-network';
import { OnlineStoreHandle } from './online-store';
import { insightsIdOf, vaultIdOf } from './platform-parts';

/** The body of `Microsoft.MachineLearningServices/workspaces/connections@2025-12-01`, as far as it is used. */
interface ConnectionBody {
  readonly properties: {
    readonly category: 'ADLSGen2' | 'Redis';
    readonly authType: 'ManagedIdentity';
    readonly target: string;
    readonly credentials: { readonly clientId: string; readonly resourceId: string };
  };
}

/** What Azure ML knows connections of feature stores by: `entities/_feature_store/_constants.py` of https://pypi.org/project/azure-ai-ml/1.35.2/ */
const CONNECTIONS = { offline: 'OfflineStoreConnectionName', online: 'OnlineStoreConnectionName' } as const;

export interface FeatureWorkspaceProps {
  readonly platform: IMlPlatform;
  readonly storeName: string;
  readonly account: FeatureAccount;
  readonly identity: FeatureIdentity;
  readonly online?: OnlineStoreHandle;
  readonly keyVaultId: string;
  readonly protected: boolean;
  /** Further accounts that values are read from, by the names of groups. */
  readonly tables: Readonly<Record<string, string>>;
}

/** The workspace of a feature store: private, with a managed network in which materializations run. Azure ML has a workspace of this kind for each feature store. */
export class FeatureWorkspace extends Construct {
  public readonly workspaceId: string;
  public readonly resource: TerraformResource;
  public readonly connections: TerraformResource[];
  /** What has to be there before feature sets are. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, private readonly props: FeatureWorkspaceProps) {
    super(scope, id);
    const { platform, storeName, account, identity, online } = props;
    const workspace = new MachineLearningWorkspace(this, 'Resource', {
      resourceGroupName: platform.resourceGroupName,
      location: platform.location,
      tags: platform.tags,
      name: storeName,
      friendlyName: storeName,
      kind: 'FeatureStore',
      featureStore: { computerSparkRuntimeVersion: SPARK_VERSION },
      storageAccountId: account.accountId,
      keyVaultId: vaultIdOf(platform),
      applicationInsightsId: insightsIdOf(platform),
      publicNetworkAccessEnabled: false,
      highBusinessImpact: true,
      v1LegacyModeEnabled: false,
      identity: { type: 'UserAssigned', identityIds: [identity.identityId] },
      primaryUserAssignedIdentity: identity.identityId,
      encryption: { keyVaultId: props.keyVaultId, keyId: platform.versionedEncryptionKeyId!, userAssignedIdentityId: identity.identityId },
      serviceSideEncryptionEnabled: true,
      managedNetwork: { isolationMode: 'AllowInternetOutbound' },
      dependsOn: identity.ready,
      // Which connections are its stores is said once they are there.
      lifecycle: { preventDestroy: props.protected, ignoreChanges: ['feature_store'] },
    });
    this.resource = workspace;
    this.workspaceId = workspace.id;
    identity.materializeIn(workspace.id);
    privateEndpoint(this, 'Endpoint', platform, 'workspace', storeName, workspace.id);
    sendLogs(this, 'Logs', workspace.id, platform.logAnalyticsWorkspaceId);
    const offline = this.connection('Offline', CONNECTIONS.offline, 'ADLSGen2', account.containerId(CONTAINERS.offline));
    const connected = online && this.connection('Online', CONNECTIONS.online, 'Redis', online.targetId);
    this.connections = [offline, ...(connected ? [connected] : [])];
    this.ready = [this.useConnections(connected !== undefined)];
    if (online) joinNetwork(this, { workspaceId: workspace.id, accountId: account.accountId, online, tables: props.tables, after: this.ready });
  }

  private connection(id: string, name: string, category: 'ADLSGen2' | 'Redis', target: string): AzapiResource {
    const { clientId, identityId } = this.props.identity;
    return new AzapiResource<ConnectionBody>(this, id, {
      type: 'Microsoft.MachineLearningServices/workspaces/connections',
      name,
      parentId: this.workspaceId,
      body: { properties: { category, authType: 'ManagedIdentity', target, credentials: { clientId, resourceId: identityId } } },
    });
  }

  /** The account's keys are off, so the workspace has to use its identity there, which azurerm 4.55 cannot say. */
  private useConnections(hasOnline: boolean): TerraformResource {
    return new AzapiUpdateResource(this, 'Settings', {
      type: 'Microsoft.MachineLearningServices/workspaces',
      resourceId: this.workspaceId,
      body: {
        properties: {
          systemDatastoresAuthMode: 'Identity',
          featureStoreSettings: {
            computeRuntime: { sparkRuntimeVersion: SPARK_VERSION },
            offlineStoreConnectionName: CONNECTIONS.offline,
            ...(hasOnline ? { onlineStoreConnectionName: CONNECTIONS.online } : {}),
          },
        },
      },
      dependsOn: this.connections,
    });
  }
}
