import { modelsOf } from '../../../core/serving/model-endpoint-plan';
import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, workloadName } from '../endpoint-labels';
import { disruptionBudget } from '../routing/disruption-budget';
import { httpRoute } from '../routing/http-route';
import { servicesOf } from '../routing/services';
import { autoscalerOf } from '../scaling/autoscaler';
import { argoRollout } from './argo-rollout';
import { deploymentOf } from './deployment';
import { prometheusOf, releaseGuards } from './guards';
import { ReleaseHook, releaseHooks, ReleaseRight } from './release-hook';
import { endsBefore, ReleaseTime, releaseTime, watchTime } from './release-time';

type Json = Record<string, unknown>;

/** `EndpointKind.deployment`: a workload a model, with what reaches it and what scales it. */
export function plainEndpoint(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): Json[] {
  const { variants, shadow, rollout } = plan;
  const stepwise = rollout.kind !== 'all-at-once';
  const [apiVersion, kind] = stepwise ? ['argoproj.io/v1alpha1', 'Rollout'] : ['apps/v1', 'Deployment'];
  return [
    ...servicesOf(plan),
    ...modelsOf(plan).map((variant) => disruptionBudget(plan, variant)),
    ...variants.flatMap((variant) => (stepwise ? argoRollout(plan, variant, binding) : [deploymentOf(plan, variant, binding)])),
    ...(shadow ? [deploymentOf(plan, shadow, binding)] : []),
    ...variants.flatMap((variant) => autoscalerOf(plan, variant, binding, { apiVersion, kind, name: workloadName(plan, variant) })),
    ...httpRoute(plan),
    ...(stepwise ? awaitedRollouts(plan, binding) : watchedDeployments(plan, binding)),
  ];
}

/** Helm knows no Rollout: a hook waits until each has gone through, and fails the release when one has gone back. Where a release may not wait that long, it does not. */
function awaitedRollouts(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): Json[] {
  const { namespace } = plan.place;
  const { longestReleaseSeconds } = binding;
  if (endsBefore(plan, longestReleaseSeconds)) return [];
  const names = plan.variants.map((variant) => workloadName(plan, variant));
  const steps = names.map((name) => ({ what: 'rollout' as const, path: `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/${name}` }));
  const hook: ReleaseHook = { suffix: 'release', when: 'post-install,post-upgrade', steps };
  const right: ReleaseRight = { group: 'argoproj.io', resource: 'rollouts', names, verbs: ['get'] };
  return releaseHooks(plan, [hook], [right], { guards: [], prometheus: prometheusOf(binding) }, releaseTime(plan, longestReleaseSeconds));
}

/** How long a release of `EndpointKind.deployment` may take: Helm waits for Deployments before it has them watched. */
export function plainReleaseTime(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): ReleaseTime {
  const isWatched = plan.rollout.kind === 'all-at-once' && releaseGuards(plan, binding).length > 0;
  return (isWatched ? watchTime : releaseTime)(plan, binding.longestReleaseSeconds);
}

/** Helm waits for Deployments; whether the new pods answer well is watched afterwards, where somebody measures. */
function watchedDeployments(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): Json[] {
  const guards = releaseGuards(plan, binding);
  if (guards.length === 0) return [];
  const hook: ReleaseHook = { suffix: 'release', when: 'post-upgrade', steps: [{ what: 'watch', seconds: plan.rollout.bakeSeconds }] };
  return releaseHooks(plan, [hook], [], { guards, prometheus: prometheusOf(binding) }, watchTime(plan, binding.longestReleaseSeconds));
}
