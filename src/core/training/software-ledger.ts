import { IConstruct } from 'constructs';
import { literal, Problems, sortedKeys } from '../private';
import { ChartRelease, ClusterTraits, CrdPolicy, IClusterSoftware, ManifestSet, SoftwareNamespace } from './cluster-software';
import { checkData } from './software-data';
import { SoftwareRecord } from './software-record';

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

/** Namespaces that every cluster has. */
const OF_KUBERNETES = /^(?:default|kube-.*)$/;

/** What a cluster has, in the order of installation; decides what may be added. */
export class SoftwareLedger {
  /**
   * @param cluster whose ledger it is
   * @param traits what the cluster is
   * @param reachable whether nodes reach the registries of charts and images, through a mirror or by themselves
   * @param provided what the cluster brings by itself
   * @param record what was installed into it
   */
  public constructor(
    private readonly cluster: IConstruct,
    private readonly traits: Omit<ClusterTraits, 'provided'>,
    private readonly reachable: boolean,
    provided: readonly string[] = [],
    private readonly record = new SoftwareRecord(),
  ) {
    provided.filter((name) => !record.provided.has(name)).forEach((name) => record.provided.set(name, ITSELF));
  }

  /** The cluster as it is now, with all that was installed. */
  public get present(): ClusterTraits {
    return { ...this.traits, provided: [...this.record.provided.keys()], queues: [...this.record.queues] };
  }

  /** Checks software against what is there, and remembers it. Throws all that is wrong at once. */
  public add(software: IClusterSoftware): SoftwarePlan {
    const problems = new Problems(this.cluster, 'install');
    const name = software.softwareName;
    const brought = [name, ...software.provides];
    if (!NAME.test(name)) problems.add('software/name', `'${name}' cannot name software: use up to 53 lower-case letters, digits and hyphens`);
    this.check(software, brought, problems);
    const parts = problems.collect(() => software.parts(this.present));
    const { namespaces = [], charts = [], manifests = [], queues = [] } = parts ?? {};
    if (charts.length > 0 && !this.reachable) {
      problems.add('software/unreachable', `'${name}' comes from registries that the network cannot reach, since its egress is 'none': give Egress.mirrored(…) with a registry that has it`);
    }
    charts.forEach((chart) => checkChart(chart, problems));
    checkData(charts, manifests, problems);
    const own = this.newNamespaces(name, namespaces, problems);
    const releases = [...charts.map(({ releaseName }) => releaseName), ...manifests.map((set) => set.name)];
    releases.forEach((release, i) => this.checkRelease(release, name, releases.indexOf(release) !== i, problems));
    problems.throwIfAny();

    const { record } = this;
    brought.forEach((thing) => record.provided.set(thing, name));
    software.conflictsWith.forEach((other) => record.conflicts.push({ software: name, with: other }));
    releases.forEach((release) => record.releases.add(release));
    own.forEach((namespace) => record.namespaces.set(namespace.name, namespace));
    record.queues.push(...queues);
    const sets = manifests.map((set) => ({ ...set, manifests: sortedKeys(set.manifests) }));
    return { name, namespaces: sortedKeys(own), charts: charts.map((chart) => this.complete(chart)), manifests: sets };
  }

  /** The namespaces that nothing has made before. One that asks for no labels takes those that are there. */
  private newNamespaces(software: string, namespaces: readonly SoftwareNamespace[], problems: Problems): SoftwareNamespace[] {
    const made = new Map<string, SoftwareNamespace>();
    namespaces.forEach((namespace) => {
      const { name, labels } = namespace;
      if (OF_KUBERNETES.test(name)) {
        problems.add('software/namespace', `'${software}' is to make the namespace '${name}', which every cluster has: install into it, and do not make it`);
      }
      const before = this.record.namespaces.get(name) ?? made.get(name);
      if (before && labels && !sameLabels(before.labels, labels)) {
        problems.add('software/namespace', `'${software}' is to make the namespace '${name}', which is made already with other labels: take a namespace of another name`);
      }
      if (!before) made.set(name, namespace);
    });
    return [...made.values()];
  }

  private check({ needs, conflictsWith }: IClusterSoftware, brought: readonly string[], problems: Problems): void {
    const { provided, conflicts } = this.record;
    const [name] = brought;
    brought.filter((thing) => provided.has(thing)).forEach((thing) => {
      const by = provided.get(thing)!;
      const what = thing === name ? `'${name}' is there already` : `'${name}' brings ${thing}, which is there already`;
      problems.add('software/installed-twice', `${what}, by ${by === ITSELF ? by : `'${by}'`}: install it once`);
    });
    conflictsWith.filter((other) => provided.has(other)).forEach((other) => {
      problems.add('software/conflict', `'${name}' does not go with '${other}', which is there already: install one of the two`);
    });
    conflicts.filter((conflict) => brought.includes(conflict.with)).forEach((conflict) => {
      problems.add('software/conflict', `'${conflict.software}', which is there already, does not go with '${name}': install one of the two`);
    });
    needs.filter((need) => !provided.has(need)).forEach((need) => {
      problems.add('software/need-missing', `'${name}' needs '${need}', which is not there: install it before`);
    });
  }

  private checkRelease(release: string, software: string, repeated: boolean, problems: Problems): void {
    if (release !== software && !NAME.test(release)) problems.add('software/name', `'${release}' cannot name a release: use up to 53 lower-case letters, digits and hyphens`);
    // Of software that is there already the same releases are there, too: that was said.
    if (this.record.provided.has(software) || !(repeated || this.record.releases.has(release))) return;
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
  const known = problems.collect(() => literal(version ?? '', `the version of the chart '${chart}' of '${releaseName}'`));
  if (known !== undefined && !EXACT_VERSION.test(known)) {
    const given = version ? `the version '${version}', which is not one version but many` : 'no version';
    problems.add('software/chart-version', `the chart '${chart}' of '${releaseName}' has ${given}: pin one, such as '1.2.3', so that two deployments are the same`);
  }
  if (!REPOSITORY.test(repository)) {
    problems.add('software/chart-repository', `'${repository}' is to hold the chart '${chart}': give the https address of a chart repository, or an oci address without the chart's name`);
  }
}

function sameLabels(some: Readonly<Record<string, string>> = {}, others: Readonly<Record<string, string>>): boolean {
  return JSON.stringify(sortedKeys(some)) === JSON.stringify(sortedKeys(others));
}
