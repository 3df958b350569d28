/**
 * What each kind of resource may be called: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules
 *
 * The platform's own names (`acme-ml-vnet`) are legal for every legal platform name; here stand the kinds that are short, that are unique in the
 * world, or whose name holds an id that the user chose.
 */
export const NAME_RULES = {
  /** `Microsoft.Storage/storageAccounts`, unique in the world. */
  storageAccount: {
    what: 'a storage account',
    minLength: 3,
    maxLength: 24,
    pattern: /^[a-z0-9]+$/,
    allowed: 'lower-case letters and digits',
    separator: '',
  },
  /** `Microsoft.Storage/storageAccounts/blobServices/containers`. */
  storageContainer: {
    what: 'a container of a storage account',
    minLength: 3,
    maxLength: 63,
    pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    allowed: 'lower-case letters, digits and single hyphens',
    separator: '-',
  },
  /** `Microsoft.KeyVault/vaults`, unique in the world. */
  keyVault: {
    what: 'a key vault',
    minLength: 3,
    maxLength: 24,
    pattern: /^[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*$/,
    allowed: 'letters, digits and single hyphens, a letter first',
    separator: '-',
  },
  /** `Microsoft.ContainerRegistry/registries`, unique in the world. */
  containerRegistry: {
    what: 'a container registry',
    minLength: 5,
    maxLength: 50,
    pattern: /^[a-zA-Z0-9]+$/,
    allowed: 'letters and digits',
    separator: '',
  },
  /** `Microsoft.MachineLearningServices/workspaces`. */
  machineLearningWorkspace: {
    what: 'a machine-learning workspace',
    minLength: 3,
    maxLength: 33,
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/,
    allowed: "letters, digits, '-' and '_'",
    separator: '-',
  },
  /** `Microsoft.MachineLearningServices/registries`: the pattern of its ARM type at 2025-12-01. */
  machineLearningRegistry: {
    what: 'a machine-learning registry',
    minLength: 3,
    maxLength: 33,
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
    allowed: "letters, digits, '-' and '_'",
    separator: '-',
  },
  /**
   * A job, whose name the experiment, the environment, the workflow (80) and the subscriptions to events (64, with a number) have, too:
   * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules#microsofteventgrid and #microsoftlogic
   */
  trainingJob: {
    what: 'a training job of Azure ML',
    minLength: 3,
    maxLength: 60,
    pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    allowed: 'lower-case letters, digits and hyphens, a letter first',
    separator: '-',
  },
  /**
   * An endpoint of Azure ML without its suffix: its name is unique in a region, so that a hyphen and the platform's 6 characters follow; 32 together.
   * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-manage-quotas#azure-machine-learning-online-endpoints-and-batch-endpoints
   */
  modelEndpoint: {
    what: 'an endpoint of Azure ML',
    minLength: 3,
    maxLength: 25,
    pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    allowed: 'lower-case letters, digits and single hyphens, a letter first',
    separator: '-',
  },
  /** `Microsoft.Insights/metricAlerts`: 1 to 260, no control characters nor any of `*#&+:<>?@%{}\/|`, and no point at the end. */
  metricAlert: {
    what: 'a metric alert',
    minLength: 1,
    maxLength: 260,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._() -]*[A-Za-z0-9_)-]$/,
    allowed: "letters, digits, '.', '_', '-', brackets and spaces",
    separator: '-',
  },
} as const;
