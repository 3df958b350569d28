import { Json, list } from '../../support/cloudformation';
import { ClusterFacts, DriftMonitorFacts, SoftwareFacts, StoreFacts } from '../facts';
import { AccountFacts } from './cluster-jobs';

/** What the cloud of a cluster knows of the files of monitors. */
export interface MonitoredPlace {
  readonly account: AccountFacts;
  /** The clusters of a cloud; where nodes are somebody else's, so are their disks. */
  readonly clusters?: readonly ClusterFacts[];
  /** The store that the files at an address lie in. */
  storeOf(address: string): StoreFacts | undefined;
  /** Whoever in the cloud may read the files at an address. */
  readersOf(address: string): string[];
  /** Whether an alarm goes off once a run of a monitor finds a threshold of a signal crossed. */
  watches(monitor: string, signal: string): boolean;
}

/** Alarms by what Prometheus, or what a cloud has in its place, is asked. A comparison binds before `or`: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence */
export function prometheusAlarms(expressions: readonly string[]): Pick<MonitoredPlace, 'watches'> {
  const above = expressions.filter((expression) => /^\(.*\) > 0$/.test(expression));
  return {
    watches: (monitor, signal) => above.some((expression) => ['drift_violations', `monitor="${monitor}"`, `signal="${signal}"`].every((part) => expression.includes(part))),
  };
}

/** What Helm is told to do with one monitor. */
interface Release {
  readonly settings: Json;
  readonly manifests: Json[];
  /** The CronJob that runs by a schedule, and all of them. */
  readonly scheduled: Json;
  readonly crons: Json[];
}

const LABEL = 'ml-platform/drift-monitor';

/** Monitors of Evidently, read from what their program is told, and from what stands around its runs. */
export function clusterMonitors(software: readonly SoftwareFacts[], place: MonitoredPlace): DriftMonitorFacts[] {
  return software.flatMap(({ manifests }) => manifests.filter(({ kind, metadata, data }) => kind === 'ConfigMap' && metadata.labels?.[LABEL] && data?.['settings.json'] !== undefined)
    .map((config) => evidently(releaseOf(config, manifests), place)));
}

/** All pods that read these settings are runs of the monitor. */
function releaseOf({ metadata: { name }, data }: Json, manifests: Json[]): Release {
  const reads = ({ volumes }: Json) => list<Json>(volumes).some(({ configMap }) => configMap?.name === name);
  const crons = manifests.filter((manifest) => manifest.kind === 'CronJob' && reads(podOf(manifest)));
  const [scheduled, ...more] = crons.filter(({ spec }) => spec.suspend !== true);
  if (!scheduled || more.length > 0) throw new Error(`not one schedule reads ${name as string}`);
  return { settings: JSON.parse(data['settings.json'] as string), manifests, scheduled, crons };
}

const podOf = ({ spec }: Json): Json => (spec.jobTemplate?.spec ?? spec).template.spec;
const labelsOf = ({ spec }: Json): Json => (spec.jobTemplate?.spec ?? spec).template.metadata.labels;

function evidently(release: Release, place: MonitoredPlace): DriftMonitorFacts {
  const { settings: { monitor, measured, source, baseline, groundTruth, reports, segments }, scheduled, crons } = release;
  const { namespace } = scheduled.metadata;
  const runsAs = place.account.runsAs(namespace, podOf(scheduled).serviceAccountName);
  const { reads, writes } = place.account.rights(runsAs);
  const limits = crons.map(({ spec }) => spec.jobTemplate.spec.activeDeadlineSeconds as number | undefined);
  const store = place.storeOf(reports);
  const disks = place.clusters?.flatMap(({ groups }) => groups.map(({ diskEncrypted }) => diskEncrypted));
  return {
    name: monitor,
    kind: 'evidently',
    signals: (measured as string[]).filter((signal) => place.watches(monitor, signal)).sort(),
    thresholds: thresholdsOf(release),
    schedule: scheduled.spec.schedule,
    maxRunSeconds: limits.includes(undefined) ? undefined : Math.max(...limits as number[]),
    baseline: baseline.uri,
    watches: source.uri,
    groundTruth: groundTruth?.uri,
    reports,
    segments: list<Json>(segments).map(({ feature, value }) => `${feature}=${value}`),
    encrypted: disks && store?.encrypted === true && disks.every((encrypted) => encrypted),
    private: staysInside(release) && store?.public === false,
    reads,
    writes,
    readers: place.readersOf(reports).filter((who) => who !== runsAs && !who.endsWith(runsAs)),
    renewed: baseline.registry !== undefined,
    retraining: retrainingOf(release),
    clusterRights: clusterRights(release),
  };
}

function thresholdsOf({ settings: { signals, measured } }: Release): Record<string, number> {
  const each = (prefix: string, of: Json) => Object.entries<number>(of).map(([name, value]) => [`${prefix}${name}`, value] as const);
  const { dataQuality, dataDrift, predictionDrift, modelQuality, bias, attribution } = signals as Json;
  const found: Record<string, Array<readonly [string, number]>> = {
    'data-quality': Object.entries<Json>(dataQuality?.features ?? {}).flatMap(([name, limits]) => [[`data-quality/${name}/missing`, limits.missingPercent as number] as const]),
    'data-drift': each('data-drift/', dataDrift?.features ?? {}),
    'prediction-drift': predictionDrift ? [['prediction-drift', predictionDrift.threshold]] : [],
    'model-quality': list<Json>(modelQuality?.thresholds).map(({ metric, value }) => [`model-quality/${metric}`, value] as const),
    'bias': list<Json>(bias?.facets).flatMap(({ feature }) => list<Json>(bias.thresholds).map(({ metric, value }) => [`bias/${feature}/${metric}`, value] as const)),
    'attribution-drift': attribution ? [['attribution-drift', attribution.threshold]] : [],
  };
  return Object.fromEntries((measured as string[]).flatMap((signal) => found[signal]!));
}

/** The job or the template that is started, if the account of the runs may make one. */
function retrainingOf(release: Release): DriftMonitorFacts['retraining'] {
  const { retraining } = release.settings;
  if (!retraining) return undefined;
  const resource = (retraining.path as string).split('/').pop()!;
  if (!clusterRights(release).some((right) => right.endsWith(`create ${resource}`))) throw new Error(`what starts ${resource} may not make them`);
  const { coolDownSeconds, maxRunsPerDay, template, run } = retraining;
  return { starts: template ?? (run as string).split('/').pop()!.replace(/-run$/, ''), coolDownSeconds, maxRunsPerDay };
}

/** What the account of the runs may do by roles of the release; a right over all of a kind has no name behind it. */
function clusterRights({ manifests, scheduled }: Release): string[] {
  const account = podOf(scheduled).serviceAccountName;
  const isOurs = ({ kind, subjects }: Json) => /RoleBinding$/.test(kind as string) && list<Json>(subjects).some(({ name }) => name === account);
  const named = ({ roleRef }: Json) => manifests.find(({ kind, metadata }) => kind === roleRef.kind && metadata.name === roleRef.name)!;
  const roles = manifests.filter(isOurs).map(named);
  return roles.flatMap(({ kind, rules }) => list<Json>(rules).flatMap(({ verbs, resources, resourceNames }) => {
    const on = list<string>(resources).flatMap((resource) => (resourceNames ? list<string>(resourceNames).map((name) => `${resource}/${name}`) : resource));
    return list<string>(verbs).flatMap((verb) => on.map((what) => `${kind === 'ClusterRole' ? 'everywhere: ' : ''}${verb} ${what}`));
  })).sort();
}

/** Nobody comes to the runs, nothing leads in from outside, and where they go is said; results are shown to whoever measures, and go nowhere. */
function staysInside({ manifests, crons }: Release): boolean {
  const shown = manifests.filter(({ kind }) => kind === 'Deployment');
  const rulesOf = (workload: Json, way: 'Ingress' | 'Egress'): Json[] | undefined => {
    const policies = manifests.filter(({ kind, spec }) => kind === 'NetworkPolicy' && spec.policyTypes.includes(way) && selects(spec.podSelector, labelsOf(workload)));
    return policies.length === 0 ? undefined : policies.flatMap(({ spec }) => list<Json>(spec[way.toLowerCase()]));
  };
  return !manifests.some(({ kind }) => /Ingress$|Route$|^Gateway$|^Service$/.test(kind as string))
    && [...crons, ...shown].every((workload) => podOf(workload).hostNetwork !== true)
    && crons.every((cron) => rulesOf(cron, 'Ingress')?.length === 0 && rulesOf(cron, 'Egress')?.every(isBound) === true)
    && shown.every((workload) => rulesOf(workload, 'Ingress')?.every(({ from, ports }) => list(from).length > 0 && list(ports).length > 0) === true && rulesOf(workload, 'Egress')?.length === 0);
}

/** Addresses of clouds are known to nobody here, but their ports are. */
const isBound = ({ to, ports }: Json) => list(to).length + list(ports).length > 0;

const selects = ({ matchLabels = {} }: Json, labels: Json) => Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
