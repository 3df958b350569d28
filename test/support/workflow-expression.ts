type Json = any;

/** What a workflow raises: a text, or a map as Workflows makes one. */
export class Raised extends Error {
  public constructor(public readonly value: Json) {
    super(typeof value === 'string' ? value : JSON.stringify(value));
  }
}

const TARGETS = new WeakMap<object, object>();
const PASSED = new Set<PropertyKey>(['toJSON', 'length', 'constructor', 'then']);

/** A value as expressions see it: a key that is not there is an error, as in Workflows, and `in` looks among the entries of a list. */
function strict(value: Json): Json {
  if (typeof value !== 'object' || value === null || TARGETS.has(value as object)) return value;
  const proxy = new Proxy(value as Record<PropertyKey, Json>, {
    get: (target, key) => {
      if (typeof key === 'symbol' || PASSED.has(key) || (Array.isArray(target) && !/^\d+$/.test(key))) return target[key];
      if (!(key in target)) throw new Raised({ tags: ['KeyError'], message: `KeyError: key not found: ${key}` });
      return strict(target[key]);
    },
    has: (target, key) => (Array.isArray(target) ? target.includes(key) : Object.prototype.hasOwnProperty.call(target, key)),
  });
  TARGETS.set(proxy, value as object);
  return proxy;
}

export function plain(value: Json): Json {
  return value === undefined ? null : JSON.parse(JSON.stringify(value)) as Json;
}

function raw(value: Json): Json {
  return typeof value === 'object' && value !== null ? TARGETS.get(value as object) ?? value : value;
}

const text = {
  replace_all: (s: string, from: string, to: string) => s.replaceAll(from, to),
  split: (s: string, by: string) => s.split(by),
  match_regex: (s: string, pattern: string) => new RegExp(pattern).test(s),
};

const LIBRARY: Readonly<Record<string, unknown>> = {
  text,
  json: { decode: JSON.parse, encode_to_string: (data: Json) => JSON.stringify(raw(data) ?? null) },
  time: { parse: (at: string) => Date.parse(at) / 1000 },
  map: { get: (map: Json, key: string) => (map !== null && key in map ? map[key] as Json : null) },
  list: { concat: (list: Json, item: Json) => [...raw(list) as Json[], raw(item)] },
  math: { min: Math.min, max: Math.max },
  http: { default_retry_predicate: 'all', default_retry_predicate_non_idempotent: 'unsent', default_retry_non_idempotent: 'unsent' },
  string: String,
  int: Math.trunc,
  len: (of: Json) => (Array.isArray(raw(of)) || typeof of === 'string' ? of.length : Object.keys(raw(of) as object).length) as number,
  keys: (map: Json) => Object.keys(raw(map) as object),
  get_type: (of: Json) => (typeof of === 'object' ? 'map' : typeof of),
  or_else: (given: Json, other: Json) => given ?? other,
  choose_if: (condition: boolean, yes: Json, no: Json) => (condition ? yes : no),
  not: (given: boolean) => !given,
};

/** https://docs.cloud.google.com/workflows/quotas */
const LONGEST = 400;

/** The value of what stands in a step: texts with one expression, and all that is inside of maps and lists. */
export function evaluated(given: Json, variables: Readonly<Record<string, Json>>, environment: Readonly<Record<string, string>>): Json {
  if (Array.isArray(given)) return given.map((item) => evaluated(item, variables, environment));
  if (typeof given === 'object' && given !== null) return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, evaluated(value, variables, environment)]));
  const expression = typeof given === 'string' ? /^\$\{([\s\S]*)\}$/.exec(given)?.[1] : undefined;
  if (expression === undefined) return given;
  if (expression.length > LONGEST) throw new Error(`Workflows takes expressions of ${LONGEST} characters: ${expression}`);
  const sys = { get_env: (name: string) => environment[name], now: () => Number(environment.NOW ?? 0) };
  const scope: Record<string, unknown> = { ...LIBRARY, sys };
  Object.entries(variables).forEach(([name, value]) => (scope[name] = strict(value)));
  const script = expression.split(/("(?:[^"\\]|\\.)*")/).map((part, i) => (i % 2 === 1 ? part : part
    .replace(/\band\b/g, '&&').replace(/\bor\b/g, '||').replace(/\bdefault\(/g, 'or_else(').replace(/\bif\(/g, 'choose_if('))).join('');
  return plain(new Function(...Object.keys(scope), `return ${script};`)(...Object.values(scope)));
}
