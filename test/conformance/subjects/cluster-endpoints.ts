import { Json, list } from '../../support/cloudformation';
import { EndpointFacts, SoftwareFacts, VariantFacts } from '../facts';
import { captureOf } from './cluster-captures';
import { AccountFacts } from './cluster-jobs';

type Found = Pick<VariantFacts, 'min' | 'max' | 'follows' | 'schedules'>;

/** What Helm is told to do with one endpoint. */
interface Release {
  readonly manifests: Json[];
  /** All that is in the cluster. */
  readonly software: readonly SoftwareFacts[];
  readonly account: AccountFacts;
}

/** Endpoints in clusters, read from the workloads that our own chart prints, and what scales and watches them. */
export function clusterEndpoints(software: readonly SoftwareFacts[], account: AccountFacts): EndpointFacts[] {
  return software.flatMap(({ manifests }) => {
    const of = (...kinds: string[]) => manifests.filter(({ kind, metadata }) => kinds.includes(kind as string) && metadata.labels?.['ml-platform/endpoint']);
    const plain = new Set(of('Rollout', 'Deployment').map(nameOf));
    return [
      ...of('InferenceService').map((service) => kserve(service, { manifests, software, account })),
      ...[...plain].map((name) => deployment(name, of('Rollout', 'Deployment').filter((workload) => nameOf(workload) === name), { manifests, software, account })),
    ];
  });
}

const nameOf = ({ metadata }: Json): string => metadata.labels['ml-platform/endpoint'];

/** An InferenceService has one model, in the words of one of KServe's runtimes or as a container. */
function kserve({ metadata, spec: { predictor } }: Json, { manifests, software, account }: Release): EndpointFacts {
  const container = predictor.model ?? predictor.containers[0];
  const { minReplicas: min, maxReplicas: max, scaleMetric } = predictor;
  const knative = metadata.annotations['serving.kserve.io/deploymentMode'] === 'Knative';
  // Knative counts requests always; elsewhere something of the cluster's own does.
  const replicas = knative ? { min, max, follows: min === max && !scaleMetric ? [] : ['requests'], schedules: 0 } : scaled(`${metadata.name}-predictor`, max, manifests);
  const hooks = manifests.flatMap(planned);
  const [shift] = hooks.flatMap(({ plan }) => list<Json>(plan.do).filter(({ what }) => what === 'shift').map((step) => ({ ...step, guards: plan.guards })));
  return {
    name: metadata.name,
    kind: 'kserve',
    variants: [{ ...served(metadata, container, predictor.initContainers), percentOfTraffic: 100, ...replicas }],
    rollout: shift ? { firstPercent: shift.steps[0], bakeSeconds: shift.bakeSeconds, guards: shift.guards.length } : watched(hooks),
    capture: captureOf(metadata.name as string, [predictor], software, account),
    ...identity(metadata.namespace, predictor.serviceAccountName, account),
  };
}

function deployment(name: string, workloads: Json[], { manifests, software, account }: Release): EndpointFacts {
  const [{ kind, metadata, spec }] = workloads as [Json];
  const models = workloads.map((workload) => ({ ...variant(workload, manifests), percent: copies(workload, manifests) }));
  const variants = models.filter(({ percent }) => percent === undefined).map(({ percent: _, ...found }) => found);
  const [shadow] = models.flatMap(({ percent, ...found }) => (percent === undefined ? [] : { ...found, percent }));
  return {
    name,
    kind: 'deployment',
    variants,
    shadow,
    rollout: kind === 'Rollout' ? stepwise(spec.strategy, metadata, manifests) : watched(manifests.flatMap(planned)),
    capture: captureOf(name, workloads.map((workload) => workload.spec.template.spec as Json), software, account),
    ...identity(metadata.namespace, spec.template.spec.serviceAccountName, account),
  };
}

function variant(workload: Json, manifests: Json[]): VariantFacts {
  const { metadata, spec: { replicas, template: { spec: { containers, initContainers } } } } = workload;
  return {
    ...served(metadata, containers.find(({ name }: Json) => name === 'model'), initContainers),
    percentOfTraffic: share(workload, manifests),
    ...scaled(metadata.name, replicas, manifests),
  };
}

/** Argo Rollouts: the first step, how long it is held, and what is measured meanwhile. */
function stepwise({ canary, blueGreen }: Json, { namespace }: Json, manifests: Json[]): EndpointFacts['rollout'] {
  const analysis = canary?.analysis ?? blueGreen?.postPromotionAnalysis;
  const named = list<Json>(analysis?.templates).map(({ templateName }) => templateName as string);
  const templates = manifests.filter(({ kind, metadata }) => kind === 'AnalysisTemplate' && metadata.namespace === namespace && named.includes(metadata.name as string));
  const [first] = list<Json>(canary?.steps);
  const pause = list<Json>(canary?.steps).find((step) => step.pause)?.pause.duration as string | undefined;
  return {
    firstPercent: first?.setWeight ?? 100,
    bakeSeconds: pause ? parseInt(pause, 10) : blueGreen?.scaleDownDelaySeconds,
    guards: templates.flatMap(({ spec }) => spec.metrics as Json[]).length,
  };
}

/** All at once; afterwards a hook of Helm may watch, which fails the release. */
function watched(hooks: Array<{ readonly plan: Json }>): EndpointFacts['rollout'] {
  const [watch] = hooks.flatMap(({ plan }) => list<Json>(plan.do).filter(({ what }) => what === 'watch').map(({ seconds }) => ({ seconds, guards: plan.guards.length })));
  return { firstPercent: 100, bakeSeconds: watch?.seconds ?? 0, guards: watch?.guards ?? 0 };
}

/** What the Job of a hook is given. */
function planned({ kind, metadata, spec }: Json): Array<{ readonly plan: Json }> {
  if (kind !== 'Job' || !metadata.annotations?.['helm.sh/hook']) return [];
  const [{ env }] = spec.template.spec.containers;
  const release = list<Json>(env).find(({ name }) => name === 'RELEASE');
  return release ? [{ plan: JSON.parse((release.value as string).replaceAll('$$', '$')) }] : [];
}

function served({ labels }: Json, container: Json, initContainers: Json[] | undefined) {
  const files = list<Json>(initContainers).flatMap(({ args }) => list<string>(args)).find((arg) => /^(?:s3|gs|https):\/\//.test(arg));
  const variables = list<Json>(container.env).map(({ name, value, valueFrom }): [string, string] => [name, valueFrom ? 'secret' : value]);
  return {
    name: labels['ml-platform/variant'] as string,
    image: container.image as string,
    model: files,
    environment: Object.fromEntries(variables),
    gpus: Number(container.resources.limits?.['nvidia.com/gpu'] ?? 0),
  };
}

/** Of a route that divides requests, in whole percent; a Service alone sends all to the one workload that it selects. */
function share(workload: Json, manifests: Json[]): number {
  const selected = servicesOf(workload, manifests);
  const backends = rulesOf(manifests).flatMap(({ backendRefs }) => backendRefs as Json[]);
  if (backends.length === 0) return selected.length > 0 ? 100 : 0;
  const sum = (of: Json[]) => of.reduce((weights, { weight }) => weights + (weight as number), 0);
  return Math.round((100 * sum(backends.filter(({ name }) => selected.includes(name as string)))) / sum(backends));
}

/** Of how many requests in a hundred a route copies to a workload; absent where it copies none. */
function copies(workload: Json, manifests: Json[]): number | undefined {
  const selected = servicesOf(workload, manifests);
  const mirrors = rulesOf(manifests).flatMap(({ filters }) => list<Json>(filters)).flatMap(({ requestMirror }) => requestMirror ?? []) as Json[];
  return mirrors.find(({ backendRef }) => selected.includes(backendRef.name as string))?.percent;
}

const rulesOf = (manifests: Json[]) => manifests.filter(({ kind }) => kind === 'HTTPRoute').flatMap(({ spec }) => spec.rules as Json[]);

/** The names of Services that select the pods of a workload. */
function servicesOf({ spec: { template } }: Json, manifests: Json[]): string[] {
  const services = manifests.filter(({ kind, spec }) => kind === 'Service' && contains(template.metadata.labels, spec.selector));
  return services.map(({ metadata }) => metadata.name as string);
}

const contains = (labels: Json, selector: Json) => Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);

/** What moves the number of replicas of a workload. */
function scaled(workload: string, replicas: number, manifests: Json[]): Found {
  const scaler = manifests.find(({ kind, spec }) => ['HorizontalPodAutoscaler', 'ScaledObject'].includes(kind as string) && spec.scaleTargetRef.name === workload);
  if (!scaler) return { min: replicas, max: replicas, follows: [], schedules: 0 };
  const { spec, metadata } = scaler;
  const resources = list<Json>(spec.metrics).map(({ containerResource, resource }) => (containerResource ?? resource).name as string);
  const changes = manifests.filter(({ kind, spec: job }) => kind === 'CronJob' && JSON.stringify(job).includes(`"scaledobjects.keda.sh/${metadata.name}"`));
  return {
    min: spec.minReplicas ?? spec.minReplicaCount,
    max: spec.maxReplicas ?? spec.maxReplicaCount,
    follows: [...resources, ...list<Json>(spec.triggers).map(followed)].sort(),
    schedules: changes.length,
  };
}

/** By what Prometheus is asked: GPUs in the names of DCGM, times as sums, anything else is a count. */
function followed({ type, metadata }: Json): string {
  if (type !== 'prometheus') return type;
  if (/DCGM_/.test(metadata.query)) return 'gpu';
  return /_sum\b|rq_time/.test(metadata.query) ? 'latency' : 'requests';
}

function identity(namespace: string, serviceAccount: string, account: AccountFacts) {
  const runsAs = account.runsAs(namespace, serviceAccount);
  const { reads, writes } = account.rights(runsAs);
  return { runsAs, reads, writes };
}
