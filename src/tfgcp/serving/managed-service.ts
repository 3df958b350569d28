import { Duration } from '../../core';
import { EndpointService } from '../../core/serving/endpoint-service';
import { LONGEST_ROLLOUT_DAYS, MOST_VARIANTS } from '../../facts/gcp/serving-limits';
import { VERTEX } from '../jobs/managed-service';

/** Endpoints of Vertex AI, as core knows a service that serves models. */
export const VERTEX_ENDPOINTS: EndpointService = {
  name: 'Vertex AI',
  machines: VERTEX.machines,
  leastReplicas: 1,
  mostVariants: MOST_VARIANTS,
  mostShadowPercent: 100,
  rollouts: { longestBake: Duration.days(1), longestRollout: Duration.days(LONGEST_ROLLOUT_DAYS) },
  lacks: {},
};
