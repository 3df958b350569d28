import { Problems } from '../private';
import { ClusterPlace, requireSoftware } from './cluster-endpoint-plan';
import { ModelEndpointPlan } from './model-endpoint-plan';

/** Notes what a cluster cannot do of what an endpoint asks for, or what has to be installed for it. */
export function checkClusterEndpoint(plan: ModelEndpointPlan<ClusterPlace>, problems: Problems): void {
  if (plan.place.kind === 'kserve') checkKServe(plan, problems);
  else checkDeployment(plan, problems);
  if (plan.capture) {
    problems.add('serving/kind', 'requests are to be kept, but what runs in a cluster writes to no store by itself: take EndpointKind.managed(), or let the container write them');
  }
  if (plan.networkIsolation) {
    problems.add('serving/kind', 'containers are to call nothing, but a pod has to reach its model: its NetworkPolicy lets out what it needs and no more, so leave networkIsolation out');
  }
}

function checkKServe({ place, variants, shadow, rollout, access }: ModelEndpointPlan<ClusterPlace>, problems: Problems): void {
  const { traits, gateway, knative } = place;
  if (variants.length > 1) problems.add('serving/kind', `${variants.length} variants are asked for, but an InferenceService has one model: take EndpointKind.deployment(…) with a gateway, or EndpointKind.managed()`);
  if (shadow) problems.add('serving/kind', 'a shadow is asked for, but KServe copies no requests: take EndpointKind.deployment(…) with a gateway, or EndpointKind.managed()');
  if (gateway) problems.add('serving/kind', 'a gateway is given, but KServe has one for all models: give it to kubernetes.KServe, and leave it out here');
  if (access === 'public') problems.add('serving/kind', 'the endpoint is to be reached from everywhere, which of KServe is decided once for all models: give kubernetes.KServe a gateway, and leave access out');
  if (rollout.kind !== 'all-at-once' && !knative) requireSoftware('knative', `a rollout of KServe by '${rollout.kind}'`, traits, problems);
  if (variants.some(({ scaling }) => lowest(scaling) === 0)) requireSoftware('knative', 'an InferenceService that scales to zero', traits, problems);
  if (variants.some(({ model }) => model.container.grpc)) problems.add('serving/kind', 'the container speaks gRPC, which of KServe its own servers do only: take EndpointKind.deployment(…)');
}

function checkDeployment({ place, variants, shadow, rollout, access }: ModelEndpointPlan<ClusterPlace>, problems: Problems): void {
  const { traits, gateway } = place;
  if (variants.length > 1 && !gateway) problems.add('serving/kind', `${variants.length} variants are asked for, but a Service of Kubernetes knows no weights: give EndpointKind.deployment(…) a gateway`);
  if (shadow && !gateway) problems.add('serving/kind', 'a shadow is asked for, but a Service of Kubernetes copies no requests: give EndpointKind.deployment(…) a gateway');
  if (access === 'public' && !gateway) problems.add('serving/kind', 'the endpoint is to be reached from everywhere, but the cluster lets nothing in by itself: give EndpointKind.deployment(…) a gateway');
  if (rollout.kind !== 'all-at-once') requireSoftware('argo-rollouts', `a rollout by '${rollout.kind}'`, traits, problems);
  if (variants.some(({ scaling }) => scaling.min === 0)) {
    problems.add('serving/minimum', 'at least 0 replicas are asked for, but nothing would hold the requests that come meanwhile: give 1, take EndpointKind.kserve(…) with kubernetes.Knative, or off hours by EndpointScaling.offHours');
  }
  const moves = variants.flatMap(({ scaling }) => [...scaling.tracked.map(({ kind }) => kind), ...(scaling.schedules.length > 0 ? ['schedule'] : [])]);
  if (moves.some((kind) => kind !== 'cpu')) requireSoftware('keda', `scaling on ${[...new Set(moves.filter((kind) => kind !== 'cpu'))].join(', ')}`, traits, problems);
}

/** The fewest replicas that there ever are. */
export function lowest({ min, schedules }: { readonly min: number; readonly schedules: ReadonlyArray<{ readonly min: number }> }): number {
  return Math.min(min, ...schedules.map((limits) => limits.min));
}
