import { Attributes, SynthesizedStack } from '../../support/terraform';

export const all = (stack: SynthesizedStack, type: string) => Object.values(stack.resources(type));

/** The resource that a reference such as `${google_x.Name.id}` names. */
export function target(stack: SynthesizedStack, reference: string): Attributes | undefined {
  const [, type, name] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(reference) ?? [];
  return type && name ? stack.resources(type)[name] : undefined;
}

/** A key of this stack that services were let use, or a full name of one that exists. */
export function isPlatformKey(stack: SynthesizedStack, reference: string | undefined): boolean {
  if (!reference) return false;
  const found = target(stack, reference);
  return found ? found.purpose === 'ENCRYPT_DECRYPT' || isPlatformKey(stack, found.crypto_key_id) : /^projects\/.+\/cryptoKeys\/.+$/.test(reference);
}
