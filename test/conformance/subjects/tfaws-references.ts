import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';

export const all = (stack: SynthesizedStack, type: string) => Object.values(stack.resources(type));

/** The resource that a reference such as `${aws_x.Name.arn}` names. */
export function target(stack: SynthesizedStack, reference: string): Attributes | undefined {
  const [, type, name] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(reference) ?? [];
  return type && name ? stack.resources(type)[name] : undefined;
}

/** The resource of a type that belongs to another one, such as the versioning of a bucket. */
export function partOf(stack: SynthesizedStack, type: string, attribute: string, owner: Attributes): Attributes | undefined {
  return all(stack, type).find((part) => target(stack, part[attribute]) === owner);
}

/** A key of this stack, or the full name of one that exists. */
export function isKey(stack: SynthesizedStack, reference: string | undefined): boolean {
  if (!reference) return false;
  return target(stack, reference)?.enable_key_rotation !== undefined || /^arn:aws:kms:.+:key\/.+$/.test(reference);
}

/** What a reference of a second stack names in the first. */
export function acrossStacks(main: SynthesizedStack, reference: string): string {
  const [, output] = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}$/.exec(reference) ?? [];
  return output ? main.outputs[output] as string : reference;
}

/** What Cloud Control is to bring about, in the words of CloudFormation. */
export function wanted(stack: SynthesizedStack, type: string): Attributes[] {
  return all(stack, 'aws_cloudcontrolapi_resource').filter(({ type_name }) => type_name === type).map(desired);
}

/** Where Terraform makes JSON of one reference or text, that is it. */
export function desired({ desired_state }: Attributes): Attributes {
  const plain = (text: string) => text.replace(/\$\{jsonencode\(([\w.-]+)\)\}/g, '"${$1}"').replace(/\$\{jsonencode\(("(?:[^"\\]|\\.)*")\)\}/g, (_, quoted: string) => quoted);
  return parseJsonText(plain(desired_state));
}
