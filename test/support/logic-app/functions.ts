type Json = any;

const TICKS_AT_1970 = 621_355_968_000_000_000;

const int = (value: Json): number => {
  const number = Number(value);
  if (!Number.isInteger(number)) throw new Error(`InvalidTemplate: '${value}' is no whole number`);
  return number;
};

const numbers = (args: readonly Json[]): number[] => args.map((arg) => {
  if (typeof arg !== 'number') throw new Error(`InvalidTemplate: ${JSON.stringify(arg)} is no number`);
  return arg;
});

const isEqual = (a: Json, b: Json): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * The functions of https://learn.microsoft.com/en-us/azure/logic-apps/workflow-definition-language-functions-reference that the library uses and that need nothing of the
 * run. All arguments are evaluated before, those of `if`, too.
 */
export const FUNCTIONS: Readonly<Record<string, (...args: Json[]) => Json>> = {
  add: (...args) => numbers(args).reduce((a, b) => a + b),
  sub: (...args) => numbers(args).reduce((a, b) => a - b),
  mul: (...args) => numbers(args).reduce((a, b) => a * b),
  div: (...args) => Math.trunc(numbers(args).reduce((a, b) => a / b)),
  min: (...args) => Math.min(...numbers(args)),
  max: (...args) => Math.max(...numbers(args)),
  int,
  string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  json: (text) => JSON.parse(text),
  concat: (...args) => args.map((arg) => (arg === null ? '' : String(arg))).join(''),
  replace: (text, from, to) => text.replaceAll(from, to),
  split: (text, by) => text.split(by),
  toLower: (text) => text.toLowerCase(),
  first: (list) => (list === null ? null : list[0] ?? null),
  last: (list) => (list === null ? null : list[list.length - 1] ?? null),
  empty: (value) => value === null || (typeof value === 'object' ? Object.keys(value).length === 0 : value.length === 0),
  contains: (whole, part) => (typeof whole === 'string' || Array.isArray(whole) ? whole.includes(part as never) : part in whole),
  createArray: (...args) => args,
  union: (a, ...more) => more.reduce((all, next) => (Array.isArray(all) ? [...new Set([...all, ...next])] : { ...all, ...next }), a),
  setProperty: (object, name, value) => ({ ...object, [name]: value }),
  coalesce: (...args) => args.find((arg) => arg !== null && arg !== undefined) ?? null,
  if: (condition, yes, no) => {
    if (typeof condition !== 'boolean') throw new Error(`InvalidTemplate: ${JSON.stringify(condition)} is neither true nor false`);
    return condition ? yes : no;
  },
  equals: isEqual,
  not: (value) => !value,
  and: (...args) => args.every(Boolean),
  or: (...args) => args.some(Boolean),
  greater: (a, b) => a > b,
  greaterOrEquals: (a, b) => a >= b,
  ticks: (time) => {
    const at = Date.parse(time);
    if (Number.isNaN(at)) throw new Error(`InvalidTemplate: '${time}' is no time`);
    return at * 10_000 + TICKS_AT_1970;
  },
  addSeconds: (time, seconds) => new Date(Date.parse(time) + seconds * 1000).toISOString(),
};
