import { Problems, sortedKeys } from '../private';
import { LockedStore } from './locked-store';
import { LockedGroup, LockedGroups } from './schema-changes';

/** The content of a lock. */
export interface LockContent {
  readonly groups: LockedGroups;
  /** By their target and platform. */
  readonly stores: Readonly<Record<string, LockedStore>>;
}

const VERSION = 1;

export const EMPTY_LOCK: LockContent = { groups: {}, stores: {} };

/** The same content is the same text. */
export function lockText({ groups, stores }: LockContent): string {
  return `${JSON.stringify(sortedKeys({ version: VERSION, groups, stores }), undefined, 2)}\n`;
}

/** Reads a lock; notes what is none, which another version of the file may be, or one with the marks of a merge. */
export function parseLock(path: string, text: string, problems: Problems): LockContent | undefined {
  const content = parsed(text);
  if (content && content.version === VERSION && isMap(content.groups, isLockedGroup) && isMap(content.stores, isLockedStore)) {
    return { groups: content.groups as LockedGroups, stores: content.stores as LockContent['stores'] };
  }
  problems.add('features/lock-unreadable', `${path} is no schema lock of version ${VERSION}: bring it back from your repository`);
  return undefined;
}

/** Some editors write a mark of the order of bytes before the text. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isLockedGroup({ entityKeys, keyTypes, eventTime, features }: Partial<LockedGroup>): boolean {
  return Array.isArray(entityKeys) && Array.isArray(keyTypes) && typeof eventTime === 'string' && isObject(features);
}

function isLockedStore({ name, path, kind, holds }: Partial<LockedStore>): boolean {
  return [name, path, kind].every((text) => typeof text === 'string') && isObject(holds) && Object.values(holds).every(Array.isArray);
}

function isMap(value: unknown, isOne: (one: object) => boolean): boolean {
  return isObject(value) && Object.values(value).every((one) => isObject(one) && isOne(one));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
