/**
 * Entries of the audit log that tell of changes of a registered model which somebody made by hand.
 *
 * Source of the names: https://docs.cloud.google.com/vertex-ai/docs/general/audit-logging (methods of ModelService).
 */
const MODEL_CHANGES: readonly string[] = ['MergeVersionAliases', 'UpdateModel', 'DeleteModel', 'DeleteModelVersion'];

/** The monitored resource of these entries: https://docs.cloud.google.com/logging/docs/api/v2/resource-list */
export const MODEL_CHANGE_RESOURCE = 'audited_resource';

/** In the language of queries. */
export function changesByHand(model: string, keeper: string): string {
  return [
    'protoPayload.serviceName="aiplatform.googleapis.com"',
    `protoPayload.methodName=~"ModelService\\.(${MODEL_CHANGES.join('|')})$"`,
    `protoPayload.resourceName=~"/models/${model}(@|$)"`,
    `NOT protoPayload.authenticationInfo.principalEmail="${keeper}"`,
  ].join(' AND ');
}
