import { isUnresolved } from '../../core/private';

type Version = readonly number[];

interface Bound {
  readonly version: Version;
  readonly inclusive: boolean;
}

interface Range {
  readonly from: Bound;
  readonly to: Bound;
}

const EVERYTHING: Range = { from: { version: [0], inclusive: true }, to: { version: [Infinity], inclusive: false } };

/**
 * Whether no version satisfies both Terraform constraints ("6.25.0", "~> 6.50", ">= 5.100, < 7.0").
 *
 * A constraint that cannot be read is left to Terraform, as are `!=` and pre-releases: neither makes two ranges disjoint in practice.
 */
export function areDisjoint(a: string, b: string): boolean {
  const ranges = [a, b].map(parse);
  const from = ranges.map((r) => r.from).reduce((x, y) => (laterStart(x, y) ? x : y));
  const to = ranges.map((r) => r.to).reduce((x, y) => (earlierEnd(x, y) ? x : y));
  const order = compare(from.version, to.version);
  return order > 0 || (order === 0 && !(from.inclusive && to.inclusive));
}

function parse(constraint: string): Range {
  if (isUnresolved(constraint)) return EVERYTHING;
  return constraint.split(',').map(parseTerm).reduce((a, b) => ({
    from: laterStart(a.from, b.from) ? a.from : b.from,
    to: earlierEnd(a.to, b.to) ? a.to : b.to,
  }));
}

function parseTerm(term: string): Range {
  const [, operator = '', digits] = /^\s*(=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+)*)\s*$/.exec(term) ?? [];
  if (!digits) return EVERYTHING;
  const version = digits.split('.').map(Number);
  switch (operator) {
    case '>=': return { ...EVERYTHING, from: { version, inclusive: true } };
    case '>': return { ...EVERYTHING, from: { version, inclusive: false } };
    case '<=': return { ...EVERYTHING, to: { version, inclusive: true } };
    case '<': return { ...EVERYTHING, to: { version, inclusive: false } };
    case '~>': return { from: { version, inclusive: true }, to: { version: nextOfParent(version), inclusive: false } };
    default: return { from: { version, inclusive: true }, to: { version, inclusive: true } };
  }
}

/** `~> 1.2.3` ends before 1.3, `~> 1.2` before 2, and `~> 1`, which pins nothing but the start, never. */
function nextOfParent(version: Version): Version {
  if (version.length === 1) return [Infinity];
  const parent = version.slice(0, -1);
  return [...parent.slice(0, -1), (parent[parent.length - 1] ?? 0) + 1];
}

function laterStart(a: Bound, b: Bound): boolean {
  const order = compare(a.version, b.version);
  return order > 0 || (order === 0 && !a.inclusive);
}

function earlierEnd(a: Bound, b: Bound): boolean {
  const order = compare(a.version, b.version);
  return order < 0 || (order === 0 && !a.inclusive);
}

function compare(a: Version, b: Version): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (Number.isNaN(difference)) return 0;
    if (difference !== 0) return difference;
  }
  return 0;
}
