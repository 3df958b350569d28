import { WorkloadKind } from '../../../core/jobs/workload-kind';
import { JOB } from './job';
import { JOB_SET } from './job-set';
import { MPI_JOB } from './mpi-job';
import { RAY_JOB } from './ray-job';
import { TRAIN_JOB } from './train-job';
import { WorkloadRenderer } from './workload';

export const RENDERERS: Readonly<Record<WorkloadKind, WorkloadRenderer>> = {
  TrainJob: TRAIN_JOB,
  RayJob: RAY_JOB,
  MPIJob: MPI_JOB,
  JobSet: JOB_SET,
  Job: JOB,
};
