import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IFeatureGroup } from '../../core';
import { pascal } from '../names';

/** What begins the names of a group's outputs: `CustomerSpend` of `customer_spend`. */
export function outputWord(groupName: string): string {
  return pascal(groupName.replace(/_/g, '-'));
}

/**
 * Writes what other programs and people need of a store: the outputs `AcmeMlFeaturesFeatureStoreName`, and of each group such as `AcmeMlFeaturesCustomerSpendGroupId`,
 * `…OfflineLocation` and `…StreamName`.
 */
export function writeFeatureOutputs(store: Construct, platformName: string, featureStoreName: string, groups: readonly IFeatureGroup[]): void {
  const prefix = `${pascal(platformName)}${store.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const write = (name: string, value: string | undefined, description: string) => {
    if (value !== undefined) new CfnOutput(store, name, { value, description: `${description} of the feature store ${store.node.id}` }).overrideLogicalId(`${prefix}${name}`);
  };
  write('FeatureStoreName', featureStoreName, 'What begins the names');
  groups.forEach(({ groupName, groupId, offlineLocation, streamName }) => {
    const group = outputWord(groupName);
    write(`${group}GroupId`, groupId, `The group ${groupName}`);
    write(`${group}OfflineLocation`, offlineLocation, `Where to query ${groupName}`);
    write(`${group}StreamName`, streamName, `Where to send events for ${groupName}`);
  });
}
