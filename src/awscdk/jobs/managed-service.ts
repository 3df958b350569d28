import { Duration } from '../../core';
import { JobService } from '../../core/jobs/managed-job-plan';
import { ACCELERATOR_REGIONS } from '../../facts/aws/accelerator-regions';
import { TRAINING_GENERAL, TRAINING_MEMORY, trainingMachines } from '../../facts/aws/sagemaker-machines';
import { LONGEST_RUN_DAYS, SAGEMAKER_LAUNCHERS } from '../../facts/aws/sagemaker-service';

/** SageMaker, as core knows a service that runs jobs; the region is absent where it is known only at deployment. */
export function sageMaker(region: string | undefined): JobService {
  return {
    name: 'SageMaker',
    machines: { cloud: 'SageMaker', machines: trainingMachines(region), general: TRAINING_GENERAL, memory: TRAINING_MEMORY, regions: ACCELERATOR_REGIONS },
    launchers: SAGEMAKER_LAUNCHERS,
    longestRun: Duration.days(LONGEST_RUN_DAYS),
  };
}
