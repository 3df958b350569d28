import { Duration } from '../../core';
import { JobService } from '../../core/jobs/managed-job-plan';
import { ACCELERATOR_ZONES } from '../../facts/gcp/accelerator-zones';
import { VERTEX_GENERAL, VERTEX_MACHINES, VERTEX_MEMORY } from '../../facts/gcp/vertex-machines';
import { LONGEST_RUN_DAYS } from '../../facts/gcp/vertex-training';
import { regionOf } from '../training/machine-offer';

/** Vertex AI has no GPU where Compute Engine has none; where it offers fewer, it says so when a run starts. */
const REGIONS = Object.fromEntries(
  Object.entries(ACCELERATOR_ZONES).map(([model, zones]): [string, string[]] => [model, [...new Set(zones.map(regionOf))]]),
);

/** Custom jobs of Vertex AI, as core knows a service that runs jobs. */
export const VERTEX: JobService = {
  name: 'Vertex AI',
  machines: { cloud: 'Vertex AI', machines: VERTEX_MACHINES, general: VERTEX_GENERAL, memory: VERTEX_MEMORY, regions: REGIONS },
  launchers: {
    mpi: {
      reason: 'the nodes of a run have no shell that the others may enter',
      alternative: 'take TrainingBackend.cluster(…) with kubernetes.MpiOperator, or a framework that torchrun starts',
    },
  },
  longestRun: Duration.days(LONGEST_RUN_DAYS),
};
