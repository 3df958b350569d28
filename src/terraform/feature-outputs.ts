import { IFeatureGroup, IFeatureStore } from '../core';
import { OutputValue, platformOutputs } from './platform-outputs';

/**
 * Outputs what other programs and people need of a feature store: its name, and by the names of its groups what they are called, where their values are queried, and where
 * events are sent.
 *
 * @param more what the store of one target has beside that
 */
export function featureOutputs(store: IFeatureStore, more: Readonly<Record<string, OutputValue | undefined>> = {}): void {
  const groups = store.groupNames.map((name) => store.group(name));
  platformOutputs(store, {
    featureStoreName: store.featureStoreName,
    ...more,
    groupIds: byGroup(groups, ({ groupId }) => groupId),
    offlineLocations: byGroup(groups, ({ offlineLocation }) => offlineLocation),
    streamNames: byGroup(groups, ({ streamName }) => streamName),
  });
}

/** What groups have of a kind, by their names; nothing where none has it. */
export function byGroup<G extends IFeatureGroup>(groups: readonly G[], part: (group: G) => string | undefined): Record<string, string> | undefined {
  const found = groups.flatMap((group): Array<[string, string]> => {
    const value = part(group);
    return value === undefined ? [] : [[group.groupName, value]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
