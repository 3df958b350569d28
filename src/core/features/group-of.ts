import { nearest, refuse } from '../private';

/** The group of a name, or a refusal that tells the nearest. */
export function groupOf<G>(groups: ReadonlyMap<string, G>, groupName: string): G {
  return groups.get(groupName)
    ?? refuse('features/unknown-group', `the feature store has no group '${groupName}' (nearest: '${nearest(groupName, [...groups.keys()])}'): give the name of one of its groups`);
}
