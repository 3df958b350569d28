/**
 * What is done with endpoints, on the project: Vertex AI (v1) has no policy of a single endpoint, and Workflows none of a single workflow.
 *
 * `release` is for the workflow that makes, watches and removes deployments: it reads the metrics and the alerts that guard a rollout, and its own executions, so that
 * one changes the endpoint at a time. `invoke` is for callers.
 *
 * Sources: https://docs.cloud.google.com/gemini-enterprise-agent-platform/machine-learning/general/iam-permissions,
 * https://docs.cloud.google.com/monitoring/access-control, https://docs.cloud.google.com/workflows/docs/access-control
 */
export const ENDPOINT_PERMISSIONS: Readonly<Record<'release' | 'invoke', readonly string[]>> = {
  release: [
    'aiplatform.endpoints.deploy',
    'aiplatform.endpoints.get',
    'aiplatform.endpoints.undeploy',
    'aiplatform.endpoints.update',
    'aiplatform.models.delete',
    'aiplatform.models.get',
    'aiplatform.models.upload',
    'monitoring.alerts.list',
    'monitoring.timeSeries.list',
    'workflows.executions.get',
    'workflows.executions.list',
  ],
  invoke: ['aiplatform.endpoints.predict'],
};

/** What starts the workflow at the times of a schedule. */
export const SCHEDULE_PERMISSIONS: readonly string[] = ['workflows.executions.create'];
