import { ComplexList, ComplexObject, IInterpolatingParent, IResolvable, Tokenization, canInspect, isComplexElement } from 'cdktf';
import type { Attribute } from './attribute';
import { BlockKind } from './block-kind';
import { HclArgument, hclArguments } from './hcl-argument';
import { defineMembers, keep, kept, makeObjects } from './members';

type Struct = Readonly<Record<string, unknown>>;

type Reference = new (parent: IInterpolatingParent, name: string, index?: number, fromSet?: boolean) => ComplexObject;

/** A block of a resource: how it is written, and by which class it is set and read. Its table is read when that is first needed. */
export class Block {
  private known?: readonly Attribute[];
  private made?: Reference;

  public constructor(
    public readonly name: string,
    private readonly kind: BlockKind,
    private readonly given: boolean,
    private readonly table: () => readonly Attribute[],
  ) {}

  /** What stands for it in `owner`: an object, or a list of them. */
  public make(owner: IInterpolatingParent, terraform: string): unknown {
    const { wrapsSet } = this.kind;
    return wrapsSet === undefined ? new (this.reference())(owner, terraform) : new BlockList(owner, terraform, wrapsSet, this.reference());
  }

  public toTerraform(struct: any): unknown {
    if (isWhole(struct)) return struct;
    return Object.fromEntries(this.settable().map((attribute) => [attribute.terraform, attribute.toTerraform(struct[attribute.name])]));
  }

  public toHclTerraform(struct: any): Record<string, HclArgument> {
    return isWhole(struct) ? struct : hclArguments(this.settable(), ({ name }) => struct[name]);
  }

  private attributes(): readonly Attribute[] {
    return this.known ??= this.table();
  }

  private settable(): readonly Attribute[] {
    return this.attributes().filter(({ given }) => given);
  }

  private reference(): Reference {
    return this.made ??= referenceTo(this.attributes(), this.kind, this.given);
  }
}

/** Whether what is given for a block is written as it is. */
function isWhole(struct: unknown): boolean {
  if (!canInspect(struct) || Tokenization.isResolvable(struct)) return true;
  if (isComplexElement(struct)) throw complexElement();
  return false;
}

/** In the words of cdktf's own bindings. */
function complexElement(): Error {
  return new Error('A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration');
}

class BlockList extends ComplexList {
  public constructor(parent: IInterpolatingParent, name: string, isSet: boolean, private readonly reference: Reference) {
    super(parent, name, isSet);
  }

  public get(index: number): ComplexObject {
    return new this.reference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/** The class of a reference to a block with these attributes. */
function referenceTo(attributes: readonly Attribute[], { wrapsSet, single }: BlockKind, given: boolean): Reference {
  const isListed = wrapsSet !== undefined;
  // A token may stand for all of a block, but not for the one entry of a list.
  const takesToken = given && (isListed || single === true);
  const settable = attributes.filter((attribute) => attribute.given);

  class BlockReference extends ComplexObject {
    private isEmptyObject = false;
    declare private resolvableValue: IResolvable | undefined;

    public constructor(parent: IInterpolatingParent, name: string, index?: number, fromSet?: boolean) {
      // A block that is no list has no index, which the type of the parameter does not say.
      super(parent, name, isListed ? fromSet! : false, isListed ? index! : (single ? undefined : 0)!);
      makeObjects(this, attributes);
    }

    public get internalValue(): Struct | IResolvable | undefined {
      if (this.resolvableValue) return this.resolvableValue;
      const values = settable
        .map((attribute): [string, unknown] => [attribute.name, kept(this, attribute)])
        .filter(([, value]) => value !== undefined);
      return this.isEmptyObject || values.length > 0 ? Object.fromEntries(values) : undefined;
    }

    public set internalValue(value: Struct | IResolvable | undefined) {
      const token = takesToken && value !== undefined && Tokenization.isResolvable(value);
      this.isEmptyObject = value !== undefined && !token && Object.keys(value).length === 0;
      if (takesToken) this.resolvableValue = token ? value as IResolvable : undefined;
      if (!token) settable.forEach((attribute) => keep(this, attribute, (value as Struct | undefined)?.[attribute.name]));
    }
  }

  defineMembers(BlockReference.prototype, attributes);
  return BlockReference;
}
