import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformDataSource, TerraformIterator, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';

const root = join(__dirname, '..', '..');
const vendored = join(root, 'lib', 'providers');

export type Config = Record<string, unknown>;
export type ElementClass = new (scope: Construct, id: string, config: Config) => TerraformResource | TerraformDataSource;

/** The rows of attributes; behind that of a block there are those of its own: src/providers/binding/attribute.ts reads them. */
export type Table = (string | Table)[];

/** The class of a resource in the package, made from its table, and that in the package of the provider. */
export interface BindingPair {
  readonly file: string;
  readonly ours: ElementClass;
  readonly theirs: ElementClass;
  readonly table: Table;
}

function pairOf(file: string): BindingPair[] {
  const match = /^"use strict";exports\.(\w+)=require\("\.\.\/binding"\)\.\w+\((.*)\);$/.exec(readFileSync(join(vendored, file), 'utf8').trim());
  if (!match) return [];
  const [, name, args] = match;
  const [, module] = /from '(@cdktf\/[^']+)'/.exec(readFileSync(join(root, 'src', 'providers', file.replace('.js', '.ts')), 'utf8'))!;
  const [, , , table] = JSON.parse(`[${args}]`) as [string, string, string[], Table];
  const load = (path: string): Record<string, ElementClass> => require(path); // eslint-disable-line @typescript-eslint/no-require-imports
  return [{ file, ours: load(join(vendored, file))[name], theirs: load(module)[name], table }];
}

export const PAIRS: readonly BindingPair[] = readdirSync(vendored, { recursive: true }).map(String).filter((file) => file.endsWith('.js')).flatMap(pairOf);

/** What is given for an attribute, by the letter of its kind, and what for a block, by that and its configuration. */
export interface Sample {
  readonly value: (kind: string, name: string) => unknown;
  readonly block: (kind: string, inner: Config) => unknown;
}

const isList = (kind: string) => 'LSAB'.includes(kind);

const VALUES: Record<string, (name: string) => unknown> = {
  s: (name) => `the ${name}`,
  n: (name) => name.length,
  b: () => false,
  l: (name) => [name, '${var.other}'],
  e: (name) => [name],
  m: (name) => ({ [name]: 'value', Other_Key: '' }),
  u: () => [1, 2],
  v: () => [3],
  w: () => [[1, 2], [3]],
};

const TOKENS: Record<string, unknown> = {
  s: Token.asString('${var.a}'),
  n: Token.asNumber('${var.b}'),
  l: Token.asList('${var.c}'),
  m: Token.asStringMap('${var.d}'),
  u: Token.asNumberList('${var.e}'),
};

export const EVERYTHING: Sample = { value: (kind, name) => VALUES[kind](name), block: (kind, inner) => (isList(kind) ? [inner, {}, inner] : inner) };
export const ALL_TOKENS: Sample = { value: (kind) => TOKENS[kind] ?? Token.asAny('${var.f}'), block: EVERYTHING.block };

export const SAMPLES: Readonly<Record<string, Sample>> = {
  'everything is given': EVERYTHING,
  'every second attribute is given': {
    value: (kind, name) => (name.length % 2 ? VALUES[kind](name) : undefined),
    block: (kind, inner) => (Object.keys(inner).length % 2 ? EVERYTHING.block(kind, inner) : undefined),
  },
  'blocks are empty': { value: () => undefined, block: (kind) => (isList(kind) ? [] : {}) },
  'blocks have attributes without a value': { value: () => undefined, block: (kind, inner) => (isList(kind) ? [inner] : inner) },
  // cdktf's HCL mode takes no map of null.
  'values are null': { value: (kind) => (kind === 'm' ? undefined : null), block: (kind, inner) => (isList(kind) ? [inner] : inner) },
  'values are tokens': ALL_TOKENS,
  'lists of blocks are tokens': { value: EVERYTHING.value, block: (kind, inner) => (isList(kind) || kind === 't' ? Token.asAny('${var.g}') : inner) },
  'lists of blocks are dynamic': {
    value: EVERYTHING.value,
    block: (kind, inner) => (isList(kind) ? TerraformIterator.fromList(Token.asList('${var.h}')).dynamic(inner as Record<string, any>) : inner),
  },
};

/** A configuration with all that a user may give. */
export function configOf(table: Table, sample: Sample): Config {
  return Object.fromEntries(table.flatMap((row, i) => {
    const [, kind, use, name] = typeof row === 'string' ? /^0?(\w)([?:!])(\w+)/.exec(row)! : [];
    if (use === undefined || use === '!') return [];
    const inner = table[i + 1];
    return [[name, Array.isArray(inner) ? sample.block(kind, configOf(inner, sample)) : sample.value(kind, name)]];
  }));
}
