/**
 * The calls of Vertex AI that put something into service; one that fails is a failed deployment.
 *
 * Source of the names: https://docs.cloud.google.com/vertex-ai/docs/general/audit-logging (methods of ModelService, EndpointService and PipelineService).
 */
export const DEPLOY_METHODS: readonly string[] = [
  'google.cloud.aiplatform.v1.ModelService.UploadModel',
  'google.cloud.aiplatform.v1.EndpointService.CreateEndpoint',
  'google.cloud.aiplatform.v1.EndpointService.DeployModel',
  'google.cloud.aiplatform.v1.EndpointService.MutateDeployedModel',
  'google.cloud.aiplatform.v1.EndpointService.UndeployModel',
  'google.cloud.aiplatform.v1.EndpointService.UpdateEndpoint',
];

/** gRPC's PERMISSION_DENIED, as `protoPayload.status.code` has it: https://docs.cloud.google.com/logging/docs/audit/understanding-audit-logs */
export const PERMISSION_DENIED = 7;

/**
 * The monitored resources that audit log entries of the platform's services carry, which an alert policy on a log-based metric has to name.
 *
 * Source: https://docs.cloud.google.com/logging/docs/api/v2/resource-list
 */
export const AUDITED_RESOURCES: readonly string[] = [
  'aiplatform.googleapis.com/Endpoint',
  'audited_resource',
  'cloudkms_cryptokey',
  'gcs_bucket',
  'project',
  'service_account',
];

/** The services whose data access is recorded; others record administration only. https://docs.cloud.google.com/logging/docs/audit/configure-data-access */
export const DATA_ACCESS_SERVICES: readonly string[] = ['aiplatform.googleapis.com', 'storage.googleapis.com'];

/** The kinds of data access that are recorded. */
export const DATA_ACCESS_KINDS: readonly string[] = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];
