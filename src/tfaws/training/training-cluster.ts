import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { sumQuotas } from '../../core/training/quota-plan';
import { quotasPerNode, usageClasses } from '../../facts/aws/compute-quotas';
import { clusterOutputs, inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { baseSoftware } from './base-software';
import { contextOf } from './cluster-context';
import { endpointOf } from './cluster-endpoint';
import { ClusterGrants } from './cluster-grants';
import { makeNodes } from './cluster-nodes';
import { planCluster, systemGroup } from './cluster-plan';
import { makeSoftwareHost } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { makeControlPlane } from './control-plane';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { FoundTrainingCluster } from './found-training-cluster';
import { ClusterInside, TrainingClusterBase } from './training-cluster-base';
import { ITrainingCluster } from './training-cluster-handle';
import { TrainingClusterMetrics } from './training-cluster-metrics';
import { TrainingClusterProps } from './training-cluster-props';

/**
 * A private EKS cluster for training, with the platform's network, key, tags and channels. What is always there (fixed groups, the minimum of elastic ones, a
 * group `system` for its own software) are managed node groups; what comes and goes is made by Karpenter, which also gives nodes new images in the window.
 *
 * What runs inside is deployed from a second stack, `<stack>-<platform>-<cluster>-workloads`, after the first; it is destroyed before it. Whoever runs
 * Terraform there has the CLI of AWS and reaches the API server.
 *
 * Throws `training/…`, `access/…`, `network/private-runner` and `software/unreachable` for what cannot be, all at once, and `core/name-length`.
 *
 * @example
 * import { Accelerator, ClusterAccess, Scaling, tfaws } from 'ml-platform-constructs';
 *
 * function train(ml: tfaws.MlPlatform): tfaws.TrainingCluster {
 *   return new tfaws.TrainingCluster(ml, 'Train', {
 *     platform: ml,
 *     access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
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
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): ITrainingCluster {
    return new FoundTrainingCluster(scope, id, platform, existing);
  }

  public readonly clusterName: string;

  public readonly nodeGroupNames: string[];

  public readonly quotas: core.QuotaNeed[];

  public readonly metrics: core.ITrainingClusterMetrics;

  public readonly dashboard: core.IDashboard;

  /** The cluster. */
  public readonly resource: TerraformResource;

  /** The managed node groups by name, `system` among them; nodes of elastic groups beyond their minimum are Karpenter's. */
  public readonly nodeGroupResources: Record<string, TerraformResource>;

  /** @internal */
  protected readonly _inside: ClusterInside;

  public constructor(scope: Construct, id: string, props: TrainingClusterProps) {
    const plan = planCluster(scope, id, props);
    super(scope, id);
    const { platform, deployer } = props;
    inheritProviders(this, platform);
    const context = contextOf(plan.name, platform);
    const cluster = makeControlPlane(this, context, plan, deployer === undefined);
    const grants = new ClusterGrants(this, 'Grants', context, cluster.name);
    if (deployer) grants.deployer(deployer);
    const system = systemGroup(platform.network.privateSubnetIds.length);
    const { groups, karpenter } = makeNodes(this, { ...props, context, plan, system, controlPlane: cluster });

    this.resource = cluster;
    this.clusterName = plan.name;
    this.nodeGroupNames = plan.groups.map(({ name }) => name);
    this.nodeGroupResources = groups.resources;
    const accounts = new Construct(this, 'ServiceAccounts');
    const endpoint = endpointOf(cluster, platform.region);
    const software = makeSoftwareHost(this, { ...plan, endpoint, tags: context.tags });
    baseSoftware(plan, context, karpenter).forEach((base) => software.installBase(base));
    this._inside = { context, endpoint, grants, software, accounts };

    const counted = [system, ...plan.groups];
    this.quotas = sumQuotas(counted, platform.region, (group) => quotasPerNode(group, props.reservations ?? []));
    this.metrics = new TrainingClusterMetrics(plan.name, usageClasses(counted));
    this.dashboard = watchCluster(this, { ...plan, platform, metrics: this.metrics });
    clusterOutputs(this, plan.name, this.quotas, { clusterName: cluster.name });
  }
}
