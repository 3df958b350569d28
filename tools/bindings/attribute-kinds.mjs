// What cdktf's generator of bindings writes for an attribute, by the letter that stands for it in the tables of lib/providers.
// `T` is the name in Terraform, `F` the mapper of a block, `§` nothing or `Hcl`; src/providers/binding does the same without code for each.

/** Attributes with a plain value. */
export const VALUES = {
  s: { read: "this.getStringAttribute('T')", map: 'cdktf.stringTo§Terraform', type: 'simple', storage: 'string' },
  n: { read: "this.getNumberAttribute('T')", map: 'cdktf.numberTo§Terraform', type: 'simple', storage: 'number' },
  b: { read: "this.getBooleanAttribute('T')", map: 'cdktf.booleanTo§Terraform', type: 'simple', storage: 'boolean' },
  l: { read: "this.getListAttribute('T')", map: 'cdktf.listMapper§(cdktf.stringTo§Terraform, false)', type: 'list', storage: 'stringList' },
  e: { read: "cdktf.Fn.tolist(this.getListAttribute('T'))", map: 'cdktf.listMapper§(cdktf.stringTo§Terraform, false)', type: 'set', storage: 'stringList' },
  m: { read: "this.getStringMapAttribute('T')", map: 'cdktf.hashMapper§(cdktf.stringTo§Terraform)', type: 'map', storage: 'stringMap' },
  u: { read: "this.getNumberListAttribute('T')", map: 'cdktf.listMapper§(cdktf.numberTo§Terraform, false)', type: 'list', storage: 'numberList' },
  v: { read: "cdktf.Token.asNumberList(cdktf.Fn.tolist(this.getNumberListAttribute('T')))", map: 'cdktf.listMapper§(cdktf.numberTo§Terraform, false)', type: 'set', storage: 'numberList' },
  w: { read: "this.interpolationForAttribute('T')", map: 'cdktf.listMapper§(cdktf.listMapper§(cdktf.numberTo§Terraform, false), false)', type: 'list', storage: 'numberListList' },
};

/** Blocks with attributes of their own: one, which Terraform keeps as a list unless it is `single`, or a list of them that may stand for a set. */
export const BLOCKS = {
  o: { map: 'F', type: 'list', storage: 'List' },
  d: { map: 'F', type: 'set', storage: 'List' },
  t: { map: 'F', type: 'struct', storage: '', single: true },
  L: { wrapsSet: false, map: 'cdktf.listMapper§(F, true)', type: 'list', storage: 'List' },
  S: { wrapsSet: true, map: 'cdktf.listMapper§(F, true)', type: 'set', storage: 'List' },
  A: { wrapsSet: false, map: 'cdktf.listMapper§(F, false)', type: 'list', storage: 'List' },
  B: { wrapsSet: true, map: 'cdktf.listMapper§(F, false)', type: 'set', storage: 'List' },
};

/** The blocks that may be read only. */
export const COMPUTED_BLOCKS = ['t', 'L', 'S'];

/** A map that is read only. */
export const COMPUTED_MAP = 'M';

export const lower = (name) => name[0].toLowerCase() + name.slice(1);
export const upper = (name) => name[0].toUpperCase() + name.slice(1);

/** The name in Terraform that an attribute has unless its table says another one. */
export const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
