import { ClusterPlace } from './cluster-job-plan';
import { ServicePlace } from './managed-job-plan';

/** Where a job runs. */
export type JobPlace = ClusterPlace | ServicePlace;
