import { ClusterPlace } from './cluster-endpoint-plan';
import { EndpointPlace, isInCluster } from './endpoint-place';
import { ModelEndpointProps } from './model-endpoint';

/** What a rollout is of which nobody said anything. */
export type UsualRollout = 'canary' | 'blue-green' | 'all-at-once';

/** The most careful rollout that can be had without a further wish; one that has to be refused would surprise whoever asked for none. */
export function mostCarefulRollout(place: EndpointPlace | undefined, props: ModelEndpointProps): UsualRollout {
  if (!place) return 'all-at-once';
  if (!isInCluster(place)) return place.service.lacks['stepwise-rollout'] ? 'all-at-once' : 'canary';
  return place.kind === 'kserve' ? ofKServe(place) : ofDeployment(place, props);
}

function ofKServe({ knative, traits: { provided } }: ClusterPlace): UsualRollout {
  return knative && provided.includes('prometheus-operator') ? 'canary' : 'all-at-once';
}

/** A part of the requests is a part of the pods, for which two are too few, unless a gateway divides the requests of a single model. */
function ofDeployment({ gateway, traits: { provided } }: ClusterPlace, { variants = [] }: ModelEndpointProps): UsualRollout {
  const has = (...features: string[]) => features.every((feature) => provided.includes(feature));
  if (!has('argo-rollouts', 'prometheus-operator') || (has('keda') && !has('scaled-rollouts'))) return 'all-at-once';
  return gateway && variants.length <= 1 && has('gateway-rollouts') ? 'canary' : 'blue-green';
}
