import { IInterpolatingParent, StringMap, listMapper, listMapperHcl } from 'cdktf';
import { Block } from './block';
import { BLOCKS, BlockKind } from './block-kind';
import { HclArgument } from './hcl-argument';
import { Mapper, Readable, VALUES, ValueKind } from './value-kind';

/** A row for each attribute, and behind that of a block the table of its own attributes. */
export type Table = ReadonlyArray<string | Table>;

/** Kind, use and name; then what does not follow from the name: that in Terraform, that of the field, and that of the block. */
const ROW = /^(0?)(\w)([?:!])(\w+)(?:=(\w+))?(?:@(\w+))?(?:#(\w+))?$/;

/** An attribute of a resource, or of a block in one. */
export class Attribute {
  /** The attributes of a table, in its order. */
  public static of(owner: string, table: Table): Attribute[] {
    return table.flatMap((row, i) => (typeof row === 'string' ? [new Attribute(owner, row, table[i + 1])] : []));
  }

  public readonly name: string;
  public readonly terraform: string;
  /** Where its owner keeps it. */
  public readonly field: string;
  /** Whether a user may give it. */
  public readonly given: boolean;
  /** Whether a user who gave it may take it back. */
  public readonly optional: boolean;
  public readonly block?: Block;
  private readonly value?: ValueKind;
  /** Whether `null` stands for what nobody gave: Terraform wants every attribute of what is a block in the documentation only. */
  private readonly orNull: boolean;
  private readonly json: Mapper;
  private readonly hcl: Mapper;
  private readonly hclType: Omit<HclArgument, 'value'>;

  private constructor(owner: string, row: string, inner: string | Table | undefined) {
    const [, orNull, kind, use, name, terraform, field, blockName] = ROW.exec(row)!;
    this.name = name;
    this.terraform = terraform ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    this.field = field ?? `_${name}`;
    this.given = use !== '!';
    this.optional = use === '?';
    this.orNull = orNull !== '';
    const shape: BlockKind | undefined = BLOCKS[kind];
    if (shape) {
      const title = blockName ?? owner + name[0].toUpperCase() + name.slice(1);
      const block = new Block(title, shape, this.given, () => Attribute.of(title, inner as Table));
      const [json, hcl]: Mapper[] = [(value) => block.toTerraform(value), (value) => block.toHclTerraform(value)];
      this.block = block;
      this.json = shape.asBlocks === undefined ? json : listMapper(json, shape.asBlocks);
      this.hcl = shape.asBlocks === undefined ? hcl : listMapperHcl(hcl, shape.asBlocks);
      this.hclType = { isBlock: true, type: shape.type, storageClassType: block.name + shape.storage };
    } else {
      this.value = VALUES[kind];
      this.json = this.value?.json;
      this.hcl = this.value?.hcl;
      this.hclType = { isBlock: false, type: this.value?.type, storageClassType: this.value?.storage };
    }
  }

  /** Whether it is an object, which is made with its owner. */
  public get isObject(): boolean {
    return this.value === undefined;
  }

  public make(owner: IInterpolatingParent): unknown {
    return this.block ? this.block.make(owner, this.terraform) : new StringMap(owner, this.terraform);
  }

  public read(from: Readable): unknown {
    return this.value!.read(from, this.terraform);
  }

  public toTerraform(value: unknown): unknown {
    return this.orNull && value === undefined ? null : this.json(value);
  }

  public toHclTerraform(value: unknown): HclArgument {
    return { value: this.orNull && value === undefined ? null : this.hcl(value), ...this.hclType };
  }
}
