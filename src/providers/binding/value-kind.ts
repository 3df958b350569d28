import {
  Fn, IResolvable, Token, booleanToHclTerraform, booleanToTerraform, hashMapper, hashMapperHcl, listMapper, listMapperHcl, numberToHclTerraform,
  numberToTerraform, stringToHclTerraform, stringToTerraform,
} from 'cdktf';

/** What attributes are read from: a resource, or a block of it. */
export interface Readable {
  getStringAttribute(name: string): string;
  getNumberAttribute(name: string): number;
  getBooleanAttribute(name: string): IResolvable;
  getListAttribute(name: string): string[];
  getNumberListAttribute(name: string): number[];
  getStringMapAttribute(name: string): Record<string, string>;
  interpolationForAttribute(name: string): unknown;
}

export type Mapper = (value: any) => any;

export interface ValueKind {
  readonly read: (from: Readable, name: string) => unknown;
  readonly json: Mapper;
  readonly hcl: Mapper;
  /** How cdktf's HCL mode calls it. */
  readonly type: string;
  readonly storage: string;
}

const STRINGS = { json: listMapper(stringToTerraform, false), hcl: listMapperHcl(stringToHclTerraform, false) };
const NUMBERS = { json: listMapper(numberToTerraform, false), hcl: listMapperHcl(numberToHclTerraform, false) };

/** Attributes with a plain value, by the letter that stands for them in a table; `tools/bindings/attribute-kinds.mjs` has the code in whose place they are. */
export const VALUES: Readonly<Record<string, ValueKind>> = {
  s: { read: (from, name) => from.getStringAttribute(name), json: stringToTerraform, hcl: stringToHclTerraform, type: 'simple', storage: 'string' },
  n: { read: (from, name) => from.getNumberAttribute(name), json: numberToTerraform, hcl: numberToHclTerraform, type: 'simple', storage: 'number' },
  b: { read: (from, name) => from.getBooleanAttribute(name), json: booleanToTerraform, hcl: booleanToHclTerraform, type: 'simple', storage: 'boolean' },
  l: { read: (from, name) => from.getListAttribute(name), ...STRINGS, type: 'list', storage: 'stringList' },
  e: { read: (from, name) => Fn.tolist(from.getListAttribute(name)), ...STRINGS, type: 'set', storage: 'stringList' },
  m: {
    read: (from, name) => from.getStringMapAttribute(name),
    json: hashMapper(stringToTerraform),
    hcl: hashMapperHcl(stringToHclTerraform),
    type: 'map',
    storage: 'stringMap',
  },
  u: { read: (from, name) => from.getNumberListAttribute(name), ...NUMBERS, type: 'list', storage: 'numberList' },
  v: { read: (from, name) => Token.asNumberList(Fn.tolist(from.getNumberListAttribute(name))), ...NUMBERS, type: 'set', storage: 'numberList' },
  w: {
    read: (from, name) => from.interpolationForAttribute(name),
    json: listMapper(NUMBERS.json, false),
    hcl: listMapperHcl(NUMBERS.hcl, false),
    type: 'list',
    storage: 'numberListList',
  },
};
