import { isUnresolved, Problems } from '../private';
import { ChartRelease, ManifestSet } from './cluster-software';

/** Notes what no engine writes as JSON, or each in its own way: values of charts and resources are plain data. */
export function checkData(charts: readonly ChartRelease[], manifests: readonly ManifestSet[], problems: Problems): void {
  charts.forEach(({ releaseName, values = {} }) => checkPlain(values, `the values of '${releaseName}'`, '', problems));
  manifests.forEach((set) => set.manifests.forEach((manifest, i) => checkPlain(manifest, `the resources of '${set.name}'`, `[${i}]`, problems)));
}

function checkPlain(data: unknown, whose: string, path: string, problems: Problems): void {
  if (isUnresolved(data) && !Array.isArray(data)) return;
  if (Array.isArray(data)) {
    data.forEach((item, i) => (item === undefined ? note('nothing', whose, `${path}[${i}]`, problems) : checkPlain(item, whose, `${path}[${i}]`, problems)));
  } else if (isObject(data)) {
    Object.entries(data).forEach(([key, value]) => checkPlain(value, whose, path ? `${path}.${key}` : key, problems));
  } else if (!isScalar(data)) {
    note(nameOf(data), whose, path, problems);
  }
}

function note(what: string, whose: string, path: string, problems: Problems): void {
  problems.add('software/values', `${whose} have ${what} at '${path}', which is no JSON: give texts, numbers, true or false, null, lists and maps`);
}

/** A map, and no object of a class. */
function isObject(data: unknown): data is object {
  if (typeof data !== 'object' || data === null) return false;
  const prototype = Object.getPrototypeOf(data) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What is undefined in a map is left out. */
function isScalar(data: unknown): boolean {
  return data === null || data === undefined || typeof data === 'string' || typeof data === 'boolean' || (typeof data === 'number' && Number.isFinite(data));
}

function nameOf(data: unknown): string {
  if (typeof data === 'object' && data !== null) return `a ${data.constructor.name}`;
  return typeof data === 'number' || typeof data === 'bigint' ? `${data}` : `a ${typeof data}`;
}
