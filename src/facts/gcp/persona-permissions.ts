/**
 * What each persona may do on the project. Rights to objects, images and service accounts are granted on the bucket, the repository and the account
 * (see `roles.ts`) and are not here.
 *
 * Source of the names: https://docs.cloud.google.com/vertex-ai/docs/general/iam-permissions, https://docs.cloud.google.com/logging/docs/access-control,
 * https://docs.cloud.google.com/monitoring/access-control; each was looked up in https://github.com/iann0036/iam-dataset (gcp/roles, 2026-08).
 */
const READS_OPERATIONS: readonly string[] = [
  'logging.logEntries.list',
  'logging.logs.list',
  'logging.logMetrics.list',
  'monitoring.alertPolicies.get',
  'monitoring.alertPolicies.list',
  'monitoring.dashboards.get',
  'monitoring.dashboards.list',
  'monitoring.metricDescriptors.get',
  'monitoring.metricDescriptors.list',
  'monitoring.timeSeries.list',
  'resourcemanager.projects.get',
];

const READS_MODELS: readonly string[] = [
  'aiplatform.endpoints.get',
  'aiplatform.endpoints.list',
  'aiplatform.modelEvaluations.get',
  'aiplatform.modelEvaluations.list',
  'aiplatform.models.get',
  'aiplatform.models.list',
  'aiplatform.operations.list',
];

const READS_RUNS: readonly string[] = [
  'aiplatform.artifacts.get',
  'aiplatform.artifacts.list',
  'aiplatform.contexts.get',
  'aiplatform.contexts.list',
  'aiplatform.executions.get',
  'aiplatform.executions.list',
  'aiplatform.metadataStores.get',
  'aiplatform.metadataStores.list',
  'aiplatform.pipelineJobs.get',
  'aiplatform.pipelineJobs.list',
  'aiplatform.tensorboards.get',
  'aiplatform.tensorboards.list',
];

const RECORDS_RUNS: readonly string[] = [
  'aiplatform.artifacts.create',
  'aiplatform.artifacts.update',
  'aiplatform.contexts.addContextArtifactsAndExecutions',
  'aiplatform.contexts.create',
  'aiplatform.contexts.update',
  'aiplatform.executions.addExecutionEvents',
  'aiplatform.executions.create',
  'aiplatform.executions.update',
  'aiplatform.tensorboardExperiments.create',
  'aiplatform.tensorboardExperiments.write',
  'aiplatform.tensorboardRuns.batchCreate',
  'aiplatform.tensorboardRuns.create',
  'aiplatform.tensorboardRuns.write',
  'aiplatform.tensorboardTimeSeries.batchCreate',
  'aiplatform.tensorboardTimeSeries.create',
];

const TRAINS: readonly string[] = [
  'aiplatform.customJobs.cancel',
  'aiplatform.customJobs.create',
  'aiplatform.customJobs.get',
  'aiplatform.customJobs.list',
  'aiplatform.hyperparameterTuningJobs.cancel',
  'aiplatform.hyperparameterTuningJobs.create',
  'aiplatform.hyperparameterTuningJobs.get',
  'aiplatform.hyperparameterTuningJobs.list',
];

const RUNS_PIPELINES: readonly string[] = [
  'aiplatform.batchPredictionJobs.cancel',
  'aiplatform.batchPredictionJobs.create',
  'aiplatform.batchPredictionJobs.get',
  'aiplatform.batchPredictionJobs.list',
  'aiplatform.pipelineJobs.cancel',
  'aiplatform.pipelineJobs.create',
  'aiplatform.schedules.create',
  'aiplatform.schedules.delete',
  'aiplatform.schedules.get',
  'aiplatform.schedules.list',
  'aiplatform.schedules.update',
];

const DEPLOYS: readonly string[] = [
  'aiplatform.endpoints.create',
  'aiplatform.endpoints.deploy',
  'aiplatform.endpoints.undeploy',
  'aiplatform.endpoints.update',
  'aiplatform.models.upload',
];

/** By the word of core's `Persona`. */
export const PERSONA_PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  'data-scientist': [...READS_OPERATIONS, ...READS_MODELS, ...READS_RUNS, ...RECORDS_RUNS, ...TRAINS],
  'ml-engineer': [
    ...READS_OPERATIONS,
    ...READS_MODELS,
    ...READS_RUNS,
    ...RECORDS_RUNS,
    ...TRAINS,
    ...RUNS_PIPELINES,
    ...DEPLOYS,
    'aiplatform.endpoints.delete',
    'aiplatform.endpoints.predict',
    'aiplatform.models.delete',
  ],
  // Vertex AI has no approval state: a reviewer sets the version's alias, which is an update of the model.
  'reviewer': [...READS_OPERATIONS, ...READS_MODELS, ...READS_RUNS, 'aiplatform.models.update'],
  'ci': [
    ...READS_MODELS,
    ...DEPLOYS,
    'aiplatform.pipelineJobs.create',
    'aiplatform.pipelineJobs.get',
    'aiplatform.pipelineJobs.list',
    'resourcemanager.projects.get',
  ],
};

/** What the platform's own service accounts may do on the project, beside writing logs and metrics. */
export const RUNTIME_PERMISSIONS: Readonly<Record<'training' | 'pipeline', readonly string[]>> = {
  training: [...READS_RUNS, ...RECORDS_RUNS],
  pipeline: [...READS_MODELS, ...READS_RUNS, ...RECORDS_RUNS, ...TRAINS, ...RUNS_PIPELINES, ...DEPLOYS],
};

/**
 * What is done with training jobs, on the project: Vertex AI has no policy of a single job.
 *
 * `start` is for what starts runs and waits for them, `operate` for people who start a run and see how it goes.
 * https://docs.cloud.google.com/workflows/docs/access-control
 */
export const JOB_PERMISSIONS: Readonly<Record<'start' | 'operate', readonly string[]>> = {
  start: ['aiplatform.customJobs.create', 'aiplatform.customJobs.get'],
  operate: [
    'aiplatform.customJobs.get',
    'aiplatform.customJobs.list',
    'logging.logEntries.list',
    'logging.logs.list',
    'workflows.executions.create',
    'workflows.executions.get',
    'workflows.executions.list',
    'workflows.workflows.get',
    'workflows.workflows.list',
  ],
};
