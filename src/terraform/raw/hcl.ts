import { TerraformStack } from 'cdktf';

interface HclArgument {
  readonly value: unknown;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storageClassType: string;
}

/** The arguments that are blocks in HCL; in JSON that makes no difference. */
const BLOCKS = ['identity', 'timeouts'];

/** How cdktf's HCL mode wants arguments whose types it cannot know. */
export function hclArguments(attributes: Readonly<Record<string, unknown>>): Record<string, HclArgument> {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, BLOCKS.includes(name) ? block(value) : argument(value)]));
}

/** The same where every object and every list of objects is a block, at any depth, but for maps. */
export function nestedBlocks(attributes: Readonly<Record<string, unknown>>, maps: readonly string[]): Record<string, HclArgument> {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => {
    const entries = Array.isArray(value) ? (value as unknown[]) : [value];
    const isBlock = !maps.includes(name) && entries.length > 0 && entries.every((entry) => typeof entry === 'object' && entry !== null);
    if (!isBlock) return [name, argument(value)];
    return [name, { value: entries.map((entry) => nestedBlocks(entry as Record<string, unknown>, maps)), isBlock: true, type: 'list', storageClassType: 'BlockList' }];
  }));
}

function argument(value: unknown): HclArgument {
  // A string of unknown type would lose its quotes as soon as it looks like JSON.
  return typeof value === 'string'
    ? { value, isBlock: false, type: 'simple', storageClassType: 'string' }
    : { value, isBlock: false, type: 'any', storageClassType: 'any' };
}

function block(value: unknown): HclArgument {
  const entries = Array.isArray(value) ? (value as object[]) : [value as object];
  return { value: entries.map((entry) => hclArguments(entry as Record<string, unknown>)), isBlock: true, type: 'list', storageClassType: 'BlockList' };
}

/** Whether cdktf will write HCL instead of JSON. */
export function writesHcl(stack: TerraformStack): boolean {
  return (stack.synthesizer as { readonly hclOutput?: boolean }).hclOutput === true;
}
