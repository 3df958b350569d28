import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, Cluster, ClusterLoggingTypes, DefaultCapacityType, EndpointAccess, KubernetesVersion } from 'aws-cdk-lib/aws-eks-v2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { CLUSTER_POLICIES, CLUSTER_TRUST, CONTROL_PLANE_LOGS } from '../../facts/aws/cluster';
import { SUPPORT_TYPES } from '../../facts/aws/kubernetes-versions';
import { Network } from '../network/network';
import { privateSubnets } from '../platform/platform-network';
import { awsPolicies, ClusterContext } from './cluster-context';
import { ClusterLogs } from './cluster-logs';

export interface ControlPlaneProps {
  readonly context: ClusterContext;
  readonly logs: ClusterLogs;
  readonly kubectlLayer?: ILayerVersion;
}

/** The control plane of EKS: private, logged, with secrets encrypted by the platform's key, opened by IAM alone. */
export function controlPlane(scope: Construct, id: string, { context, logs, kubectlLayer }: ControlPlaneProps): Cluster {
  const { plan, platform, key, values } = context;
  const { vpc, profile } = platform;
  const cluster = new Cluster(scope, id, {
    clusterName: plan.name,
    version: KubernetesVersion.of(plan.kubernetesVersion!),
    vpc,
    vpcSubnets: [{ subnets: privateSubnets(vpc) }],
    role: new Role(scope, 'Role', {
      description: `${plan.name}: what EKS works as`,
      assumedBy: new ServicePrincipal(CLUSTER_TRUST.service),
      managedPolicies: awsPolicies(scope, CLUSTER_POLICIES, values),
    }),
    // EKS adds a group of its own, by which control plane and nodes speak; this one lets nothing through.
    securityGroup: new SecurityGroup(scope, 'ControlPlane', { vpc, description: `${plan.name}: nothing beside what EKS allows`, allowAllOutbound: false }),
    endpointAccess: endpointAccess(plan.access),
    secretsEncryptionKey: key,
    serviceIpv4Cidr: platform.serviceCidr,
    clusterLogging: [...CONTROL_PLANE_LOGS] as ClusterLoggingTypes[],
    // Whoever deploys is no administrator by that; the add-ons are made as such, with rights of their own.
    bootstrapClusterCreatorAdminPermissions: false,
    bootstrapSelfManagedAddons: false,
    defaultCapacityType: DefaultCapacityType.NODEGROUP,
    defaultCapacity: 0,
    outputConfigCommand: false,
    prune: false,
    kubectlProviderOptions: kubectlLayer && { kubectlLayer },
  });
  const resource = cluster.node.defaultChild as CfnCluster;
  resource.deletionProtection = profile.settings.deletionProtection;
  resource.upgradePolicy = { supportType: SUPPORT_TYPES.standard };
  resource.zonalShiftConfig = { enabled: true };
  // Nodes, and the function that takes software away, need the way to AWS for as long as they are there.
  resource.node.addDependency(logs, ...(platform.network instanceof Network ? platform.network.ways : []));
  keepKubectlLogs(cluster, logs);
  // Load balancers find subnets by tags, which belong to whoever makes the subnets.
  Annotations.of(cluster).acknowledgeWarning('@aws-cdk/aws-eks:clusterMustManuallyTagSubnet', 'No load balancer is made by this cluster.');
  return cluster;
}

function endpointAccess({ kind, cidrs }: TrainingClusterPlan['access']): EndpointAccess {
  return kind === 'private' ? EndpointAccess.PRIVATE : EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(...cidrs);
}

/** Lambda would make a log group for each function that is kept for ever, without a key of the customer's. */
function keepKubectlLogs(cluster: Cluster, logs: ClusterLogs): void {
  cluster.node.findAll().filter(CfnFunction.isCfnFunction).forEach((handler) => {
    handler.loggingConfig = { logGroup: logs.kubectl.logGroupName };
    // AWS CDK says of each function that it depends on its role, which its ARN says already.
    handler.addMetadata('cfn-lint', { config: { ignore_checks: ['W3005'] } });
  });
}
