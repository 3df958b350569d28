import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { SoftwarePlan } from '../../core/training/software-ledger';
import { Release } from '../../providers/helm/release';
import { NamespaceV1 } from '../../providers/kubernetes/namespace-v1';
import { ManifestRelease } from './manifest-release';
import { valuesText } from './values-text';

export interface InstalledSoftwareProps {
  readonly plan: SoftwarePlan;
  readonly labels: Readonly<Record<string, string>>;
  /** What has to be installed before, and is removed after. */
  readonly after: ITerraformDependable[];
}

/** Operators pull large images and wait for their webhooks. */
const CHART_TIMEOUT_SECONDS = 900;

/** One piece of software in a cluster: its namespaces, its charts one after the other, and then its resources. */
export class InstalledSoftware extends Construct {
  /** What others wait for: the last that was installed. */
  public readonly last: ITerraformDependable[];

  /** The namespaces that it has made, by name. */
  public readonly namespaces: ReadonlyMap<string, ITerraformDependable>;

  public constructor(scope: Construct, id: string, { plan, labels, after }: InstalledSoftwareProps) {
    super(scope, id);
    this.namespaces = new Map(plan.namespaces.map(({ name, labels: own }) => {
      return [name, new NamespaceV1(this, `Namespace-${name}`, { metadata: { name, labels: { ...labels, ...own } }, dependsOn: after })];
    }));
    let previous: ITerraformDependable[] = this.namespaces.size > 0 ? [...this.namespaces.values()] : after;
    for (const { releaseName, chart, repository, version, namespace, values } of plan.charts) {
      previous = [new Release(this, releaseName, {
        name: releaseName,
        chart,
        repository,
        version,
        namespace,
        createNamespace: false,
        atomic: true,
        cleanupOnFail: true,
        wait: true,
        timeout: CHART_TIMEOUT_SECONDS,
        maxHistory: 5,
        values: Object.keys(values).length > 0 ? [valuesText(values)] : undefined,
        dependsOn: previous,
      })];
    }
    for (const { name, namespace, manifests, timeout } of plan.manifests) {
      previous = [new ManifestRelease(this, name, { name, namespace, manifests, timeout, dependsOn: previous }).release];
    }
    this.last = previous;
  }
}
