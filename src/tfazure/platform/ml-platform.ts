import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Egress, IArtifactStore, IContainerRegistry, IDashboard, IEncryptionKey, INetwork, Persona, Profile, Severity } from '../../core';
import { existingIn, planPlatform, PlatformPlan } from '../../core/platform/ml-platform-plan';
import { isUnresolved, stableSuffix } from '../../core/private';
import { REGIONS } from '../../facts/azure/regions';
import { ResourceGroup } from '../../providers/azurerm/resource-group';
import { platformOutputs, useProviders } from '../../terraform';
import { PersonaRoles } from '../identity/persona-roles';
import { RuntimeIdentities } from '../identity/runtime-identities';
import { DEFAULT_RANGES } from '../network/default-ranges';
import { FlowLogs } from '../network/flow-logs';
import { Network } from '../network/network';
import { PrivateDns } from '../network/private-dns';
import { rememberNetwork } from '../network/ready-network';
import { AlertTopics } from '../observability/alert-topics';
import { Dashboard } from '../observability/dashboard';
import { Logs } from '../observability/logs';
import { overview } from '../observability/overview';
import { PlatformAlarms } from '../observability/platform-alarms';
import { spendBudget } from '../observability/spend-budget';
import { ArtifactStore } from '../storage/artifact-store';
import { ArtifactStoreBase } from '../storage/artifact-store-base';
import { withoutVersions } from '../storage/artifact-store-checks';
import { ContainerRegistry } from '../storage/container-registry';
import { ContainerRegistryBase } from '../storage/container-registry-base';
import { Encryption, EncryptionKey, existingKey, rememberReady } from '../storage/encryption-key';
import { ExistingArtifactStore } from '../storage/existing-artifact-store';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { growthAlarm } from '../storage/growth-alarm';
import { Vault } from '../storage/key-vault';
import { replication } from '../storage/redundancy';
import { TARGET } from '../support';
import { joinManagedNetwork } from '../workspace/managed-network';
import { MlWorkspace, WorkspaceParts } from '../workspace/ml-workspace';
import { workspaceStoreName } from '../workspace/workspace-store';
import { attributesOf } from './attributes-of';
import { ImportedMlPlatform } from './imported-ml-platform';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';
import { PlatformBase } from './platform-base';
import { checkPlatform } from './platform-checks';
import { azureProviders } from './platform-providers';
import { resourceGroupIdOf, resourceGroupNameOf } from './resource-ids';

/**
 * A private ML platform in a resource group of Azure: a virtual network with private endpoints and their names, a key vault with a key that rotates,
 * a storage account, a container registry, an Azure Machine Learning workspace with a managed network, identities for training and serving, a
 * custom role for each persona, logs, alerts, a budget and a workbook.
 *
 * Whoever runs Terraform needs 'Contributor' and 'User Access Administrator' on the resource group (on the subscription where the group
 * is made), and no way into the network. Azure spreads new rights within some minutes: a first apply that is refused for lack of rights goes on when
 * it is repeated. A destroy leaves the vault and its key (they can be purged after 90 days), the soft-deleted workspace, and
 * the network watcher that Azure makes in each region.
 *
 * Throws all that is wrong at once; the codes are in `docs/errors.md`.
 *
 * @example
 * import { App, TerraformStack } from 'cdktf';
 * import { AlertChannel, Budget, tfazure } from 'ml-platform-constructs';
 *
 * const stack = new TerraformStack(new App(), 'ml');
 * new tfazure.MlPlatform(stack, 'Ml', {
 *   location: 'westeurope',
 *   subscriptionId: '11111111-2222-3333-4444-555555555555',
 *   alerts: [AlertChannel.email('ml@acme.io')],
 *   budget: Budget.monthly(20_000),
 *   budgetStart: '2026-12-01',
 * });
 */
export class MlPlatform extends PlatformBase {
  /**
   * A platform that another program made.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param attributes the outputs of the other program
   */
  public static fromAttributes(scope: Construct, id: string, attributes: MlPlatformAttributes): IMlPlatform {
    return new ImportedMlPlatform(scope, id, attributes);
  }

  public readonly platformName: string;
  public readonly profile: Profile;
  public readonly tags: Record<string, string>;
  public readonly network: INetwork;
  public readonly encryptionKey: IEncryptionKey;
  public readonly artifacts: IArtifactStore;
  public readonly registry: IContainerRegistry;
  /** The page of graphs: a workbook. */
  public readonly dashboard: IDashboard;
  public readonly location: string;
  public readonly resourceGroupName: string;
  public readonly resourceGroupId: string;
  public readonly nameSuffix: string;
  public readonly endpointSubnetId: string;
  public readonly privateDnsZoneIds: Record<string, string>;
  public readonly keyIdentityId: string;
  public readonly keyIdentityClientId: string;
  public readonly versionedEncryptionKeyId?: string;
  public readonly apiServerSubnetId?: string;
  public readonly podCidr: string;
  public readonly serviceCidr: string;
  public readonly logAnalyticsWorkspaceId: string;
  public readonly machineLearningWorkspaceId: string;
  public readonly machineLearningWorkspacePrincipalId: string;
  public readonly runnerAddresses: string[];
  /** The id of the user-assigned identity for training jobs. */
  public readonly trainingIdentityId: string;
  /** The id of the user-assigned identity for endpoints. */
  public readonly servingIdentityId: string;

  /** The resource group; none where one exists already. */
  public readonly resourceGroupResource?: TerraformResource;
  /** The virtual network; none where one exists already. */
  public readonly networkResource?: TerraformResource;
  /** The key vault. */
  public readonly keyVaultResource: TerraformResource;
  /** The Log Analytics workspace. */
  public readonly logAnalyticsWorkspaceResource: TerraformResource;
  /** The Application Insights of the machine-learning workspace. */
  public readonly applicationInsightsResource: TerraformResource;
  /** The machine-learning workspace. */
  public readonly machineLearningWorkspaceResource: TerraformResource;
  /** The budget; none without one. */
  public readonly budgetResource?: TerraformResource;

  private readonly topics: AlertTopics;
  private readonly personas: PersonaRoles;

  /**
   * @param scope a stack, or a construct in one
   * @param id unique in that scope
   * @param props what the platform is to be
   */
  public constructor(scope: Construct, id: string, props: MlPlatformProps) {
    const suffix = stableSuffix(...[props.subscriptionId, props.location, props.platformName ?? id].map((part) => (part && !isUnresolved(part) ? part : '')));
    const artifacts = withoutVersions({ ...props.artifacts, hierarchicalNamespace: props.hierarchicalNamespace });
    // A wish for a namespace is a wish about a store to make; where the store exists, core is to see only what the user said.
    const portable = props.existingArtifacts ? props : { ...props, artifacts };
    const plan = planPlatform(scope, id, portable, {
      target: TARGET,
      system: 'azure',
      region: props.location,
      knownRegions: Object.keys(REGIONS),
      existing: existingIn(props),
      check: (name, problems) => checkPlatform(props, name, suffix, problems),
    });
    super(scope, id);
    useProviders(this, ...azureProviders(props));
    this.platformName = plan.name;
    this.profile = props.profile ?? Profile.production();
    this.tags = { ...plan.tags };
    this.location = props.location;
    this.nameSuffix = suffix;
    this.runnerAddresses = [...(props.runnerAddresses ?? [])];
    this.resourceGroupResource = props.existingResourceGroup ? undefined : this.makeResourceGroup();
    this.resourceGroupId = props.existingResourceGroup?.resourceGroupId ?? this.resourceGroupResource!.getStringAttribute('id');
    this.resourceGroupName = props.existingResourceGroup
      ? resourceGroupNameOf(props.existingResourceGroup.resourceGroupId)
      : this.resourceGroupResource!.getStringAttribute('name');

    const logs = new Logs(this, 'Logs', this, plan.profile.logsKept);
    this.logAnalyticsWorkspaceResource = logs.workspace;
    this.logAnalyticsWorkspaceId = logs.workspace.id;
    this.applicationInsightsResource = logs.insights;
    this.topics = new AlertTopics(this, 'Alerts', this, plan.alerts);

    const network = plan.network && new Network(this, 'Network', this, plan.network, this.zones(plan), props.network?.egress ?? Egress.nat());
    this.networkResource = network?.virtualNetwork;
    this.network = network ?? props.existingNetwork!;
    this.endpointSubnetId = network?.endpointSubnetId ?? props.existingNetwork!.endpointSubnetId;
    this.apiServerSubnetId = network?.apiServerSubnetId ?? props.existingNetwork?.apiServerSubnetId;
    this.podCidr = network?.podCidr ?? DEFAULT_RANGES.podCidr;
    this.serviceCidr = network?.serviceCidr ?? DEFAULT_RANGES.serviceCidr;
    rememberNetwork(this, network?.ready ?? []);
    this.privateDnsZoneIds = plan.centralDns ? {} : new PrivateDns(this, 'PrivateDns', this, this.network.networkId).zoneIds;
    logs.connect(this);

    const vault = this.makeVault(props).resource;
    this.keyVaultResource = vault;
    const encryption = props.existingEncryptionKey ? existingKey(props.existingEncryptionKey) : new EncryptionKey(this, 'Key', this, vault);
    this.encryptionKey = { keyId: encryption.keyId };
    this.versionedEncryptionKeyId = encryption.versionedKeyId;
    this.keyIdentityId = encryption.identityId;
    this.keyIdentityClientId = encryption.identityClientId;
    rememberReady(this, encryption.ready);
    if (network) this.keepFlowLogs(plan, network, encryption);

    const registry = this.useRegistry(props);
    this.registry = registry;
    const workspace = this.makeWorkspace(plan, props, { vaultId: vault.id, registryId: registry.registryId, encryption, logs });
    this.machineLearningWorkspaceResource = workspace.resource;
    this.machineLearningWorkspaceId = workspace.resource.id;
    this.machineLearningWorkspacePrincipalId = workspace.principalId;
    const store = this.useArtifacts(props, plan);
    this.artifacts = store;

    const runtimes = new RuntimeIdentities(this, 'Runtime', this, { storeId: store.containerId, registryId: registry.registryId });
    this.trainingIdentityId = runtimes.training.id;
    this.servingIdentityId = runtimes.serving.id;
    new PlatformAlarms(this, 'Alarms', this, plan.alarms);
    this.budgetResource = plan.budget && spendBudget(this, 'Budget', this, {
      budget: plan.budget,
      start: props.budgetStart!,
      alarms: plan.alarms,
      sharedResourceGroup: props.existingResourceGroup !== undefined,
    });
    const dashboard = new Dashboard(this, 'Dashboard', { platform: this, dashboardName: `${plan.name}: ML platform` });
    overview(dashboard, this, { accountId: store.storageAccountId, registryId: registry.registryId, natGatewayIds: network?.natGatewayIds ?? [] });
    this.dashboard = dashboard;
    this.personas = this.makePersonas(plan, props, store, registry, dashboard);
    platformOutputs(this, attributesOf(this, store, registry));
  }

  public alertActionGroupIds(severity: Severity): string[] {
    return [...(this.topics.actionGroupIds[severity] ?? [])];
  }

  /**
   * The id of the custom role of a persona.
   *
   * @param persona whose role
   */
  public personaRole(persona: Persona): string {
    return this.personas.idOf(persona);
  }

  /**
   * The custom role of a persona itself.
   *
   * @param persona whose role
   */
  public personaRoleResource(persona: Persona): TerraformResource {
    return this.personas.resourceOf(persona);
  }

  private makeResourceGroup(): ResourceGroup {
    return new ResourceGroup(this, 'Resource', { name: `${this.platformName}-ml`, location: this.location, tags: this.tags });
  }

  private makeVault({ tenantId }: MlPlatformProps): Vault {
    return new Vault(this, 'Vault', this, {
      name: `${this.platformName}-${this.nameSuffix}`,
      tenantId,
      logAnalyticsWorkspaceId: this.logAnalyticsWorkspaceId,
      runnerAddresses: this.runnerAddresses,
    });
  }

  private keepFlowLogs(plan: PlatformPlan, network: Network, encryption: Encryption): void {
    new FlowLogs(this, 'FlowLogs', this, {
      networkId: network.networkId,
      keptDays: plan.profile.logsKept.toDays(),
      account: {
        name: this.accountName('fl'),
        replication: replication(this.location, { rules: [] }),
        protected: plan.profile.deletionProtection,
        keyId: encryption.keyId,
        keyIdentityId: encryption.identityId,
        ready: encryption.ready,
      },
    });
  }

  private useRegistry({ existingRegistry, registry }: MlPlatformProps): ContainerRegistryBase {
    return existingRegistry
      ? new ExistingContainerRegistry(this, 'Registry', this, existingRegistry)
      : new ContainerRegistry(this, 'Registry', { ...registry, platform: this, registryName: 'cr' });
  }

  private makeWorkspace(plan: PlatformPlan, { existingNetwork }: MlPlatformProps, parts: WorkspaceParts): MlWorkspace {
    return new MlWorkspace(this, 'Workspace', this, {
      name: `${this.platformName}-${this.nameSuffix}`,
      storeName: workspaceStoreName(this),
      storeReplication: replication(this.location, { rules: [] }),
      resourceGroupId: this.resourceGroupId,
      nameSuffix: this.nameSuffix,
      protected: plan.profile.deletionProtection,
      reachesInternet: plan.network ? plan.network.egress.kind === 'nat' : existingNetwork?.reachesInternet ?? false,
      ...parts,
    });
  }

  private useArtifacts({ existingArtifacts, artifacts, hierarchicalNamespace }: MlPlatformProps, plan: PlatformPlan): ArtifactStoreBase {
    if (!existingArtifacts) return new ArtifactStore(this, 'Artifacts', { ...artifacts, platform: this, hierarchicalNamespace, storeName: 'artifacts', accountCode: 'st' });
    const store = new ExistingArtifactStore(this, 'Artifacts', this, existingArtifacts);
    joinManagedNetwork(store, this, store.storageAccountId, store.storeName);
    growthAlarm(store, this, store.metrics, plan.artifacts.alarmAboveBytes, store.storeName);
    return store;
  }

  private makePersonas(
    plan: PlatformPlan,
    props: MlPlatformProps,
    store: ArtifactStoreBase,
    registry: ContainerRegistryBase,
    dashboard: Dashboard,
  ): PersonaRoles {
    const existing = [props.existingArtifacts?.storageAccountId, props.existingRegistry?.registryId].filter((used) => used !== undefined);
    return new PersonaRoles(this, 'Personas', this, plan.personas, {
      nameSuffix: this.nameSuffix,
      resourceGroupId: this.resourceGroupId,
      otherResourceGroupIds: existing.map(resourceGroupIdOf),
      resources: {
        workspace: this.machineLearningWorkspaceId,
        registry: registry.registryId,
        logs: this.logAnalyticsWorkspaceId,
        dashboard: dashboard.dashboardId,
      },
      // The account shows its metrics; where others use it too, only the container is the platform's.
      storeId: props.existingArtifacts ? store.containerId : store.storageAccountId,
    });
  }

  private zones(plan: PlatformPlan) {
    return { regionHasZones: REGIONS[this.location]?.zones ?? false, natPerZone: plan.profile.natPerZone };
  }

  /** At most 16 characters of the platform's name, 2 that say what for, and 6 of the suffix: never more than the 24 that an account may have. */
  private accountName(code: string): string {
    return `${this.platformName.replace(/-/g, '')}${code}${this.nameSuffix}`;
  }
}
