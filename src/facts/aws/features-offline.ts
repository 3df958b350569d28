import { Properties } from './serving-config';

/**
 * Where the records of a group are kept in the platform's bucket: SageMaker adds the account, the region and the time at which the group was made. Results of queries lie
 * beside, with what may be read by the same people. https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html
 */
export function offlinePrefix(store: string, groupName: string): string {
  return `features/${store}/${groupName}/records`;
}

export function queriesPrefix(store: string, groupName: string): string {
  return `features/${store}/${groupName}/queries`;
}

/** What a function could not take in. */
export function deadLetterPrefix(store: string, groupName: string): string {
  return `features/${store}/${groupName}/dead-letters`;
}

/** What Lambda gave up, under names of its own: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html */
export const DROPPED_PREFIX = 'aws/lambda';

/**
 * `WorkGroupConfiguration` of Athena: whoever queries a group does so here, and cannot choose another place or key for the results.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-athena-workgroup-workgroupconfiguration.html
 */
export function workGroup(resultsUri: string, keyArn: string): Properties {
  return {
    EnforceWorkGroupConfiguration: true,
    PublishCloudWatchMetricsEnabled: true,
    EngineVersion: { SelectedEngineVersion: 'AUTO' },
    ResultConfiguration: {
      OutputLocation: `${resultsUri}/`,
      EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: keyArn },
    },
  };
}
