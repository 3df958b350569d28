/** Versions of the APIs that a rollout speaks. */
export const ROLLOUT_APIS = {
  machineLearning: '2025-12-01',
  /** https://learn.microsoft.com/en-us/azure/templates/microsoft.logic/workflows */
  logic: '2019-05-01',
  /** https://learn.microsoft.com/en-us/azure/templates/microsoft.insights/autoscalesettings */
  autoscale: '2022-10-01',
  /** The first that lists the alerts of a resource group: https://learn.microsoft.com/en-us/rest/api/monitor/alerts/get-all */
  alerts: '2019-05-05-preview',
  /** https://learn.microsoft.com/en-us/rest/api/resources/deployments */
  deployments: '2021-04-01',
} as const;

/** Limits of Logic Apps (Consumption): https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-limits-and-config */
export const LOGIC_LIMITS = {
  longestRunDays: 90,
  mostIterations: 5000,
  mostWaitingRuns: 100,
} as const;

/** The longest that a rollout may take here; a longer one would hold a pipeline for more than a working day. */
export const LONGEST_ROLLOUT_HOURS = 24;

const ML = 'Microsoft.MachineLearningServices/workspaces';
const ENDPOINTS = `${ML}/onlineEndpoints`;

/**
 * What a rollout does, by where it may do it; operations of https://learn.microsoft.com/en-us/azure/role-based-access-control/permissions/ai-machine-learning,
 * …/monitor and …/management-and-governance.
 */
export const ROLLOUT_ACTIONS = {
  /** On the endpoint. */
  endpoint: [`${ENDPOINTS}/read`, `${ENDPOINTS}/write`, `${ENDPOINTS}/deployments/read`, `${ENDPOINTS}/deployments/write`, `${ENDPOINTS}/deployments/delete`],
  /** On the workspace: what a deployment is made of, and nothing of it is ever deleted. */
  workspace: [
    `${ML}/read`, `${ML}/environments/read`, `${ML}/environments/write`, `${ML}/environments/versions/read`, `${ML}/environments/versions/write`,
    `${ML}/models/read`, `${ML}/models/write`, `${ML}/models/versions/read`, `${ML}/models/versions/write`, `${ML}/datastores/read`, `${ML}/datastores/write`, `${ML}/data/versions/read`,
  ],
  /** On the resource group: how deployments scale, which alerts are on, and the record of each rollout. */
  resourceGroup: [
    'Microsoft.Insights/autoscaleSettings/read', 'Microsoft.Insights/autoscaleSettings/write', 'Microsoft.Insights/autoscaleSettings/delete',
    'Microsoft.AlertsManagement/alerts/read', 'Microsoft.Resources/deployments/read', 'Microsoft.Resources/deployments/write',
  ],
  /** On the identity of the endpoint, which is written with it. */
  identity: ['Microsoft.ManagedIdentity/userAssignedIdentities/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
} as const;

/** Calls an endpoint whose callers are let in by Microsoft Entra ID: https://learn.microsoft.com/en-us/azure/machine-learning/concept-endpoints-online-auth#data-plane-operations */
export const INVOKE_ACTIONS = [`${ENDPOINTS}/score/action`] as const;

/**
 * What the built-in 'AzureML Metrics Writer' is for, without its star: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-assign-roles and
 * https://learn.microsoft.com/en-us/azure/machine-learning/concept-endpoints-online-auth#automatic-role-assignment-for-endpoint-identity
 */
export const DEPLOYMENT_ACTIONS = [`${ML}/metrics/resource/write`] as const;
