import { IConstruct } from 'constructs';
import { Problems, sortedKeys } from '../private';
import { ChartRelease, ClusterTraits, CrdPolicy, IClusterSoftware, ManifestSet, SoftwareNamespace } from './cluster-software';

/** What a target installs, completed and checked. */
export interface SoftwarePlan {
  readonly name: string;
  readonly namespaces: readonly SoftwareNamespace[];
  readonly charts: ReadonlyArray<Required<ChartRelease>>;
  readonly manifests: readonly ManifestSet[];
}

/** A version that always means the same chart. */
const EXACT_VERSION = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;
/** A name of Kubernetes that also names a release of Helm: https://helm.sh/docs/chart_template_guide/builtin_objects/ has at most 53 characters. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/;
const ITSELF = 'the cluster itself';
const REPOSITORY = /^(?:https|oci):\/\/[^\s/]+(?:\/\S*)?$/;

/** What a cluster has, in the order of installation; decides what may be added. */
export class SoftwareLedger {
  private readonly provided: Map<string, string>;
  private readonly conflicts: Array<{ readonly software: string; readonly with: string }> = [];
  private readonly releases = new Set<string>();
  private readonly namespaces = new Set<string>();

  /**
   * @param cluster whose ledger it is
   * @param traits what the cluster is
   * @param reachable whether nodes reach the registries of charts and images, through a mirror or by themselves
   * @param provided what the cluster brings by itself
   */
  public constructor(
    private readonly cluster: IConstruct,
    private readonly traits: Omit<ClusterTraits, 'provided'>,
    private readonly reachable: boolean,
    provided: readonly string[] = [],
  ) {
    this.provided = new Map(provided.map((name) => [name, ITSELF]));
  }

  /** Checks software against what is there, and remembers it. Throws all that is wrong at once. */
  public add(software: IClusterSoftware): SoftwarePlan {
    const problems = new Problems(this.cluster, 'install');
    const name = software.softwareName;
    const brought = [name, ...software.provides];
    this.check(software, brought, problems);
    const parts = problems.collect(() => software.parts({ ...this.traits, provided: [...this.provided.keys()] }));
    const { namespaces = [], charts = [], manifests = [] } = parts ?? {};
    if (charts.length > 0 && !this.reachable) {
      problems.add('software/unreachable', `'${name}' comes from registries that the network cannot reach, since its egress is 'none': give Egress.mirrored(…) with a registry that has it`);
    }
    charts.forEach((chart) => checkChart(chart, problems));
    const releases = [...charts.map(({ releaseName }) => releaseName), ...manifests.map((set) => set.name)];
    releases.forEach((release, i) => this.checkRelease(release, name, releases.indexOf(release) !== i, problems));
    problems.throwIfAny();

    brought.forEach((thing) => this.provided.set(thing, name));
    software.conflictsWith.forEach((other) => this.conflicts.push({ software: name, with: other }));
    releases.forEach((release) => this.releases.add(release));
    const own = namespaces.filter((namespace) => {
      const isNew = !this.namespaces.has(namespace.name);
      this.namespaces.add(namespace.name);
      return isNew;
    });
    return { name, namespaces: sortedKeys(own), charts: charts.map((chart) => this.complete(chart)), manifests: sortedKeys(manifests) };
  }

  private check({ needs, conflictsWith }: IClusterSoftware, brought: readonly string[], problems: Problems): void {
    const [name] = brought;
    brought.filter((thing) => this.provided.has(thing)).forEach((thing) => {
      const by = this.provided.get(thing)!;
      const what = thing === name ? `'${name}' is there already` : `'${name}' brings ${thing}, which is there already`;
      problems.add('software/installed-twice', `${what}, by ${by === ITSELF ? by : `'${by}'`}: install it once`);
    });
    conflictsWith.filter((other) => this.provided.has(other)).forEach((other) => {
      problems.add('software/conflict', `'${name}' does not go with '${other}', which is there already: install one of the two`);
    });
    this.conflicts.filter((conflict) => brought.includes(conflict.with)).forEach((conflict) => {
      problems.add('software/conflict', `'${conflict.software}', which is there already, does not go with '${name}': install one of the two`);
    });
    needs.filter((need) => !this.provided.has(need)).forEach((need) => {
      problems.add('software/need-missing', `'${name}' needs '${need}', which is not there: install it before`);
    });
  }

  private checkRelease(release: string, software: string, repeated: boolean, problems: Problems): void {
    if (!NAME.test(release)) problems.add('software/name', `'${release}' cannot name a release: use up to 53 lower-case letters, digits and hyphens`);
    // Of software that is there already the same releases are there, too: that was said.
    if (this.provided.has(software) || !(repeated || this.releases.has(release))) return;
    problems.add('software/installed-twice', `a release '${release}' is there already: give this one another name`);
  }

  private complete(chart: ChartRelease): Required<ChartRelease> {
    const { mirror } = this.traits;
    return {
      ...chart,
      repository: mirror ? `oci://${mirror}/charts` : chart.repository,
      values: sortedKeys(chart.values ?? {}),
      crds: chart.crds ?? CrdPolicy.NONE,
    };
  }
}

function checkChart({ releaseName, chart, repository, version }: ChartRelease, problems: Problems): void {
  if (!EXACT_VERSION.test(version ?? '')) {
    const given = version ? `the version '${version}', which is not one version but many` : 'no version';
    problems.add('software/chart-version', `the chart '${chart}' of '${releaseName}' has ${given}: pin one, such as '1.2.3', so that two deployments are the same`);
  }
  if (!REPOSITORY.test(repository)) {
    problems.add('software/chart-repository', `'${repository}' is to hold the chart '${chart}': give the https address of a chart repository, or an oci address without the chart's name`);
  }
}
