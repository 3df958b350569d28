import { IConstruct } from 'constructs';
import { Problems, sortedKeys, TakenNames } from '../private';
import { FeatureGroupPlan } from './feature-group-plan';
import { checkHeld, LockedStore, lockedStore } from './locked-store';
import { checkEvolution, LockedGroup, lockedGroups, LockedGroups } from './schema-changes';
import { SchemaLock } from './schema-lock';

/** What is to be in the lock after a synth. A target writes it with everything else, so that a program that is refused changes nothing. */
export interface LockPlan {
  readonly path: string;
  readonly content: string;
}

/** What the groups are held against. */
export interface LockWish {
  readonly lock: SchemaLock;
  /** The place and the name of the store, however the place joins names. */
  readonly store: string;
  /** `managed` or `feast`. */
  readonly kind: string;
  readonly groups: readonly FeatureGroupPlan[];
  /** What may be gone. */
  readonly retired: readonly string[];
  readonly root: IConstruct;
  read(path: string): string | undefined;
}

/** The content of a lock. */
interface Lock {
  readonly groups: LockedGroups;
  /** By their place and name. */
  readonly stores: Readonly<Record<string, LockedStore>>;
}

const VERSION = 1;
const EMPTY: Lock = { groups: {}, stores: {} };

/** Files that stores of one program have already. */
const PATHS = new TakenNames();

/** Holds the groups against the lock; gives what is to be written where it lacks something. */
export function planLock(wish: LockWish, problems: Problems): LockPlan | undefined {
  const { lock: { path, isFrozen }, store, groups, retired, root, read } = wish;
  if (path === undefined) return undefined;
  if (PATHS.has(root, path)) {
    problems.add('features/lock-shared', `another feature store of this program has the lock '${path}': give each store a file of its own`);
  }
  const before = read(path);
  const locked = before === undefined ? EMPTY : parse(path, before, problems);
  if (!locked) return undefined;
  const schemas = lockedGroups(groups);
  const held = lockedStore(wish.kind, groups);
  checkEvolution(locked.groups, schemas, retired, path, problems);
  if (Object.hasOwn(locked.stores, store)) checkHeld(store, locked.stores[store]!, held, retired, problems);
  checkRetired(schemas, held, retired, problems);
  const content = `${JSON.stringify(sortedKeys({ version: VERSION, groups: schemas, stores: { ...locked.stores, [store]: held } }), undefined, 2)}\n`;
  // Git may have written the line ends of another system.
  if (content === before?.replace(/\r\n/g, '\n')) return undefined;
  if (isFrozen) {
    const why = before === undefined ? 'is not there' : 'does not have what the groups have';
    problems.add('features/lock-stale', `${path} ${why}: synthesize with SchemaLock.at('${path}') where you write the program, and commit the file`);
  }
  return { path, content };
}

/** Remembers whose file it is. */
export function rememberLock({ path }: SchemaLock, root: IConstruct): void {
  if (path !== undefined) PATHS.add(root, path);
}

/** Of this store only: another environment may not have let go yet. */
function checkRetired(groups: LockedGroups, { holds }: LockedStore, retired: readonly string[], problems: Problems): void {
  const there = [...Object.keys(groups), ...Object.entries(holds).flatMap(([groupName, held]) => held.map((what) => `${groupName}.${what}`))];
  retired.filter((name) => there.includes(name)).forEach((name) => {
    problems.add('features/retired', `'${name}' is retired, but the store has it: leave it out of one of the two`);
  });
}

function parse(path: string, text: string, problems: Problems): Lock | undefined {
  try {
    const { version, groups, stores } = JSON.parse(text) as Partial<Lock> & { version?: unknown };
    const complete = groups && stores && Object.values(groups).every(isLockedGroup) && Object.values(stores).every(isLockedStore);
    if (version === VERSION && complete) return { groups, stores };
  } catch {
    // What is no JSON, such as a file with the marks of a merge, is as unreadable as what has another shape.
  }
  problems.add('features/lock-unreadable', `${path} is no schema lock of version ${VERSION}: bring it back from your repository`);
  return undefined;
}

function isLockedStore({ kind, holds }: Partial<LockedStore>): boolean {
  return typeof kind === 'string' && typeof holds === 'object' && holds !== null && Object.values(holds).every(Array.isArray);
}

function isLockedGroup({ entityKeys, keyTypes, eventTime, features }: Partial<LockedGroup>): boolean {
  return Array.isArray(entityKeys) && Array.isArray(keyTypes) && typeof eventTime === 'string' && typeof features === 'object' && features !== null;
}
