import { Construct } from 'constructs';
import * as core from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { planTrainingCluster } from '../../core/training/training-cluster-plan';
import { CLUSTER_NAME } from '../../facts/kubernetes/names';
import { inheritProviders, platformOutputs } from '../../terraform';
import { SoftwareHost } from '../../terraform/software';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ClusterGrants } from './cluster-grants';
import { softwareOf } from './cluster-software';
import { watchCluster } from './cluster-watch';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { nodeGroupsText } from './node-groups-text';
import { ClusterServiceAccount } from './service-account';
import { TrainingClusterMetrics } from './training-cluster-metrics';
import { TrainingClusterProps } from './training-cluster-props';

/**
 * The cluster that a platform stands on, with its GPUs: software is installed, somebody is let in, alarms and a dashboard are made; no cluster, and no
 * node. `nodeGroups` says which nodes are there, and the queues of Kueue, tolerations and alarms come from it.
 *
 * The owner of the nodes labels each with its group, `kubectl label node <node> ml-platform/node-group=<group>`, or in the configuration of whatever makes
 * them: what runs on one group only, a quota of Kueue for one, finds its nodes by that label. GPU nodes may have the taint `nvidia.com/gpu` or not; a
 * job of Kueue for GPUs tolerates it in either case. The output `<cluster>_node_groups` says what is expected of which nodes.
 *
 * The measurements are those of kube-state-metrics and of DCGM's exporter: without `kubernetes.GpuOperator` (or `kubernetes.DcgmExporter`), installed here
 * or there already, nobody hears of GPUs that idle.
 *
 * Throws `training/…`, `access/…` and `platform/acknowledge` for what cannot be, all at once, and `core/name-length` and `core/name-illegal`.
 *
 * @example
 * import { Accelerator, kubernetes, Scaling, tfk8s } from 'ml-platform-constructs';
 *
 * function describe(ml: tfk8s.MlPlatform): void {
 *   const cluster = new tfk8s.TrainingCluster(ml, 'Train', {
 *     platform: ml,
 *     nodeGroups: [{ accelerator: Accelerator.a100(8, 80), scaling: Scaling.fixed(4) }],
 *   });
 *   cluster.install(new kubernetes.GpuOperator());
 *   cluster.install(new kubernetes.Kueue({ teams: [{ team: 'vision', gpus: { a10080gbx8: 32 } }] }));
 * }
 */
export class TrainingCluster extends Construct implements core.ITrainingCluster {
  /**
   * A cluster that exists, as every one on this target does: as `new TrainingCluster` with what can be said of it, so that a program moves by its imports.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform whose providers reach it
   * @param existing the cluster
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): core.ITrainingCluster {
    return new TrainingCluster(scope, id, { ...existing, nodeGroups: existing.nodeGroups ?? [], platform });
  }

  public readonly clusterName: string;

  public readonly nodeGroupNames: string[];

  public readonly quotas: core.QuotaNeed[] = [];

  public readonly metrics: core.ITrainingClusterMetrics;

  public readonly dashboard: core.IDashboard;

  private readonly labels: Record<string, string>;

  private readonly software: SoftwareHost;

  private readonly grants: ClusterGrants;

  public constructor(scope: Construct, id: string, props: TrainingClusterProps) {
    const { platform } = props;
    const plan = planTrainingCluster(scope, id, props, {
      target: TARGET,
      platform: { platformName: platform.platformName, egress: platform.network.egress, profile: platform.profile.settings },
      nameRule: CLUSTER_NAME,
      // Refused where it is asked for; who reaches the API server is the owner's.
      defaultAccess: core.ClusterAccess.private(),
      deployedByRunner: false,
      check: () => undefined,
    });

    super(scope, id);
    inheritProviders(this, platform);
    this.clusterName = props.clusterName ?? platform.platformName;
    this.nodeGroupNames = plan.groups.map(({ name }) => name);
    this.labels = { ...platform.tags };
    this.software = softwareOf(this, props, plan);
    this.grants = new ClusterGrants(this, 'Grants', { name: plan.name, labels: this.labels });
    this.metrics = new TrainingClusterMetrics(plan.name, plan.hasGpus);
    this.dashboard = watchCluster(this, platform, plan, this.metrics);
    platformOutputs(this, { clusterName: this.clusterName, nodeGroups: nodeGroupsText(plan.groups) });
  }

  public install(software: core.IClusterSoftware): void {
    this.software.install(software);
  }

  public addServiceAccount(id: string, props: core.ClusterServiceAccountProps): core.IClusterServiceAccount {
    return new ClusterServiceAccount(this, id, { ...props, labels: this.labels, after: this.software.makersOf(props.namespace) });
  }

  public grantEdit(identity: core.IIdentity, namespace: string): void {
    this.grants.edit(identity, namespace, this.software.makersOf(namespace));
  }

  public grantAdmin(identity: core.IIdentity): void {
    this.grants.admin(identity);
  }

  /** @internal */
  public _traits(): core.ClusterTraits {
    return this.software.traits;
  }

  /** @internal */
  public _checkServiceAccount(id: string, props: core.ClusterServiceAccountProps, problems: Problems): void {
    planServiceAccount(this, id, props, problems);
  }
}
