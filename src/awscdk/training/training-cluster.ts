import { CfnNodegroup, Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { sumQuotas } from '../../core/training/quota-plan';
import { quotasPerNode, usageClasses } from '../../facts/aws/compute-quotas';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { addTags } from '../tags';
import { ClusterAddons } from './cluster-addons';
import { boundRoles, contextOf } from './cluster-context';
import { ClusterGrants } from './cluster-grants';
import { ClusterLogs } from './cluster-logs';
import { writeClusterOutputs } from './cluster-outputs';
import { planCluster, systemGroup } from './cluster-plan';
import { installBaseSoftware, makeSoftwareHost } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { controlPlane } from './control-plane';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { FoundTrainingCluster } from './found-training-cluster';
import { NodeGroups } from './node-groups';
import { ClusterInside, TrainingClusterBase } from './training-cluster-base';
import { TrainingClusterMetrics } from './training-cluster-metrics';
import { TrainingClusterProps } from './training-cluster-props';

/**
 * A private EKS cluster for training, with the platform's network, key, tags and channels. What is always there (fixed groups, the minimum of elastic ones, a
 * group `system` for its own software) are managed node groups; what comes and goes is made by Karpenter, which also gives nodes new images in the window.
 *
 * What runs inside is installed by a function of AWS CDK in the network of the cluster, after the nodes and in the order of `install`; CloudFormation takes it
 * away in reverse, before the nodes. The function needs a layer with `kubectl` and `helm`: see `kubectlLayer`.
 *
 * Throws `training/…`, `access/…`, `software/kubectl-layer` and `software/unreachable` for what cannot be, all at once, and `core/name-length`.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
 * import { Accelerator, awscdk, Scaling } from 'ml-platform-constructs';
 *
 * function train(stack: Stack, platform: awscdk.IMlPlatform, kubectlLayer: ILayerVersion): awscdk.TrainingCluster {
 *   return new awscdk.TrainingCluster(stack, 'Train', {
 *     platform,
 *     kubectlLayer,
 *     nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) }],
 *   });
 * }
 */
export class TrainingCluster extends TrainingClusterBase {
  /**
   * A cluster that exists already: nothing of it is made or changed. Software, service accounts, grants, alarms and a dashboard are added to it.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform whose channels are told
   * @param existing the cluster
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): core.ITrainingCluster {
    return new FoundTrainingCluster(scope, id, platform, existing);
  }

  public readonly clusterName: string;

  public readonly nodeGroupNames: string[];

  public readonly quotas: core.QuotaNeed[];

  public readonly metrics: core.ITrainingClusterMetrics;

  public readonly dashboard: core.IDashboard;

  /** The cluster. */
  public readonly resource: Cluster;

  /** The managed node groups by name, `system` among them; nodes of elastic groups beyond their minimum are Karpenter's. */
  public readonly nodeGroupResources: Record<string, CfnNodegroup>;

  /** @internal */
  protected readonly _inside: ClusterInside;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the cluster's name
   * @param props what the cluster is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingClusterProps) {
    const plan = planCluster(scope, id, props);
    super(scope, id);
    const { platform, reservations = [] } = props;
    const context = contextOf(this, plan, props);
    const logs = new ClusterLogs(this, 'Logs', context);
    this.resource = controlPlane(this, 'Resource', { context, logs, kubectlLayer: props.kubectlLayer ?? platform.kubectlLayer });
    const { clusterName, clusterSecurityGroupId: securityGroupId } = this.resource;
    const addons = new ClusterAddons(this, 'Addons', context, clusterName);
    const nodes = new NodeGroups(this, 'Nodes', { context, clusterName, securityGroupId, reservations });
    nodes.node.addDependency(...addons.beforeNodes);
    addons.waitFor(nodes.system);

    this.clusterName = plan.name;
    this.nodeGroupNames = plan.groups.map(({ name }) => name);
    this.nodeGroupResources = nodes.resources;
    const accounts = new Construct(this, 'ServiceAccounts');
    const grants = new ClusterGrants(this, 'Grants', { platform, clusterName, values: context.values });
    const software = makeSoftwareHost(this, { ...plan, cluster: this.resource, tags: platform.tags, ready: [addons, nodes] });
    installBaseSoftware(this, { context, host: software, cluster: this.resource, nodes, reservations });
    this._inside = { cluster: this.resource, values: context.values, labels: platform.tags, grants, software, accounts };

    const groups = [systemGroup(context.subnetIds.length), ...plan.groups];
    this.quotas = sumQuotas(groups, Stack.of(this).region, (group) => quotasPerNode(group, reservations));
    this.metrics = new TrainingClusterMetrics(plan.name, usageClasses(groups));
    this.dashboard = watchCluster(this, { ...plan, platform, metrics: this.metrics });
    writeClusterOutputs(this, { platformName: platform.platformName, clusterName: plan.name, quotas: this.quotas });
    boundRoles(this, platform);
    addTags(this, platform.tags);
  }
}
