import { Duration } from '../../core';
import { EndpointService } from '../../core/serving/endpoint-service';
import { ACCELERATOR_REGIONS } from '../../facts/aws/accelerator-regions';
import { TRAINING_GENERAL, TRAINING_MEMORY, trainingMachines } from '../../facts/aws/sagemaker-machines';
import { COMPONENT_LACKS, GUARDRAILS, MOST_VARIANTS } from '../../facts/aws/serving-service';

/** SageMaker, as core knows a service that serves models; in a region. */
export function endpointService(region: string): EndpointService {
  return {
    name: 'SageMaker',
    // Those that train serve, too: `ProductionVariantInstanceType` of botocore 1.44.5.
    machines: { cloud: 'SageMaker', machines: trainingMachines(region), general: TRAINING_GENERAL, memory: TRAINING_MEMORY, regions: ACCELERATOR_REGIONS },
    leastReplicas: 1,
    mostVariants: MOST_VARIANTS,
    mostShadowPercent: 100,
    rollouts: {
      mostCanaryPercent: GUARDRAILS.mostCanaryPercent,
      leastLinearPercent: GUARDRAILS.leastLinearPercent,
      longestBake: Duration.seconds(GUARDRAILS.longestBakeSeconds),
      longestRollout: Duration.seconds(GUARDRAILS.longestRolloutSeconds),
    },
    lacks: {},
  };
}

/** Components of SageMaker, whose machines go when nobody asks. */
export function componentService(region: string): EndpointService {
  return { ...endpointService(region), leastReplicas: 0, lacks: COMPONENT_LACKS };
}
