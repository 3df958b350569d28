import { isUnresolved } from './tokens';

/**
 * Plain data with the keys of its objects in order: other languages hand maps over in an order of their own, and the same program is to give the same
 * bytes. Lists and what is known only at deployment stay as they are.
 */
export function sortedKeys<T>(data: T): T {
  if (Array.isArray(data)) return data.map(sortedKeys) as T;
  if (typeof data !== 'object' || data === null || isUnresolved(data)) return data;
  const entries = Object.entries(data).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, sortedKeys(value as unknown)])) as T;
}
