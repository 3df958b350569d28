import { JOB_ACTIONS } from './ml-jobs';

/* Operations of https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning and …/storage that are needed around monitors. */
const ML = 'Microsoft.MachineLearningServices/workspaces';
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** Data actions of what writes the program of a monitor, and nothing else. */
export const WRITE_PROGRAM: readonly string[] = [`${BLOBS}/write`, `${BLOBS}/add/action`];

/** Sees whether a monitor has run. */
export const SEE_RUNS: readonly string[] = [`${ML}/read`, `${ML}/jobs/read`, `${ML}/experiments/read`, `${ML}/experiments/runs/read`, `${ML}/schedules/read`];

/** Finds the newest version of a pipeline component, and starts it. */
export const START_PIPELINE: readonly string[] = [...JOB_ACTIONS.submit, `${ML}/components/read`, `${ML}/components/versions/read`];
