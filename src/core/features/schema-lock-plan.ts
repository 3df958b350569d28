import { IConstruct } from 'constructs';
import { Problems, sortedKeys, TakenNames } from '../private';
import { FeatureGroupPlan } from './feature-group-plan';
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
  readonly groups: readonly FeatureGroupPlan[];
  /** Groups that may be gone. */
  readonly retired: readonly string[];
  readonly root: IConstruct;
  read(path: string): string | undefined;
}

const VERSION = 1;

/** Files that stores of one program have already. */
const PATHS = new TakenNames();

/** Holds the groups against the lock; gives what is to be written where it lacks something. */
export function planLock({ lock, groups, retired, root, read }: LockWish, problems: Problems): LockPlan | undefined {
  const { path, isFrozen } = lock;
  if (path === undefined) return undefined;
  if (PATHS.has(root, path)) {
    problems.add('features/lock-shared', `another feature store of this program has the lock '${path}': give each store a file of its own`);
  }
  const before = read(path);
  const locked = before === undefined ? {} : parse(path, before, problems);
  if (!locked) return undefined;
  const now = lockedGroups(groups);
  checkEvolution(locked, now, retired, path, problems);
  const content = `${JSON.stringify(sortedKeys({ version: VERSION, groups: now }), undefined, 2)}\n`;
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

function parse(path: string, text: string, problems: Problems): LockedGroups | undefined {
  try {
    const { version, groups } = JSON.parse(text) as { version?: unknown; groups?: LockedGroups };
    if (version === VERSION && groups && Object.values(groups).every(isLockedGroup)) return groups;
  } catch {
    // What is no JSON, such as a file with the marks of a merge, is as unreadable as what has another shape.
  }
  problems.add('features/lock-unreadable', `${path} is no schema lock of version ${VERSION}: bring it back from your repository`);
  return undefined;
}

function isLockedGroup({ entityKeys, keyTypes, eventTime, features }: Partial<LockedGroup>): boolean {
  return Array.isArray(entityKeys) && Array.isArray(keyTypes) && typeof eventTime === 'string' && typeof features === 'object' && features !== null;
}
