import { Properties } from './serving-config';

/**
 * What a group takes once: all that does not change in place, which the registry calls `createOnlyProperties` (`cloud-control/sagemaker-feature-group.json`). Another
 * value would make another group, and the values of this one would be gone.
 */
export function takenOnce({ FeatureDefinitions, ThroughputConfig, OnlineStoreConfig, ...once }: Properties): Properties {
  const { TtlDuration, ...online } = (OnlineStoreConfig ?? {}) as Properties;
  return { ...once, OnlineStoreConfig: online };
}

/**
 * What is said of a group for which that is to be another.
 *
 * @param kept the resource that remembers what the group was made with
 * @param isProtected whether the program forbids to destroy it
 */
export function onceOnly(groupName: string, kept: string, isProtected: boolean): string {
  const first = isProtected ? `first let it be destroyed, which the profile of the platform forbids (groupOf('${groupName}').groupResource has the lifecycle), then ` : '';
  return `The feature group '${groupName}' is there, and SageMaker takes once whether it is online and offline, how fast it is, its keys, and where and with which key its values `
    + `are kept. Say what it was made with, or make a group of another name; to make this one anew, without the values that it has, ${first}apply with -replace='${kept}'.`;
}
