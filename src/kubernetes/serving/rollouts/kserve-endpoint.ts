import { ClusterEndpointBinding } from '../cluster-endpoint-binding';
import { ClusterEndpointPlan, metadataOf } from '../endpoint-labels';
import { disruptionBudget } from '../routing/disruption-budget';
import { autoscalerOf } from '../scaling/autoscaler';
import { guardsOf, prometheusOf, releaseGuards } from './guards';
import { InferenceService, inferenceService } from './inference-service';
import { ReleaseHook, releaseHooks, ReleaseRight } from './release-hook';
import { releaseTime } from './release-time';

type Json = Record<string, unknown>;

/** The new revision, which the program of a release puts in. */
const NEW_REVISION = 'serving_knative_dev_revision="{revision}"';

/** `EndpointKind.kserve`: an InferenceService, and what shifts requests to a new one. */
export function kserveEndpoint(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding): Json[] {
  const variant = plan.variants[0]!;
  const service = inferenceService(plan, binding);
  const scaler = plan.place.knative ? [] : autoscalerOf(plan, variant, binding, { apiVersion: 'apps/v1', kind: 'Deployment', name: `${plan.name}-predictor` });
  return [
    service.manifest,
    disruptionBudget(plan, variant),
    ...scaler,
    ...(plan.place.knative ? knativeRelease(plan, binding, service) : standardRelease(plan, binding, service)),
  ];
}

/**
 * Before Helm changes anything, a hook has shifted the requests, or has put back what was and failed the release. What Helm then applies is there already. The first time
 * there is nothing to shift, and a hook waits.
 */
function knativeRelease(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding, service: InferenceService): Json[] {
  const time = releaseTime(plan, binding.longestReleaseSeconds);
  const { predictor, content } = service;
  const { name, place: { namespace }, rollout: { steps, bakeSeconds, keepOldSeconds } } = plan;
  const path = pathOf(plan);
  const memory = `${name}-rollout`;
  const hooks: ReleaseHook[] = [
    { suffix: 'first-release', when: 'post-install', steps: [{ what: 'service', path }] },
    {
      suffix: 'release',
      when: 'pre-upgrade',
      steps: [{ what: 'shift', path, content, predictor, steps, bakeSeconds, keepOldSeconds, memory: `/api/v1/namespaces/${namespace}/configmaps/${memory}` }],
    },
  ];
  const rights: ReleaseRight[] = [
    { group: 'serving.kserve.io', resource: 'inferenceservices', names: [name], verbs: ['get', 'update'] },
    { group: '', resource: 'configmaps', names: [memory], verbs: ['get', 'update'] },
  ];
  return [
    // Without data: Helm leaves what a hook puts in.
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(plan, memory) },
    ...releaseHooks(plan, hooks, rights, { guards: guardsOf(plan, binding, { labels: [NEW_REVISION] }), prometheus: prometheusOf(binding) }, time),
  ];
}

/** KServe changes its Deployment after Helm has changed the InferenceService: a hook waits for that, and watches where somebody measures. */
function standardRelease(plan: ClusterEndpointPlan, binding: ClusterEndpointBinding, { content }: InferenceService): Json[] {
  const time = releaseTime(plan, binding.longestReleaseSeconds);
  const { namespace } = plan.place;
  const deployment = `${plan.name}-predictor`;
  const ready = { what: 'deployment' as const, content, path: `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment}` };
  const guards = releaseGuards(plan, binding);
  const watched = guards.length > 0 ? [{ what: 'watch' as const, seconds: plan.rollout.bakeSeconds }] : [];
  const hooks: ReleaseHook[] = [
    { suffix: 'first-release', when: 'post-install', steps: [ready] },
    { suffix: 'release', when: 'post-upgrade', steps: [ready, ...watched] },
  ];
  const right: ReleaseRight = { group: 'apps', resource: 'deployments', names: [deployment], verbs: ['get'] };
  return releaseHooks(plan, hooks, [right], { guards, prometheus: prometheusOf(binding) }, time);
}

function pathOf({ name, place: { namespace } }: ClusterEndpointPlan): string {
  return `/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices/${name}`;
}
