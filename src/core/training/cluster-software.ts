import { Duration } from '../units';
import { NodeGroupTraits } from './node-group-traits';
import { QueueTraits } from './queue-traits';

/** How the custom resource definitions of a chart are kept up to date. */
export enum CrdPolicy {
  /** The chart has none. */
  NONE = 'none',

  /** They are templates of the chart: an upgrade of the chart upgrades them, and its removal may remove them. */
  TEMPLATED = 'templated',

  /** They lie in the chart's `crds` folder: Helm makes them once and never again. An upgrade of the chart has to be preceded by theirs. */
  CRDS_FOLDER = 'crds-folder',

  /** Another chart brings them, which stands before this one. */
  SEPARATE_CHART = 'separate-chart',
}

/** A Helm chart that is installed into a cluster. */
export interface ChartRelease {
  /** The name of the release, unique in the cluster. */
  readonly releaseName: string;

  /** The name of the chart. */
  readonly chart: string;

  /** Where the chart lies: `https://…` of a chart repository, or `oci://…` of a registry without the chart's name. */
  readonly repository: string;

  /** One exact version. */
  readonly version: string;

  /** Where it is installed. The namespace is made by the software that brings the chart, or exists already. */
  readonly namespace: string;

  /**
   * Values that differ from the chart's own, as the chart nests them.
   * @default - the chart's own
   */
  readonly values?: Record<string, any>;

  /**
   * How its custom resource definitions are kept up to date.
   * @default CrdPolicy.NONE
   */
  readonly crds?: CrdPolicy;
}

/** A namespace that software brings. */
export interface SoftwareNamespace {
  /** Its name. */
  readonly name: string;

  /**
   * Its labels, such as `pod-security.kubernetes.io/enforce`.
   * @default - none beside the platform's
   */
  readonly labels?: Record<string, string>;
}

/**
 * Kubernetes resources that are installed after the charts of their software: custom resources need their definitions. A set is one release of Helm: a
 * definition and a resource of its kind stand in two, one after the other.
 */
export interface ManifestSet {
  /** The name of the set, unique in the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;

  /** The namespace of what names none. */
  readonly namespace: string;

  /** The resources. Helm installs them in an order of its own, by their kinds. */
  readonly manifests: Record<string, any>[];

  /**
   * How long each of Helm's steps may take until all is ready: what is waited for, and each of its hooks. CDK's function ends all of them after 14 minutes.
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
}

/** What software consists of on one cluster: namespaces first, then charts one after the other, then resources. */
export interface SoftwareParts {
  /**
   * Namespaces to make.
   * @default - none
   */
  readonly namespaces?: SoftwareNamespace[];

  /**
   * Charts, each installed after the one before it.
   * @default - none
   */
  readonly charts?: ChartRelease[];

  /**
   * Resources, installed after the charts, each set after the one before it.
   * @default - none
   */
  readonly manifests?: ManifestSet[];

  /**
   * Queues that jobs wait in, which are among the resources.
   * @default - none
   */
  readonly queues?: QueueTraits[];
}

/** What software has to know of a cluster to fit in. */
export interface ClusterTraits {
  /** The name of the cluster. */
  readonly clusterName: string;

  /** Whose cluster it is: `eks`, `gke`, `aks`, or `kubernetes` for one that exists elsewhere. */
  readonly clusterSystem: string;

  /**
   * Whether the image of the nodes has the driver and the container toolkit of NVIDIA: on EKS, GKE and AKS it has.
   * On another cluster the GPU operator installs them.
   */
  readonly driversInstalled: boolean;

  /** What the cluster has already, by the names that software gives in `provides`: its own, the cloud's, and what was installed before. */
  readonly provided: string[];

  /**
   * The queues that jobs wait in, of whatever was installed before.
   * @default - none
   */
  readonly queues?: QueueTraits[];

  /** The groups of nodes. */
  readonly nodeGroups: NodeGroupTraits[];

  /** The labels of the platform, which software puts on what it makes. */
  readonly labels: Record<string, string>;

  /**
   * Labels that the cluster's Prometheus wants to see on what it is to measure, such as `release`.
   * @default - none: it measures whatever it finds
   */
  readonly monitorLabels?: Record<string, string>;

  /**
   * The registry that charts and images come from, where the network reaches no other.
   * @default - the public ones
   */
  readonly mirror?: string;
}

/**
 * Something that runs inside a cluster. `kubernetes.*` has what is typed; `kubernetes.HelmChart` and `kubernetes.Manifest` take anything else.
 *
 * It is data: the cluster that installs it decides how.
 */
export interface IClusterSoftware {
  /** What it is called, unique in a cluster: `kueue`. */
  readonly softwareName: string;

  /**
   * What has to be in the cluster before, by name.
   */
  readonly needs: string[];

  /**
   * What must not be in the cluster, by name.
   */
  readonly conflictsWith: string[];

  /**
   * What others may need that it brings, beside its own name: `gpu-metrics`.
   */
  readonly provides: string[];

  /**
   * What it consists of on a cluster.
   *
   * @param cluster what it has to fit into
   */
  parts(cluster: ClusterTraits): SoftwareParts;
}
