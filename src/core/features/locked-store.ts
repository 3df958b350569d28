import { Problems } from '../private';
import { FeatureGroupPlan } from './feature-group-plan';

/** What a lock knows of a store that was deployed: the same groups may stand in the stores of several environments, of which each has an entry. */
export interface LockedStore {
  /** However the place joins names. */
  readonly name: string;
  /** Where it stands in the program: engines know what they have deployed by that. */
  readonly path: string;
  /** `managed` or `feast`. */
  readonly kind: string;
  /** Where each group has values or events of its own: `offline`, `online`, `stream`. */
  readonly holds: Readonly<Record<string, readonly string[]>>;
}

/** Notes what would be destroyed with what is in it. */
export function checkHeld(key: string, before: LockedStore, now: LockedStore, retired: readonly string[], problems: Problems): void {
  checkPlace(key, before, now, retired, problems);
  Object.entries(before.holds).forEach(([groupName, held]) => {
    const holds = Object.hasOwn(now.holds, groupName) ? now.holds[groupName]! : undefined;
    if (!holds) {
      if (!retired.includes(groupName)) problems.add('features/group-removed', groupRemoved(groupName));
      return;
    }
    held.filter((what) => !holds.includes(what)).map((what) => `${groupName}.${what}`).filter((what) => !retired.includes(what)).forEach((what) => {
      problems.add('features/store-removed', `'${what}' is gone, and what is in it would be, too: keep it, or name '${what}' in 'retired' once nothing of it is needed`);
    });
  });
}

/** Where the groups have values or events that go with them; files of a table are somebody else's. */
export function heldBy(groups: readonly FeatureGroupPlan[], keepsValues: (groupName: string) => boolean): LockedStore['holds'] {
  return Object.fromEntries(groups.map(({ groupName, offline, online, source }) => [groupName, [
    ...(offline && source.kind !== 'table' && keepsValues(groupName) ? ['offline'] : []),
    ...(online ? ['online'] : []),
    ...(source.kind === 'stream' ? ['stream'] : []),
  ]]));
}

export function groupRemoved(groupName: string): string {
  return `the group '${groupName}' is gone, but the schema lock has it: keep it, or name it in 'retired' if nothing reads it any more`;
}

function checkPlace(key: string, before: LockedStore, now: LockedStore, retired: readonly string[], problems: Problems): void {
  if (retired.includes(key)) return;
  if (before.kind !== now.kind) {
    problems.add(
      'features/kind-changed',
      `the store '${now.name}' was ${before.kind} and is ${now.kind}, which destroys what the old one holds: give the new one another lock and id, or name '${key}' in 'retired' if nothing of the old one is needed`,
    );
  }
  if (before.name !== now.name || before.path !== now.path) {
    problems.add(
      'features/moved',
      `the store '${before.name}' stood at '${before.path}' and is '${now.name}' at '${now.path}' now, which destroys it and makes another one: put it back, or move the state of what is deployed and name '${key}' in 'retired' for one synth; a store that is another one has a lock of its own`,
    );
  }
}
