import { ChartRelease, ClusterTraits, CrdPolicy, IClusterSoftware, SoftwareParts } from '../../core';

/** Any Helm chart. */
export interface HelmChartProps {
  /** The name of the chart. */
  readonly chart: string;

  /** Where it lies: `https://…` of a chart repository, or `oci://…` of a registry without the chart's name. */
  readonly repository: string;

  /** One exact version, such as `1.2.3`; a range, `latest` or nothing is refused with `software/chart-version`. */
  readonly version: string;

  /**
   * Where it is installed.
   * @default - a namespace with the software's name
   */
  readonly namespace?: string;

  /**
   * Whether the namespace is made.
   * @default - only where `namespace` is left out
   */
  readonly createNamespace?: boolean;

  /**
   * Values that differ from the chart's own. No secrets: values are stored in the template and the state. Name a Secret instead.
   * @default - the chart's own
   */
  readonly values?: Record<string, any>;

  /**
   * How its custom resource definitions are kept up to date.
   * @default CrdPolicy.NONE
   */
  readonly crds?: CrdPolicy;

  /**
   * What has to be in the cluster before, by name.
   * @default - nothing
   */
  readonly needs?: string[];

  /**
   * What must not be in the cluster, by name.
   * @default - nothing
   */
  readonly conflictsWith?: string[];
}

/**
 * A Helm chart that this library has no class for.
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function install(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.HelmChart('reloader', {
 *     chart: 'reloader', repository: 'https://stakater.github.io/stakater-charts', version: '2.2.3', values: { reloader: { readOnlyRootFileSystem: true } },
 *   }));
 * }
 */
export class HelmChart implements IClusterSoftware {
  public readonly needs: string[];
  public readonly conflictsWith: string[];
  public readonly provides: string[] = [];

  /**
   * @param softwareName what it is called, and the name of the release: unique in the cluster
   * @param props what to install
   */
  public constructor(public readonly softwareName: string, private readonly props: HelmChartProps) {
    this.needs = [...(props.needs ?? [])];
    this.conflictsWith = [...(props.conflictsWith ?? [])];
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { chart, repository, version, values, crds, namespace = this.softwareName } = this.props;
    const { createNamespace = this.props.namespace === undefined } = this.props;
    const release: ChartRelease = { releaseName: this.softwareName, chart, repository, version, namespace, values, crds };
    return { namespaces: createNamespace ? [{ name: namespace }] : [], charts: [release] };
  }
}
