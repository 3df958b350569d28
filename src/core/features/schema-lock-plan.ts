import { IConstruct } from 'constructs';
import { nearest, Problems, TakenNames } from '../private';
import { FeatureGroupPlan } from './feature-group-plan';
import { checkHeld, heldBy, LockedStore } from './locked-store';
import { checkEvolution, lockedGroups, retiredGroups } from './schema-changes';
import { SchemaLock } from './schema-lock';
import { EMPTY_LOCK, LockContent, lockText, parseLock } from './schema-lock-file';

/** What is to be in the lock after a synth. A target writes it with everything else, so that a program that is refused changes nothing. */
export interface LockPlan {
  readonly path: string;
  readonly content: string;
}

/** What the groups are held against. */
export interface LockWish {
  readonly lock: SchemaLock;
  /** The target and the platform, of which a lock has one store. */
  readonly key: string;
  readonly store: Pick<LockedStore, 'name' | 'path' | 'kind'>;
  readonly groups: readonly FeatureGroupPlan[];
  /** What may be gone. */
  readonly retired: readonly string[];
  readonly root: IConstruct;
  read(path: string): string | undefined;
  /** Whether the offline values of a group are the store's, and not in a table that was there before. */
  keepsValues(groupName: string): boolean;
}

/** Files that stores of one program have already. */
const PATHS = new TakenNames();

/** Holds the groups against the lock; gives what is to be written where it lacks something. */
export function planLock(wish: LockWish, problems: Problems): LockPlan | undefined {
  const { lock: { path, isFrozen }, key, groups, retired, root } = wish;
  if (path === undefined) return undefined;
  if (PATHS.has(root, plain(path))) {
    problems.add('features/lock-shared', `another feature store of this program has the lock '${path}': give each store a file of its own`);
  }
  const text = readText(path, wish, problems);
  const before = text === undefined ? EMPTY_LOCK : parseLock(path, text, problems);
  if (!before) return undefined;
  const schemas = lockedGroups(groups);
  const store = { ...wish.store, holds: heldBy(groups, (groupName) => wish.keepsValues(groupName)) };
  checkEvolution(before.groups, schemas, retired, path, problems);
  if (Object.hasOwn(before.stores, key)) checkHeld(key, before.stores[key]!, store, retired, problems);
  checkRetired(wish, before, store, problems);
  const after: LockContent = { groups: { ...retiredGroups(before.groups, schemas), ...schemas }, stores: { ...before.stores, [key]: store } };
  if (text !== undefined && lockText(before) === lockText(after)) return undefined;
  if (isFrozen && isStale(text, before, after, key)) {
    const why = text === undefined ? 'is not there' : 'does not have what the groups have';
    problems.add('features/lock-stale', `${path} ${why}: synthesize with SchemaLock.at('${path}') where you write the program, and commit the file`);
  }
  return isFrozen ? undefined : { path, content: lockText(after) };
}

/** Remembers whose file it is. */
export function rememberLock({ path }: SchemaLock, root: IConstruct): void {
  if (path !== undefined) PATHS.add(root, plain(path));
}

/** A lock that nobody could write in the name of this environment has all that its groups need. */
function isStale(text: string | undefined, before: LockContent, after: LockContent, key: string): boolean {
  if (text === undefined || lockText({ ...before, stores: {} }) !== lockText({ ...after, stores: {} })) return true;
  return Object.hasOwn(before.stores, key);
}

/** `./a/b` is `a/b`. */
function plain(path: string): string {
  return path.split(/[\\/]+/).filter((part) => part !== '.').join('/');
}

function readText(path: string, { read }: LockWish, problems: Problems): string | undefined {
  try {
    return read(path);
  } catch (error) {
    problems.add('features/lock-path', `'${path}' cannot be read (${(error as Error).message}): name a file that may be read and written`);
    return undefined;
  }
}

function checkRetired({ retired, key }: LockWish, { groups, stores }: LockContent, { holds }: LockedStore, problems: Problems): void {
  const there = Object.entries(holds).flatMap(([groupName, held]) => [groupName, ...held.map((what) => `${groupName}.${what}`)]);
  const groupNames = [...new Set([...Object.keys(groups), ...Object.keys(holds)])];
  const known = [key, ...Object.keys(stores), ...groupNames.flatMap((groupName) => [groupName, ...['offline', 'online', 'stream'].map((what) => `${groupName}.${what}`)])];
  retired.forEach((name) => {
    if (there.includes(name)) {
      problems.add('features/retired', `'${name}' is retired, but the store has it: leave it out of one of the two`);
    } else if (!known.includes(name)) {
      problems.add('features/retired', `'${name}' is retired, but the lock knows no such thing (nearest: '${nearest(name, known)}'): correct it, or leave it out`);
    }
  });
}
