import { Problems } from '../private';
import { FeatureGroupPlan } from './feature-group-plan';

/** What a lock knows of a store that was deployed: the same groups may stand in the stores of several environments. */
export interface LockedStore {
  /** `managed` or `feast`. */
  readonly kind: string;
  /** Where each group has values or events: `offline`, `online`, `stream`. */
  readonly holds: Readonly<Record<string, readonly string[]>>;
}

export function lockedStore(kind: string, groups: readonly FeatureGroupPlan[]): LockedStore {
  return { kind, holds: Object.fromEntries(groups.map((group) => [group.groupName, holdsOf(group)])) };
}

/** Notes what would be destroyed with what is in it. */
export function checkHeld(name: string, before: LockedStore, now: LockedStore, retired: readonly string[], problems: Problems): void {
  if (before.kind !== now.kind && !retired.includes(name)) {
    problems.add(
      'features/kind-changed',
      `the store '${name}' was ${before.kind} and is ${now.kind}, which destroys what the old one holds: give the new one another id, or name '${name}' in 'retired' if nothing of the old one is needed`,
    );
  }
  Object.entries(before.holds).filter(([groupName]) => Object.hasOwn(now.holds, groupName)).forEach(([groupName, held]) => {
    held.filter((what) => !now.holds[groupName]!.includes(what)).map((what) => `${groupName}.${what}`).filter((what) => !retired.includes(what)).forEach((what) => {
      problems.add('features/store-removed', `'${what}' is gone, and what is in it would be, too: keep it, or name '${what}' in 'retired' once nothing of it is needed`);
    });
  });
}

function holdsOf({ offline, online, source }: FeatureGroupPlan): string[] {
  return [...(offline ? ['offline'] : []), ...(online ? ['online'] : []), ...(source.kind === 'stream' ? ['stream'] : [])];
}
