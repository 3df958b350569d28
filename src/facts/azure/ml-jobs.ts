/** Limits of jobs on compute clusters: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-manage-quotas#azure-machine-learning-compute */
export const JOB_LIMITS = {
  /** "Job lifetime". */
  longestDays: 21,
  /** "Job lifetime on a low-priority node". */
  longestSpotDays: 7,
  /** Nodes of a run that speak to each other over RDMA or by MPI; others could have more, after a request. */
  mostNodes: 100,
} as const;

/**
 * Machines that Azure takes back are still called so by the API. Since 31 March 2026 they are Spot machines, with Spot's prices, and what asked for low priority
 * before gets them without a change:
 * https://github.com/MicrosoftDocs/azure-ai-docs/pull/806, https://github.com/Azure/Batch/issues/196
 */
export const VM_PRIORITIES = { 'on-demand': 'Dedicated', 'spot': 'LowPriority' } as const;

/** Seconds after which a node without work goes, where nobody asks for more; the default of https://learn.microsoft.com/en-us/python/api/azure-ai-ml/azure.ai.ml.entities.amlcompute */
export const IDLE_SECONDS = 120;

/**
 * The quotas of Azure Machine Learning, which are not those of virtual machines of the same families, by their names in the usages of a region:
 * https://github.com/Azure/azure-rest-api-specs/blob/main/specification/machinelearningservices/resource-manager/Microsoft.MachineLearningServices/stable/2025-12-01/examples/Usage/list.json
 * Spot machines of all families have one together.
 */
export const ML_QUOTAS = { dedicated: 'Total Cluster Dedicated Regional vCPUs', lowPriority: 'Total Cluster LowPriority Regional vCPUs' } as const;

/**
 * The name of a compute, unique among those of a region: the pattern of its ARM type at 2025-12-01, and
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-create-attach-compute-cluster#create
 */
export const COMPUTE_NAME_LENGTH = 24;

/**
 * What a node is told by the distribution `PyTorch`: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-train-distributed-gpu#process-group-initialization
 * A run without one has none of them.
 */
export const NODE_VARIABLES = { rank: 'NODE_RANK', main: 'MASTER_ADDR' } as const;

/** The id of the run, in each of its processes; Microsoft's own components read it: https://github.com/Azure/azureml-assets */
export const RUN_ID_VARIABLE = 'AZUREML_RUN_ID';

/** The container of a workspace's own account that the logs of its runs are written to, as the run's identity where the account has no keys: datastore `workspaceartifactstore`. */
export const LOG_CONTAINER = 'azureml';

const ML = 'Microsoft.MachineLearningServices/workspaces';
const WORKFLOW = 'Microsoft.Logic/workflows';
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** Operations of https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning, …/integration and …/storage. */
export const JOB_ACTIONS = {
  /** "Submitting any type of run (V2)" of https://learn.microsoft.com/en-us/azure/machine-learning/how-to-assign-roles#common-scenarios, without building images and without its stars. */
  submit: [
    `${ML}/read`, `${ML}/computes/read`, `${ML}/datastores/read`, `${ML}/environments/read`, `${ML}/environments/versions/read`, `${ML}/environments/readSecrets/action`,
    `${ML}/experiments/read`, `${ML}/experiments/runs/read`, `${ML}/jobs/read`, `${ML}/jobs/operationresults/read`, `${ML}/jobs/write`, `${ML}/metadata/artifacts/write`,
  ],
  /** Starts one workflow, and sees how what it started goes; not what the workflow was given. */
  start: [
    `${WORKFLOW}/read`, `${WORKFLOW}/triggers/read`, `${WORKFLOW}/triggers/run/action`, `${WORKFLOW}/runs/read`,
    `${ML}/read`, `${ML}/jobs/read`, `${ML}/experiments/read`, `${ML}/experiments/runs/read`,
  ],
  /** Data actions: writes the logs of a run, a piece at a time. */
  log: [`${BLOBS}/read`, `${BLOBS}/write`, `${BLOBS}/add/action`],
} as const;
