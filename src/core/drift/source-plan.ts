import { IConstruct } from 'constructs';
import { Problems, requireCapability, Target } from '../private';
import { requireCapturable } from '../serving/cluster-capture';
import { EndpointWithTraits, hasEndpointTraits } from '../serving/endpoint-traits';
import { CapturePlan, runsInCluster } from '../serving/model-endpoint-plan';
import { ArtifactPath } from '../storage';
import { DataFormat } from './data-format';
import { DriftMonitorProps } from './drift-monitor';
import { DriftMonitorPlace } from './drift-monitor-place';
import { DriftService } from './drift-service';

/** An endpoint that is watched. */
export interface EndpointSource {
  readonly kind: 'endpoint';
  readonly endpoint: EndpointWithTraits;
  /** How its requests are kept. */
  readonly capture: CapturePlan;
  /** Whether the monitor has to switch that on. */
  readonly switchesOn: boolean;
}

/** Predictions that were made in batches. */
export interface BatchSource {
  readonly kind: 'batch';
  readonly path: ArtifactPath;
  readonly format: DataFormat;
}

/** What a monitor watches. */
export type DriftSource = EndpointSource | BatchSource;

export interface SourceContext {
  readonly scope: IConstruct;
  readonly target: Target;
  /** The platform of the monitor. */
  readonly platform: IConstruct;
  readonly place?: DriftMonitorPlace;
  readonly service: DriftService;
}

/** How requests are kept of endpoints that a monitor has switched that on for. */
const SWITCHED_ON = new WeakMap<EndpointWithTraits, CapturePlan>();

/** Remembers that a monitor keeps the requests of its endpoint, for the next one. */
export function rememberCapture(source: DriftSource): void {
  if (source.kind === 'endpoint' && source.switchesOn) SWITCHED_ON.set(source.endpoint, source.capture);
}

export function planSource(props: DriftMonitorProps, context: SourceContext, problems: Problems): DriftSource | undefined {
  const { endpoint, batchOutput, sampling } = props;
  if ((endpoint === undefined) === (batchOutput === undefined)) {
    problems.add('drift/source', `the monitor watches ${endpoint ? 'an endpoint and a batch output' : 'nothing'}: give either 'endpoint' or 'batchOutput'`);
  }
  if (sampling !== undefined && (!Number.isInteger(sampling) || sampling < 1 || sampling > 100)) {
    problems.add('drift/sampling', `${sampling} % of the requests cannot be kept: give a whole number from 1 to 100`);
  }
  if (batchOutput && sampling !== undefined) problems.add('drift/sampling', 'of a batch output all is watched: leave \'sampling\' out');
  if (endpoint) return hasEndpointTraits(endpoint) ? planEndpoint(endpoint, sampling, context, problems) : notOurs(problems);
  return batchOutput && planBatch(batchOutput, context, problems);
}

function planBatch({ path, format }: NonNullable<DriftMonitorProps['batchOutput']>, { target, place, service }: SourceContext, problems: Problems): BatchSource {
  const managed = place?.kind === 'managed';
  if (managed) requireCapability(target, 'drift/managed-batch-output', 'a batch output is to be watched', problems);
  const refused = managed && target.refusals['drift/managed-batch-output'] !== undefined;
  if (!refused && !service.batchFormats.includes(format)) {
    problems.add('drift/format', `the batch output is ${format}, which ${service.name} cannot read: write ${service.batchFormats.join(' or ')}`);
  }
  return { kind: 'batch', path, format };
}

function notOurs(problems: Problems): undefined {
  problems.add('drift/foreign-endpoint', 'the endpoint is none of this library, so that nobody knows where its requests lie: give what addModelEndpoint made, or watch what it writes as a batch output');
  return undefined;
}

function planEndpoint(endpoint: EndpointWithTraits, sampling: number | undefined, context: SourceContext, problems: Problems): EndpointSource {
  const { system, platform, plan } = endpoint._traits();
  const { scope, target, place } = context;
  const { name, variants } = plan;
  const capture = plan.capture ?? SWITCHED_ON.get(endpoint);
  const isOurs = platform === context.platform;
  if (system !== target.system || endpoint.node.root !== scope.node.root) {
    problems.add('drift/foreign-endpoint', `the endpoint '${name}' is one of ${system === target.system ? 'another program' : system}, which this monitor cannot see: watch it beside where it is made`);
  } else if (!isOurs && !capture) {
    problems.add('drift/no-capture', `the endpoint '${name}' of another platform keeps no requests, and only its own platform may switch that on: give it dataCapture: DataCapture.sampled(100) there`);
  }
  const asked = variants.filter(({ weight }) => weight > 0);
  if (asked.length > 1) {
    problems.add('drift/several-models', `the endpoint '${name}' has ${asked.length} models (${asked.map((variant) => variant.name).join(', ')}), whose requests a monitor would mix: watch an endpoint that serves one model; the others may have a weight of 0`);
  }
  if (capture && !capture.responses) {
    problems.add('drift/no-responses', `the endpoint '${name}' keeps requests without answers, so that nothing is known of its predictions: keep them, too`);
  }
  if (capture && sampling !== undefined && capture.percent !== sampling) {
    problems.add('drift/sampling', `${sampling} % of the requests are to be watched, but the endpoint '${name}' keeps ${capture.percent} %, as itself or another monitor says: say the same, or leave 'sampling' out`);
  }
  checkPlace(endpoint, place, problems);
  if (isOurs && !capture && runsInCluster(plan)) problems.collect(() => requireCapturable(plan));
  return { kind: 'endpoint', endpoint, capture: capture ?? { percent: sampling ?? 100, responses: true }, switchesOn: isOurs && !capture };
}

/** The cloud's own monitors read what the cloud's own endpoints keep, and Evidently what endpoints in its cluster keep. */
function checkPlace(endpoint: EndpointWithTraits, place: DriftMonitorPlace | undefined, problems: Problems): void {
  if (!place) return;
  const { plan } = endpoint._traits();
  if (!runsInCluster(plan)) {
    if (place.kind !== 'managed') problems.add('drift/kind', `the endpoint '${plan.name}' is one of the cloud's own service, whose requests Evidently does not read: take DriftMonitorKind.managed()`);
    if (plan.place.kind === 'scale-to-zero') problems.add('drift/kind', `the endpoint '${plan.name}' scales to zero, and keeps no requests: take EndpointKind.managed(), or watch what callers write as a batch output`);
  } else if (place.kind === 'managed') {
    problems.add('drift/kind', `the endpoint '${plan.name}' runs in a cluster, which the cloud's own monitors do not see: take DriftMonitorKind.evidently(cluster, …)`);
  } else if (place.cluster !== plan.place.cluster) {
    problems.add('drift/kind', `the endpoint '${plan.name}' runs in another cluster than its monitor: give DriftMonitorKind.evidently the endpoint's cluster`);
  }
}
