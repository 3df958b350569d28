import { Duration } from '../../core';
import { JobService } from '../../core/jobs/managed-job-plan';
import { ACCELERATOR_REGIONS, machinesIn } from '../../facts/aws/accelerator-regions';
import { BATCH } from '../../facts/aws/batch-service';
import { GENERAL, MEMORY } from '../../facts/aws/machines';

/** AWS Batch, as a plan of a job knows it. */
export function batchService(region: string): JobService {
  return {
    name: BATCH.name,
    machines: { cloud: 'AWS', machines: machinesIn(region), general: GENERAL, memory: MEMORY, regions: ACCELERATOR_REGIONS },
    launchers: BATCH.launchers,
    longestRun: Duration.seconds(BATCH.longestRunSeconds),
  };
}
