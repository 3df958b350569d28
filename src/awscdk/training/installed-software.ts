import { HelmChart, ICluster, KubernetesManifest } from 'aws-cdk-lib/aws-eks-v2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { ChartRelease } from '../../core';
import { SoftwarePlan } from '../../core/training/software-ledger';
import { HELM_TIMEOUT_SECONDS } from './helm-timeout';
import { ManifestRelease } from './manifest-release';

export interface InstalledSoftwareProps {
  readonly cluster: ICluster;
  readonly plan: SoftwarePlan;
  /** Labels of what is made beside charts. */
  readonly labels: Readonly<Record<string, string>>;
  /** What has to be there before, and goes after. */
  readonly after: readonly IDependable[];
}

/** One piece of software in a cluster: its namespaces, its charts one after the other, and then its resources. */
export class InstalledSoftware extends Construct {
  /** What others wait for: the last that was installed. */
  public readonly last: IDependable[];
  /** By the name of the namespace. */
  public readonly namespaces: ReadonlyMap<string, IDependable>;

  public constructor(scope: Construct, id: string, private readonly props: InstalledSoftwareProps) {
    super(scope, id);
    const { cluster, plan, after } = props;
    this.namespaces = new Map(plan.namespaces.map(({ name, labels }) => [name, this.namespace(name, labels)]));
    let previous: IDependable[] = this.namespaces.size > 0 ? [...this.namespaces.values()] : [...after];
    const next = (made: Construct) => {
      made.node.addDependency(...previous);
      previous = [made];
    };
    plan.charts.forEach((chart) => next(this.chart(chart)));
    plan.manifests.forEach((set) => next(new ManifestRelease(this, set.name, cluster, set)));
    this.last = previous;
  }

  private namespace(name: string, labels: Readonly<Record<string, string>> = {}): KubernetesManifest {
    const { cluster, after, labels: common } = this.props;
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...common, ...labels } } };
    const made = new KubernetesManifest(this, `Namespace-${name}`, { cluster, manifest: [manifest], overwrite: true, prune: false });
    made.node.addDependency(...after);
    return made;
  }

  private chart({ releaseName, chart, repository, version, namespace, values }: Required<ChartRelease>): HelmChart {
    const inRegistry = repository.startsWith('oci://');
    return new HelmChart(this, releaseName, {
      cluster: this.props.cluster,
      release: releaseName,
      chart,
      // AWS CDK takes an address in a registry with the chart's name: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks-readme.html#oci-charts
      repository: inRegistry ? `${repository}/${chart}` : repository,
      version,
      namespace,
      createNamespace: false,
      atomic: true,
      wait: true,
      timeout: Duration.seconds(HELM_TIMEOUT_SECONDS),
      values: Object.keys(values).length > 0 ? values : undefined,
    });
  }
}
