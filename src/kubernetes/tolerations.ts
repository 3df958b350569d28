import { NodeGroupTraits } from '../core';

/** What lets a daemon run on every node of the groups. */
export function tolerationsOf(groups: readonly NodeGroupTraits[]): Array<{ key: string; operator: 'Exists' }> {
  return [...new Set(groups.flatMap(({ taintKeys }) => taintKeys))].sort().map((key) => ({ key, operator: 'Exists' }));
}
