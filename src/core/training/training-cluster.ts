import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { ClusterAccess, Egress } from '../network';
import { IDashboard, IMetric } from '../observability';
import { IClusterSoftware } from './cluster-software';
import { MaintenanceWindow } from './maintenance-window';
import { NodeGroup } from './node-group';
import { QuotaNeed } from './quota-need';
import { ReleaseChannel } from './release-channel';
import { ClusterServiceAccountProps, IClusterServiceAccount } from './service-account';

/** What a cluster is to be, on any target. */
export interface TrainingClusterProps {
  /** The groups of nodes, one or more. A small group for the cluster's own software is made beside them. */
  readonly nodeGroups: NodeGroup[];

  /**
   * The minor version of Kubernetes, such as `1.34`. Throws `training/kubernetes-version` for one that the cloud supports no longer, or not yet;
   * acknowledge that code for one that is newer than this library.
   * @default - the version that this library was proven with
   */
  readonly kubernetesVersion?: string;

  /**
   * How early the cloud upgrades the cluster by itself. AWS upgrades nobody; there it is refused.
   * @default ReleaseChannel.REGULAR, where there are channels
   */
  readonly releaseChannel?: ReleaseChannel;

  /**
   * When nodes may be replaced by new images, and the cluster upgraded where the cloud does so by itself.
   * @default - Sunday, 0 to 12 o'clock UTC
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * Who reaches the API server. Whoever deploys software into a private cluster by Terraform has to be in its network: acknowledge
   * `network/private-runner` if so, or authorize the network of your runners.
   * @default - a gateway where the cloud has one (GKE), else private; as its owner has it on an existing cluster
   */
  readonly access?: ClusterAccess;

  /**
   * What the nodes reach. Charts and images come from the mirror of `Egress.mirrored`; whether there is the internet is decided by the network that the
   * platform makes, and what contradicts it is refused with `training/egress`.
   * @default - as the platform's network; Egress.nat() where that exists already
   */
  readonly egress?: Egress;

  /**
   * Codes of refusals that you know better than the library: `network/private-runner`, `training/accelerator-region`, `training/kubernetes-version`.
   * @default - none
   */
  readonly acknowledge?: string[];
}

/** Measurements of a cluster. */
export interface ITrainingClusterMetrics {
  /** Nodes that are there and not ready. */
  nodesNotReady(): IMetric;

  /** How busy the GPUs are that are there, in percent, on average. */
  gpuUtilization(): IMetric;

  /** Pods that wait because no node has room for them. */
  podsPending(): IMetric;

  /** How much of the tightest quota is used, in percent. */
  quotaUsed(): IMetric;
}

/**
 * A Kubernetes cluster with GPUs that scales, heals and stays private: EKS with managed node groups and Karpenter, GKE, AKS; on `tfk8s` a cluster
 * that exists already.
 */
export interface ITrainingCluster extends IConstruct {
  /** What the cloud calls the cluster. */
  readonly clusterName: string;

  /** The names of the groups of nodes. */
  readonly nodeGroupNames: string[];

  /** What it needs of the cloud's quotas at its largest; also an output, and a file beside what is synthesized. */
  readonly quotas: QuotaNeed[];

  /** Measurements. */
  readonly metrics: ITrainingClusterMetrics;

  /** The page of graphs; `addGraph` adds to it. */
  readonly dashboard: IDashboard;

  /**
   * Installs software, after what was installed before. Throws `software/installed-twice`, `software/conflict`, `software/need-missing`,
   * `software/chart-version`, `software/chart-repository`, `software/name`, `software/namespace`, `software/values` and `software/unreachable`; on AWS CDK
   * `software/kubectl-layer`, too.
   *
   * @param software what to install: a class of `kubernetes`, or your own
   */
  install(software: IClusterSoftware): void;

  /**
   * An account for pods that is an identity of the cloud, without a key. Throws `training/service-account-name`, `training/service-account-twice` and
   * `training/namespace`.
   *
   * @param id unique within the cluster
   * @param props where it is
   */
  addServiceAccount(id: string, props: ClusterServiceAccountProps): IClusterServiceAccount;

  /**
   * Lets somebody work in a namespace with `kubectl`: read and change what runs there, but neither rights nor quotas. Throws `training/namespace`.
   *
   * @param identity who
   * @param namespace where
   */
  grantEdit(identity: IIdentity, namespace: string): void;

  /**
   * Lets somebody do everything in the cluster.
   *
   * @param identity who
   */
  grantAdmin(identity: IIdentity): void;
}
