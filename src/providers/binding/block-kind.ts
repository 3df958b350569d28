/** What kind of block an attribute is. */
export interface BlockKind {
  /** For a list: whether it stands for a set. */
  readonly wrapsSet?: boolean;
  /** For a list: whether its entries are blocks in Terraform, too, so that dynamic ones become `dynamic` blocks. */
  readonly asBlocks?: boolean;
  /** One that Terraform does not keep as a list. */
  readonly single?: boolean;
  /** How cdktf's HCL mode calls it. */
  readonly type: string;
  /** What follows the name of the block there. */
  readonly storage: string;
}

/** Blocks, by the letter that stands for them in a table; `tools/bindings/attribute-kinds.mjs` has the code in whose place they are. */
export const BLOCKS: Readonly<Record<string, BlockKind>> = {
  o: { type: 'list', storage: 'List' },
  d: { type: 'set', storage: 'List' },
  t: { type: 'struct', storage: '', single: true },
  L: { wrapsSet: false, asBlocks: true, type: 'list', storage: 'List' },
  S: { wrapsSet: true, asBlocks: true, type: 'set', storage: 'List' },
  A: { wrapsSet: false, asBlocks: false, type: 'list', storage: 'List' },
  B: { wrapsSet: true, asBlocks: false, type: 'set', storage: 'List' },
};
