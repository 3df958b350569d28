import { Duration } from '../../core';
import { EndpointService } from '../../core/serving/endpoint-service';
import { ENDPOINT_LIMITS } from '../../facts/azure/serving-endpoints';
import { SERVING_GENERAL, SERVING_MACHINES, SERVING_MEMORY } from '../../facts/azure/serving-machines';
import { LONGEST_ROLLOUT_HOURS } from '../../facts/azure/serving-rollout';

/** Old and new deployments stand beside each other while one takes over from the other, and so do shadows. */
const MOST_VARIANTS = ENDPOINT_LIMITS.deploymentsPerEndpoint / 2 - 1;

/** Managed online endpoints of Azure Machine Learning. Their rollouts are ours, so that a step may be of any size. */
export const AZURE_ML_ENDPOINTS: EndpointService = {
  name: 'Azure ML',
  machines: { cloud: 'Azure ML', machines: SERVING_MACHINES, general: SERVING_GENERAL, memory: SERVING_MEMORY },
  leastReplicas: 1,
  mostVariants: MOST_VARIANTS,
  mostShadowPercent: ENDPOINT_LIMITS.mostMirrorPercent,
  rollouts: { longestBake: Duration.hours(LONGEST_ROLLOUT_HOURS), longestRollout: Duration.hours(LONGEST_ROLLOUT_HOURS) },
  lacks: {
    // No property of a deployment or an environment says what a container runs: https://learn.microsoft.com/en-us/azure/templates/microsoft.machinelearningservices/workspaces/environments/versions
    'hugging-face': {
      reason: 'it starts each container with the program of its image, and has no place for the arguments by which a server is told its model',
      alternative: 'build an image that knows its model and take Model.fromImage, or take EndpointKind.deployment(…)',
    },
  },
};
