import { readFileSync } from 'node:fs';

const KNOWN = new Map<string, string | undefined>();

/** The argument with the labels of a type of resource, as its bindings have it; nothing where it cannot have any. */
export function labelsOf(type: string): string | undefined {
  if (!type.startsWith('google_')) return undefined;
  if (!KNOWN.has(type)) KNOWN.set(type, read(type));
  return KNOWN.get(type);
}

function read(type: string): string | undefined {
  const declaration = require.resolve(`@cdktf/provider-google/lib/${type.replace(/^google_/, '').replaceAll('_', '-')}/index.d.ts`);
  const [config = ''] = readFileSync(declaration, 'utf8').split(/(?=export (?:interface|declare))/).filter((part) => /^export interface \w+Config extends/.test(part));
  return ['user_labels', 'resource_labels', 'labels'].find((name) => config.includes(`readonly ${name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}?:`));
}
