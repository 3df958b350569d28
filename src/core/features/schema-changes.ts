import { Problems } from '../private';
import { FeatureGroupPlan } from './feature-group-plan';
import { groupRemoved } from './locked-store';

/** The schema of a group as the lock has it. */
export interface LockedGroup {
  readonly entityKeys: readonly string[];
  readonly eventTime: string;
  /** The type of each feature; that of a vector has its dimension: `vector(384)`. */
  readonly features: Readonly<Record<string, string>>;
  /** The types of the keys, in their order. */
  readonly keyTypes: readonly string[];
  /** Whether it is gone; its schema stays, since files of it may have stayed. */
  readonly retired?: boolean;
}

export type LockedGroups = Readonly<Record<string, LockedGroup>>;

/** What the lock is to say of the groups. */
export function lockedGroups(groups: readonly FeatureGroupPlan[]): LockedGroups {
  return Object.fromEntries(groups.map((group) => [group.groupName, {
    entityKeys: group.entityKeys.map(({ name }) => name),
    keyTypes: group.entityKeys.map(({ type }) => type),
    eventTime: group.eventTime,
    features: Object.fromEntries(group.features.map(({ name, type, dimension }) => [name, dimension === undefined ? type : `${type}(${dimension})`])),
  }]));
}

/** The groups that are gone, as they were. */
export function retiredGroups(before: LockedGroups, now: LockedGroups): LockedGroups {
  const gone = Object.entries(before).filter(([groupName]) => !Object.hasOwn(now, groupName));
  return Object.fromEntries(gone.map(([groupName, group]) => [groupName, { ...group, retired: true }]));
}

/** Notes what is gone, or something else now: models were trained with it, and training data has it. */
export function checkEvolution(locked: LockedGroups, now: LockedGroups, retired: readonly string[], path: string, problems: Problems): void {
  Object.entries(locked).forEach(([groupName, before]) => {
    if (Object.hasOwn(now, groupName)) {
      checkGroup(groupName, before, now[groupName]!, path, problems);
    } else if (!before.retired && !retired.includes(groupName)) {
      problems.add('features/group-removed', groupRemoved(groupName));
    }
  });
}

function checkGroup(groupName: string, before: LockedGroup, after: LockedGroup, path: string, problems: Problems): void {
  const keys = (group: LockedGroup) => group.entityKeys.map((name, i) => `${name}: ${group.keyTypes[i]!}`).join(', ');
  if (keys(before) !== keys(after)) {
    problems.add('features/key-changed', `the keys of '${groupName}' were [${keys(before)}] and are [${keys(after)}]: what is stored has the old ones; make another group`);
  }
  if (before.eventTime !== after.eventTime) {
    problems.add('features/key-changed', `the event time of '${groupName}' was '${before.eventTime}' and is '${after.eventTime}': what is stored has the old one; make another group`);
  }
  Object.entries(before.features).forEach(([name, type]) => {
    const typeNow = after.features[name];
    if (!Object.hasOwn(after.features, name)) {
      problems.add('features/removed', `the feature '${name}' of '${groupName}' is gone, but models may have been trained with it: keep it, even if nothing writes it any more, or make another group; if it was never deployed, bring ${path} back from your repository`);
    } else if (typeNow !== type) {
      problems.add('features/retyped', `the feature '${name}' of '${groupName}' was ${type} and is ${typeNow}, but what is stored has the old type: add a feature of another name`);
    }
  });
}
