import { Attributes, SynthesizedStack } from '../../support/terraform';

export const all = (stack: SynthesizedStack, type: string): Attributes[] => Object.values(stack.resources(type));

/** The resource that a reference such as `${azurerm_x.Name.id}` names. */
export function target(stack: SynthesizedStack, reference: unknown): Attributes | undefined {
  const [, type, name] = /\$\{(\w+)\.([\w-]+)\./.exec(String(reference)) ?? [];
  return type && name ? stack.resources(type)[name] : undefined;
}

/** A key that this stack makes, or the address of one that exists. */
export function isKey(stack: SynthesizedStack, reference: unknown): boolean {
  const made = target(stack, reference);
  return made ? made.type?.startsWith('Microsoft.KeyVault/vaults/keys@') : /^https:\/\/[\w-]+\.vault\.azure\.net\/keys\//.test(String(reference));
}
