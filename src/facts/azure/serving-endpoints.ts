/** Limits of managed online endpoints: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-manage-quotas#azure-machine-learning-online-endpoints-and-batch-endpoints */
export const ENDPOINT_LIMITS = {
  /** Also of a deployment; its name is the variant's (12), a hyphen and a part of the release's id. */
  longestName: 32,
  deploymentsPerEndpoint: 20,
  instancesPerDeployment: 50,
  longestRequestSeconds: 180,
  /** https://learn.microsoft.com/en-us/azure/machine-learning/how-to-safely-rollout-online-endpoints#test-the-deployment-with-mirrored-traffic */
  mostMirrorPercent: 50,
} as const;

/** Of a setting of Azure Monitor's autoscale: https://learn.microsoft.com/en-us/azure/azure-monitor/autoscale/autoscale-best-practices and …/autoscale-understanding-settings */
export const AUTOSCALE_LIMITS = { profiles: 20, rulesPerProfile: 10 } as const;

/**
 * Where the inference server of the curated images listens:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-inference-server-http#server-routes and
 * https://github.com/Azure/azureml-examples/tree/main/cli/endpoints/online/custom-container/minimal
 */
export const INFERENCE_SERVER = { port: 5001, health: '/', score: '/score' } as const;

/**
 * What tells the inference server which script it runs; joined to AML_APP_ROOT, so that an absolute path is taken as it is:
 * https://github.com/microsoft/azureml-inference-server/blob/main/azureml_inference_server_http/server/config.py
 */
export const ENTRY_SCRIPT_VARIABLE = 'AZUREML_ENTRY_SCRIPT';

/** Where a container finds its model: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-deploy-custom-container#locate-the-mounted-model */
export const MODEL_FOLDER = '/var/azureml-app/azureml-models';

/** What the data collector calls requests and answers when no script names them: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-collect-production-data#collect-payload-data-directly-from-your-deployed-model */
export const PAYLOADS = { requests: 'request', responses: 'response' } as const;
