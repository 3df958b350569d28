/** What cdktf's HCL mode wants to know of an argument. */
export interface HclArgument {
  readonly value: unknown;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storageClassType: string;
}

interface Argument {
  readonly terraform: string;
  toHclTerraform(value: unknown): HclArgument;
}

/** The arguments of a resource or a block; what nobody gave is left out. */
export function hclArguments<T extends Argument>(attributes: readonly T[], valueOf: (attribute: T) => unknown): Record<string, HclArgument> {
  return Object.fromEntries(attributes
    .map((attribute): [string, HclArgument] => [attribute.terraform, attribute.toHclTerraform(valueOf(attribute))])
    .filter(([, { value }]) => value !== undefined));
}
