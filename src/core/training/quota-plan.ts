import { QuotaNeed } from './quota-need';

/** What one node takes of a quota. */
export interface NodeQuota {
  readonly quota: string;
  readonly unit: string;
  readonly perNode: number;
}

/** Adds up what the groups need, at most; a quota once, in the order of its first group. */
export function sumQuotas<G extends { readonly name: string; readonly max: number }>(
  groups: readonly G[],
  region: string,
  quotasOf: (group: G) => readonly NodeQuota[],
): QuotaNeed[] {
  const needs = new Map<string, { unit: string; needed: number; nodeGroups: string[] }>();
  groups.forEach((group) => quotasOf(group).forEach(({ quota, unit, perNode }) => {
    const known = needs.get(quota) ?? { unit, needed: 0, nodeGroups: [] };
    needs.set(quota, { unit, needed: known.needed + perNode * group.max, nodeGroups: [...known.nodeGroups, group.name] });
  }));
  return [...needs].map(([quota, need]) => ({ quota, region, ...need }));
}
