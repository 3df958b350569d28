/** Whether a version is the one that was asked for, or a patch of it: `2.10` is also `2.10.1`, and never `2.1`. */
export function isVersion(version: string, asked: string): boolean {
  return version === asked || version.startsWith(`${asked}.`);
}

/** Negative when the first is older. A part that is missing counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const at = [0, 1, 2].find((i) => left[i] !== right[i]);
  return at === undefined ? 0 : left[at]! - right[at]!;
}

/** The known version that is nearest by the numbers that were asked for; the newest of those that are as near. */
export function nearestVersion(asked: string, known: readonly string[]): string {
  return [...known].sort((a, b) => distance(asked, a) - distance(asked, b) || compareVersions(b, a))[0]!;
}

/** Each once, the newest first. */
export function newestFirst(versions: readonly string[]): string[] {
  return [...new Set(versions)].sort((a, b) => compareVersions(b, a));
}

function partsOf(version: string): number[] {
  const parts = version.split('.').map(Number);
  return [0, 1, 2].map((i) => parts[i] ?? 0);
}

/** No part of a version is ever as large as 1000. */
function distance(asked: string, known: string): number {
  const [left, right] = [partsOf(asked), partsOf(known)];
  const weights = [1e6, 1e3, 1].slice(0, asked.split('.').length);
  return weights.reduce((sum, weight, i) => sum + weight * Math.abs(left[i]! - right[i]!), 0);
}
