import { Fn, ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { LOGGING_COMPONENTS, MONITORING_COMPONENTS, NODE_SCOPE, workloadPool } from '../../facts/gcp/cluster';
import { RELEASE_CHANNELS } from '../../facts/gcp/kubernetes-versions';
import { ContainerCluster } from '../../providers/google/container-cluster';
import { accessBlocks } from './cluster-access';
import { ClusterEndpoint } from './cluster-endpoint';
import { maintenancePolicy } from './maintenance-policy';
import { TrainingClusterProps } from './training-cluster-props';

/** What the cluster stands on. */
export interface GkeClusterSettings {
  readonly keyId: string;
  readonly nodeAccount: string;
  readonly zones: readonly string[];
  readonly after: ITerraformDependable[];
}

/** The cluster itself, without nodes: its own pool of nodes is taken away as soon as it is there. */
export function gkeCluster(scope: Construct, plan: TrainingClusterPlan, props: TrainingClusterProps, settings: GkeClusterSettings): ContainerCluster {
  const { platform } = props;
  const { keyId, nodeAccount, zones, after } = settings;
  return new ContainerCluster(scope, 'Resource', {
    project: platform.project,
    location: platform.location,
    name: plan.name,
    description: `Training cluster of the platform ${platform.platformName}`,
    nodeLocations: [...zones],
    minMasterVersion: plan.kubernetesVersion,
    releaseChannel: { channel: RELEASE_CHANNELS[plan.releaseChannel] },
    maintenancePolicy: maintenancePolicy(plan.maintenance),
    deletionProtection: platform.profile.settings.deletionProtection,
    resourceLabels: { ...platform.tags },
    ...networkBlocks(props),
    ...accessBlocks(plan.access),
    ...securityBlocks(platform.project, keyId, props),
    ...observabilityBlocks(),
    addonsConfig: {
      gcsFuseCsiDriverConfig: { enabled: true },
      gcePersistentDiskCsiDriverConfig: { enabled: true },
      dnsCacheConfig: { enabled: true },
    },
    // Nodes that nobody uses go sooner. Groups are made by us, and never by GKE.
    clusterAutoscaling: { enabled: false, autoscalingProfile: 'OPTIMIZE_UTILIZATION' },
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    // Of the pool that goes again. The default account of Compute Engine may be forbidden: https://github.com/hashicorp/terraform-provider-google/issues/17511
    nodeConfig: {
      serviceAccount: nodeAccount,
      oauthScopes: [NODE_SCOPE],
      bootDiskKmsKey: keyId,
      shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
      workloadMetadataConfig: { mode: 'GKE_METADATA' },
    },
    // Without its pool the cluster has none of that, which would replace it: https://github.com/hashicorp/terraform-provider-google/issues/12070
    lifecycle: { ignoreChanges: ['initial_node_count', 'node_config'] },
    dependsOn: after,
  });
}

function networkBlocks({ platform, podRangeName = platform.podRangeName, serviceRangeName = platform.serviceRangeName }: TrainingClusterProps) {
  return {
    network: platform.network.networkId,
    subnetwork: platform.network.privateSubnetIds[0],
    networkingMode: 'VPC_NATIVE',
    // Clusters of a subnet may share both ranges: https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.aggregated.usableSubnetworks
    ipAllocationPolicy: { stackType: 'IPV4', clusterSecondaryRangeName: podRangeName, servicesSecondaryRangeName: serviceRangeName },
    // Dataplane V2, which enforces network policies.
    datapathProvider: 'ADVANCED_DATAPATH',
    // What pods of one node say to each other is in the flow logs, too.
    enableIntranodeVisibility: true,
  };
}

function securityBlocks(project: string, keyId: string, { securityGroup }: TrainingClusterProps) {
  return {
    databaseEncryption: { state: 'ENCRYPTED', keyName: keyId },
    workloadIdentityConfig: { workloadPool: workloadPool(project) },
    enableShieldedNodes: true,
    enableLegacyAbac: false,
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    authenticatorGroupsConfig: securityGroup ? { securityGroup } : undefined,
    anonymousAuthenticationConfig: { mode: 'LIMITED' },
    rbacBindingConfig: { enableInsecureBindingSystemAuthenticated: false, enableInsecureBindingSystemUnauthenticated: false },
    // Images are scanned in the platform's repository; the scanner of GKE Standard is gone: https://docs.cloud.google.com/kubernetes-engine/docs/deprecations
    securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
    nodePoolDefaults: { nodeConfigDefaults: { gcfsConfig: { enabled: true }, insecureKubeletReadonlyPortEnabled: 'FALSE' } },
  };
}

function observabilityBlocks() {
  return {
    loggingConfig: { enableComponents: [...LOGGING_COMPONENTS] },
    monitoringConfig: { enableComponents: [...MONITORING_COMPONENTS], managedPrometheus: { enabled: true } },
    costManagementConfig: { enabled: true },
  };
}

/** How whoever deploys what runs in the cluster reaches it. */
export function endpointOf(cluster: ContainerCluster, { kind }: TrainingClusterPlan['access']): ClusterEndpoint {
  if (kind === 'gateway') return { host: cluster.controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint };
  return { host: cluster.endpoint, certificate: Fn.base64decode(cluster.masterAuth.clusterCaCertificate) as string };
}
