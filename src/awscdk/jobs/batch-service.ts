import { Duration } from '../../core';
import { JobService } from '../../core/jobs/managed-job-plan';
import { ACCELERATOR_REGIONS, machinesIn } from '../../facts/aws/accelerator-regions';
import { BATCH } from '../../facts/aws/batch-service';
import { GENERAL, MACHINES, MEMORY } from '../../facts/aws/machines';

/** AWS Batch, as a plan of a job knows it; the region is absent where it is known only at deployment. */
export function batchService(region: string | undefined): JobService {
  const machines = region === undefined ? MACHINES : machinesIn(region);
  return {
    name: BATCH.name,
    machines: { cloud: 'AWS', machines, general: GENERAL, memory: MEMORY, regions: ACCELERATOR_REGIONS },
    launchers: BATCH.launchers,
    longestRun: Duration.seconds(BATCH.longestRunSeconds),
  };
}
