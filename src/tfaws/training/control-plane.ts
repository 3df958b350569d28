import { Construct } from 'constructs';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { AUTHENTICATION_MODE, CLUSTER_POLICIES, CLUSTER_TRUST, CONTROL_PLANE_LOGS } from '../../facts/aws/cluster';
import { CONTROL_PLANE_LOG_GROUP } from '../../facts/aws/cluster-metrics';
import { fill } from '../../facts/aws/fill';
import { SUPPORT_TYPES } from '../../facts/aws/kubernetes-versions';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { EksCluster } from '../../providers/aws/eks-cluster';
import { ClusterContext } from './cluster-context';
import { ClusterRole } from './cluster-role';
import { ROLES } from './roles';

/**
 * The control plane of a cluster, with its role and its logs.
 *
 * It resists a destroy by Terraform's own `prevent_destroy`: the plugin has no argument for EKS's deletion protection before 6.
 */
export function makeControlPlane(cluster: Construct, context: ClusterContext, plan: TrainingClusterPlan, creatorAdministers: boolean): EksCluster {
  const { platform, values, tags } = context;
  const role = new ClusterRole(cluster, 'ControlPlane', context, {
    suffix: ROLES.controlPlane, description: 'The control plane', trust: CLUSTER_TRUST, managedPolicies: CLUSTER_POLICIES,
  });
  // EKS would make the group without a key, and keep it for ever.
  const logs = new CloudwatchLogGroup(cluster, 'Logs', {
    name: fill<string>(CONTROL_PLANE_LOG_GROUP, values),
    retentionInDays: platform.profile.settings.logsKept.toDays(),
    kmsKeyId: platform.encryptionKey.keyId,
    tags,
  });
  const authorized = plan.access.kind === 'authorized';
  return new EksCluster(cluster, 'Resource', {
    name: plan.name,
    version: plan.kubernetesVersion,
    roleArn: role.arn,
    bootstrapSelfManagedAddons: false,
    accessConfig: { authenticationMode: AUTHENTICATION_MODE, bootstrapClusterCreatorAdminPermissions: creatorAdministers },
    encryptionConfig: { resources: ['secrets'], provider: { keyArn: platform.encryptionKey.keyId } },
    enabledClusterLogTypes: [...CONTROL_PLANE_LOGS],
    kubernetesNetworkConfig: platform.serviceCidr ? { serviceIpv4Cidr: platform.serviceCidr } : undefined,
    upgradePolicy: { supportType: SUPPORT_TYPES.standard },
    zonalShiftConfig: { enabled: true },
    vpcConfig: {
      subnetIds: platform.network.privateSubnetIds,
      endpointPrivateAccess: true,
      endpointPublicAccess: authorized,
      publicAccessCidrs: authorized ? [...plan.access.cidrs] : undefined,
    },
    tags,
    dependsOn: [...role.ready, logs],
    lifecycle: {
      preventDestroy: platform.profile.settings.deletionProtection,
      // Read at creation only: a change of it would ask for another cluster.
      ignoreChanges: ['access_config[0].bootstrap_cluster_creator_admin_permissions', 'bootstrap_self_managed_addons'],
    },
  });
}
