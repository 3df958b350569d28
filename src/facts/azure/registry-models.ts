/** https://learn.microsoft.com/en-us/rest/api/azureml/model-versions/create-or-update: names have up to 255 characters; those of registries of Azure ML, whose name the model's is, have 33. */
export const MODEL_NAME = {
  what: 'a model of Azure ML',
  minLength: 1,
  maxLength: 255,
  pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/,
  allowed: "letters, digits, '-' and '_'",
  separator: '-',
};

/** https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-model; as the SDK checks it. */
export const VERSION_NAME = { pattern: /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,29}$/, allowed: "letters, digits, '.', '-' and '_', 30 at most" };

/**
 * Where a shared version is found from any workspace:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-share-models-pipelines-across-workspaces-with-registries
 */
export function sharedVersion(registryName: string, modelName: string, version: string): string {
  return `azureml://registries/${registryName}/models/${modelName}/versions/${version}`;
}

/** How an approver shares a version: https://learn.microsoft.com/en-us/cli/azure/ml/model#az-ml-model-share */
export function shareCommand(workspace: { readonly name: string; readonly resourceGroup: string }, registryName: string, modelName: string): string {
  return `az ml model share --name ${modelName} --version VERSION --share-with-name ${modelName} --share-with-version VERSION`
    + ` --registry-name ${registryName} --workspace-name ${workspace.name} --resource-group ${workspace.resourceGroup}`;
}

/**
 * Changes of a model, and whose they were; the diagnostic setting of the workspace sends them.
 * https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/amlmodelsevent
 */
export function modelChanges(modelName: string): string {
  return `AmlModelsEvent | where AmlModelName == "${modelName}" and OperationName !has "read"`;
}

/** The columns that an auditor reads. */
const AUDIT_COLUMNS = ' | project TimeGenerated, Identity, OperationName, ResultType, AmlModelName | order by TimeGenerated desc';

/**
 * Asks who changed what, in the last 90 days. The command wants the workspace by the id that it has for its callers, its `customerId`:
 * https://learn.microsoft.com/en-us/cli/azure/monitor/log-analytics#az-monitor-log-analytics-query
 */
export function auditCommand(logAnalyticsWorkspaceId: string, modelName: string): string {
  const workspace = `az resource show --ids ${logAnalyticsWorkspaceId} --query properties.customerId --output tsv`;
  return `az monitor log-analytics query --workspace "$(${workspace})" --timespan P90D --analytics-query '${modelChanges(modelName)}${AUDIT_COLUMNS}'`;
}
