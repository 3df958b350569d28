import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { workloadPool } from '../../facts/gcp/cluster';
import { FEATURES } from '../../kubernetes/features';
import { ContainerCluster } from '../../providers/google/container-cluster';
import { clusterOutputs, inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterGround } from './cluster-ground';
import { ClusterInside } from './cluster-inside';
import { planCluster } from './cluster-plan';
import { watchCluster } from './cluster-watch';
import { quotaNeeds, quotaUsedQuery } from './compute-quotas';
import { ExistingTrainingCluster } from './existing-training-cluster';
import { FoundTrainingCluster } from './found-training-cluster';
import { endpointOf, gkeCluster } from './gke-cluster';
import { catalogueOf, factsOf } from './machine-offer';
import { NodeAccount } from './node-account';
import { systemGroup } from './node-group';
import { NodeGroups } from './node-groups';
import { clusterZones } from './node-zones';
import { SecurityGroup } from './security-group';
import { storageClass } from './storage-class';
import { TrainingClusterBase } from './training-cluster-base';
import { ITrainingCluster } from './training-cluster-handle';
import { TrainingClusterMetrics } from './training-cluster-metrics';
import { TrainingClusterProps } from './training-cluster-props';

/** The machine of the cluster's own software, in virtual CPUs. */
const SYSTEM_CPUS = 4;

/**
 * A regional GKE cluster with GPUs: nodes without addresses of the internet and with an account of their own, Dataplane V2, secrets and disks encrypted with
 * the platform's key, Workload Identity Federation, images that are streamed, a node pool a group and one for the cluster's own software, drivers and
 * measurements of GPUs by GKE. By default only the DNS endpoint is there, where IAM checks each request (`ClusterAccess.gateway()`).
 *
 * A group stands in the zones that offer its GPUs; what lies close together stands in the first of them. GKE has as many nodes in each zone: a fixed group
 * stands in as many zones as divide its number, 7 in one, and `Placement.spread()` refuses a number that no fair share divides. A3 and A4 machines that are joined by a fabric get no
 * further networks for it: their GPUs talk to those of other machines over the ordinary network, which is slower than GPUDirect.
 *
 * What is installed stands in a second stack, `<stack>-<platform>-<cluster>-workloads`, which is deployed after the first and destroyed before it. Before the
 * first software, and only then, it has a default class of volumes, `encrypted`, whose disks have the platform's key: a cluster without software keeps GKE's
 * own class, whose disks have a key of Google's. Whoever deploys it has `gke-gcloud-auth-plugin` on the path, is let in with `grantAdmin`, or has `roles/container.admin`.
 *
 * Groups of Google Workspace are known inside of the cluster if `gke-security-groups@` of their domain holds them
 * (https://docs.cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac). Who is let in may find and reach, but not enter, the other clusters of the
 * project, since IAM has no smaller place for that. An account whose tokens lack the scope `userinfo.email` is known inside by its number only, and has to be
 * granted by you.
 *
 * On a project that never used GKE, its service agent has to be made once, before the first deployment:
 * `gcloud beta services identity create --service=container.googleapis.com --project=…`. A destroy leaves the switched-on services. Images are streamed to
 * nodes, for which their account becomes 'Service Usage Consumer' in the project of the registry.
 *
 * Throws all that is wrong at once; the codes that begin with `training/` are in `docs/errors.md`.
 *
 * @see https://docs.cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster
 *
 * @example
 * import { Construct } from 'constructs';
 * import { Accelerator, Scaling, tfgcp } from 'ml-platform-constructs';
 *
 * function train(scope: Construct, platform: tfgcp.IMlPlatform) {
 *   return new tfgcp.TrainingCluster(scope, 'Train', {
 *     platform,
 *     zones: ['europe-west4-b', 'europe-west4-c'],
 *     nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) }],
 *   });
 * }
 */
export class TrainingCluster extends TrainingClusterBase {
  /**
   * A cluster that exists already: software is installed, accounts are added and rights are granted, and it is watched; no node is made.
   * Throws `training/endpoint`.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the cluster
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingTrainingCluster): ITrainingCluster {
    return new FoundTrainingCluster(scope, id, platform, existing);
  }

  public readonly clusterName: string;

  /** Where the API server is reached, without `https://`. */
  public readonly endpoint: string;

  /** The names of the groups, which are those of their node pools. */
  public readonly nodeGroupNames: string[];

  /** What it needs of the quotas of the region; the limit on GPUs of all regions together (`gpus_all_regions`) has to allow the same number. */
  public readonly quotas: core.QuotaNeed[];

  public readonly metrics: core.ITrainingClusterMetrics;

  public readonly dashboard: core.IDashboard;

  /** The cluster. */
  public readonly resource: TerraformResource;

  /** The node pools by the names of their groups; that of the cluster's own software is `system`. */
  public readonly nodeGroupResources: Record<string, TerraformResource>;

  /** The e-mail of the service account of the nodes. */
  public readonly nodeAccount: string;

  /** @internal */
  protected readonly _inside: ClusterInside;

  /**
   * @param scope where the cluster stands
   * @param id unique within the scope; becomes part of the cluster's name
   * @param props what the cluster is to be
   */
  public constructor(scope: Construct, id: string, props: TrainingClusterProps) {
    const plan = planCluster(scope, id, props);
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const zones = clusterZones(platform.location, props.zones, platform.profile.settings.zones);
    const system = systemGroup(catalogueOf(platform.location).general[SYSTEM_CPUS]!, zones.length);
    const ground = ClusterGround.of(platform);
    const keyId = props.keyAgentsGranted ? platform.encryptionKey.keyId : ground.grantedKey();
    const account = new NodeAccount(this, 'NodeAccount', platform, plan.name);
    const cluster = gkeCluster(this, plan, props, { keyId, nodeAccount: account.email, zones, after: [...ground.readyFor(this), ...account.rights] });
    const nodes = new NodeGroups(this, 'NodeGroups', props, { system, groups: plan.groups, zones, cluster: cluster.name, keyId, account: account.email });
    this.clusterName = plan.name;
    this.endpoint = endpointOf(cluster, plan.access).host;
    this.nodeGroupNames = plan.groups.map(({ name }) => name);
    this.quotas = quotaNeeds([...plan.groups, system], platform.location);
    this.resource = cluster;
    this.nodeGroupResources = nodes.resources;
    this.nodeAccount = account.email;
    // As the cluster tells it: the second stack reads nothing of the platform's, which may be a third.
    const base = storageClass(cluster.databaseEncryption.keyName, factsOf(system.machine!.name)!.bootDisk, platform.tags);
    this._inside = this.openInside(cluster, plan, props, base);
    const query = quotaUsedQuery([...plan.groups, system], platform.location);
    this.metrics = new TrainingClusterMetrics({ clusterName: plan.name, location: platform.location, quotaUsedQuery: query });
    this.dashboard = watchCluster(this, { ...plan, platform, clusterName: plan.name, metrics: this.metrics });
    clusterOutputs(this, plan.name, this.quotas, { clusterName: plan.name, endpoint: this.endpoint });
  }

  private openInside(cluster: ContainerCluster, plan: TrainingClusterPlan, props: TrainingClusterProps, base: core.IClusterSoftware): ClusterInside {
    const { platform, securityGroup } = props;
    const groups = new SecurityGroup(this, cluster, securityGroup);
    // What is granted to pods waits for the pool of their identities, which comes with the cluster. Another stack's grants cannot wait.
    const together = TerraformStack.of(this) === TerraformStack.of(platform);
    return new ClusterInside(this, {
      ...plan,
      platform,
      clusterName: plan.name,
      endpoint: endpointOf(cluster, plan.access),
      // Of a cluster that is found, nobody knows which add-ons it has.
      provided: [FEATURES.gcsFuseDriver],
      base,
      workloadPool: together ? cluster.workloadIdentityConfig.workloadPool : workloadPool(platform.project),
      nameGroup: (email) => groups.require(email),
    });
  }
}
