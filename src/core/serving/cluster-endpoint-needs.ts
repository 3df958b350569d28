import { ClusterPlace } from './cluster-endpoint-plan';
import { ModelEndpointPlan } from './model-endpoint-plan';

type Plan = ModelEndpointPlan<ClusterPlace>;

/** Software that an endpoint cannot do without in its cluster. */
export interface EndpointNeed {
  readonly need: string;
  /** What needs it, in words. */
  readonly what: string;
  /** What to do where it is missing. */
  readonly how?: string;
}

/** The software that an endpoint needs, each once. */
export function endpointNeeds(plan: Plan): EndpointNeed[] {
  const { place, rollout } = plan;
  const stepwise = rollout.kind !== 'all-at-once';
  const needs = [
    ...(place.kind === 'kserve' ? kserveNeeds(plan, stepwise) : deploymentNeeds(plan, stepwise)),
    ...(stepwise && isGuarded(plan) ? [measured(`a rollout by '${rollout.kind}', of which somebody has to say whether the new model does well,`)] : []),
  ];
  return needs.filter(({ need }, i) => needs.findIndex((other) => other.need === need) === i);
}

function kserveNeeds(plan: Plan, stepwise: boolean): EndpointNeed[] {
  return [
    { need: 'kserve', what: 'an InferenceService' },
    ...(stepwise ? [{ need: 'knative', what: `a rollout of KServe by '${plan.rollout.kind}'`, how: 'install kubernetes.Knative before kubernetes.KServe' }] : []),
    ...(plan.variants.some(({ scaling }) => scaling.min === 0) ? [{ need: 'knative', what: 'an InferenceService that scales to zero', how: 'install kubernetes.Knative before kubernetes.KServe' }] : []),
    ...(plan.place.knative ? [] : scalingNeeds(plan)),
  ];
}

function deploymentNeeds(plan: Plan, stepwise: boolean): EndpointNeed[] {
  const scaling = scalingNeeds(plan);
  const moves = plan.place.gateway !== undefined && plan.variants.length === 1 && ['canary', 'linear'].includes(plan.rollout.kind);
  return [
    ...scaling,
    ...(stepwise ? [{ need: 'argo-rollouts', what: `a rollout by '${plan.rollout.kind}'` }] : []),
    ...(moves ? [{ need: 'gateway-rollouts', what: 'a rollout that divides the requests of a gateway', how: 'give kubernetes.ArgoRollouts gatewayApi: true' }] : []),
    ...(stepwise && scaling.length > 0 ? [{
      need: 'scaled-rollouts', what: 'a rollout that KEDA scales', how: "give kubernetes.Keda scaledKinds: [{ apiGroup: 'argoproj.io', resource: 'rollouts' }]",
    }] : []),
  ];
}

/** CPUs alone are held by Kubernetes itself. */
function scalingNeeds({ variants }: Plan): EndpointNeed[] {
  const followed = variants.flatMap(({ scaling }) => scaling.tracked.map(({ kind }) => kind)).filter((kind) => kind !== 'cpu');
  const scheduled = variants.some(({ scaling }) => scaling.schedules.length > 0);
  if (followed.length === 0 && !scheduled) return [];
  const what = `scaling on ${[...new Set([...followed, ...(scheduled ? ['schedule'] : [])])].join(', ')}`;
  return [{ need: 'keda', what }, ...(followed.length > 0 ? [measured(what)] : [])];
}

function measured(what: string): EndpointNeed {
  return { what, need: 'prometheus-operator', how: 'install kubernetes.KubePrometheusStack before' };
}

function isGuarded({ rollout }: Plan): boolean {
  return rollout.ownAlarms || rollout.alarms.length > 0;
}
