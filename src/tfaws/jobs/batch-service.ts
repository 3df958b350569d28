import { Duration } from '../../core';
import { JobService } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Problems } from '../../core/private';
import { ACCELERATOR_REGIONS, machinesIn } from '../../facts/aws/accelerator-regions';
import { batchRefusals } from '../../facts/aws/batch-refusals';
import { BATCH } from '../../facts/aws/batch-service';
import { GENERAL, MEMORY } from '../../facts/aws/machines';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { BatchPlan } from './batch-plan';

/** AWS Batch, as a plan of a job knows it. */
export function batchService(region: string): JobService {
  return {
    name: BATCH.name,
    machines: { cloud: 'AWS', machines: machinesIn(region), general: GENERAL, memory: MEMORY, regions: ACCELERATOR_REGIONS },
    launchers: BATCH.launchers,
    longestRun: Duration.seconds(BATCH.longestRunSeconds),
  };
}

/** Notes what AWS Batch refuses of a job that is planned for it. */
export function checkBatchJob(plan: TrainingJobPlan, { network }: Pick<IMlPlatform, 'network'>, problems: Problems): void {
  batchRefusals(plan as BatchPlan, network.egress?.kind).forEach(({ code, message }) => problems.add(code, message));
}
