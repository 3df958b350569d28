import { ClusterPlace } from './cluster-endpoint-plan';
import { ServicePlace } from './endpoint-service';

/** Where an endpoint runs. */
export type EndpointPlace = ServicePlace | ClusterPlace;

/** Whether that is a cluster, and no service of the cloud. */
export function isInCluster(place: EndpointPlace): place is ClusterPlace {
  return place.kind === 'kserve' || place.kind === 'deployment';
}
