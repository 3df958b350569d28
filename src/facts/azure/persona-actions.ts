/** Rights of one kind of work: control plane, and the data of blobs. */
export interface PersonaActions {
  readonly actions: readonly string[];
  readonly dataActions: readonly string[];
}

/*
 * Operations of https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning, …/storage, …/containers and
 * …/monitor. The built-in 'AzureML Data Scientist' has `workspaces/*` and may deploy; hence roles of our own, without a wildcard.
 */
const ML = 'Microsoft.MachineLearningServices/workspaces';
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const of = (prefix: string, ...operations: string[]) => operations.map((operation) => `${prefix}/${operation}`);

const READ_ML = of(
  ML,
  'read', 'batchEndpoints/read', 'batchEndpoints/deployments/read', 'codes/read', 'codes/versions/read', 'components/read', 'components/versions/read',
  'computes/read', 'data/read', 'data/versions/read', 'datastores/read', 'environments/read', 'environments/versions/read', 'experiments/read',
  'experiments/runs/read', 'jobs/read', 'jobs/operationresults/read', 'metadata/artifacts/read', 'metadata/snapshots/read', 'models/read',
  'models/versions/read', 'onlineEndpoints/read', 'onlineEndpoints/deployments/read', 'schedules/read',
);

/** The tables of https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables-index that a platform's services write to. */
const READ_LOGS = [
  ...of('Microsoft.OperationalInsights/workspaces', 'read', 'query/read'),
  ...of(
    'Microsoft.OperationalInsights/workspaces/query',
    'AmlComputeJobEvent/read', 'AmlOnlineEndpointConsoleLog/read', 'AmlOnlineEndpointEventLog/read', 'AppExceptions/read', 'AppRequests/read',
    'AppTraces/read', 'AzureDiagnostics/read', 'ContainerRegistryRepositoryEvents/read', 'StorageBlobLogs/read',
  ),
];

const READ_DASHBOARDS = ['Microsoft.Insights/workbooks/read', 'Microsoft.Insights/metrics/read', 'Microsoft.Insights/metricDefinitions/read'];

const TRAIN = of(
  ML,
  'codes/write', 'codes/versions/write', 'components/write', 'components/versions/write', 'computes/applicationaccess/action', 'computes/start/action',
  'computes/stop/action', 'data/write', 'data/versions/write', 'environments/write', 'environments/versions/write', 'environments/build/action',
  'experiments/write', 'experiments/runs/submit/action', 'experiments/runs/write', 'jobs/write', 'jobs/cancel/action', 'metadata/artifacts/write',
  'metadata/snapshots/write', 'models/write', 'models/versions/write', 'notebooks/samples/read', 'notebooks/storage/read', 'notebooks/storage/write',
  'notebooks/storage/delete',
);

const DEPLOY = of(
  ML,
  'batchEndpoints/write', 'batchEndpoints/delete', 'batchEndpoints/deployments/write', 'batchEndpoints/deployments/delete', 'onlineEndpoints/write',
  'onlineEndpoints/delete', 'onlineEndpoints/operationresults/read', 'onlineEndpoints/operationsstatus/read', 'onlineEndpoints/deployments/write',
  'onlineEndpoints/deployments/delete', 'onlineEndpoints/deployments/getlogs/action', 'onlineEndpoints/deployments/operationresults/read',
  'onlineEndpoints/deployments/operationsstatus/read', 'onlineEndpoints/deployments/skus/read', 'schedules/write', 'schedules/delete',
);

const REGISTER = of(
  ML,
  'read', 'batchEndpoints/read', 'batchEndpoints/deployments/read', 'codes/write', 'codes/versions/write', 'components/write', 'components/versions/write',
  'environments/read', 'environments/write', 'environments/versions/read', 'environments/versions/write', 'models/read', 'models/write',
  'models/versions/read', 'models/versions/write', 'onlineEndpoints/read', 'onlineEndpoints/deployments/read', 'schedules/read',
);

const READ_BLOBS = of(BLOBS, 'blobs/read');
const WRITE_BLOBS = of(BLOBS, 'blobs/write', 'blobs/add/action');
const CHANGE_BLOBS = [...WRITE_BLOBS, ...of(BLOBS, 'blobs/delete', 'blobs/move/action')];
const PULL = of('Microsoft.ContainerRegistry/registries', 'read', 'pull/read');
const PUSH = of('Microsoft.ContainerRegistry/registries', 'push/write');

/** By persona; on which prefixes of the store the data actions hold is said by the assignment's condition. */
export const PERSONA_ACTIONS: Readonly<Record<'data-scientist' | 'ml-engineer' | 'reviewer' | 'ci', PersonaActions>> = {
  'data-scientist': {
    actions: [...READ_ML, ...TRAIN, ...READ_LOGS, ...READ_DASHBOARDS, ...of(BLOBS, 'read'), ...PULL],
    dataActions: [...READ_BLOBS, ...CHANGE_BLOBS],
  },
  'ml-engineer': {
    actions: [...READ_ML, ...TRAIN, ...DEPLOY, ...of(ML, 'onlineEndpoints/score/action', 'onlineEndpoints/token/action', 'models/package/action'),
      ...READ_LOGS, ...READ_DASHBOARDS, ...of(BLOBS, 'read'), ...PULL, ...PUSH],
    dataActions: [...READ_BLOBS, ...CHANGE_BLOBS],
  },
  'reviewer': {
    // The approval state of a model is a tag of its version.
    actions: [...READ_ML, ...of(ML, 'models/versions/write'), ...READ_LOGS, ...READ_DASHBOARDS, ...of(BLOBS, 'read')],
    dataActions: READ_BLOBS,
  },
  'ci': { actions: [...REGISTER, ...DEPLOY, ...PULL, ...PUSH], dataActions: WRITE_BLOBS },
};
