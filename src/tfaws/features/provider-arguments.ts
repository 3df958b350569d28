import { Properties } from '../../facts/aws/serving-config';

/** What CloudFormation calls a property, and what the provider for Terraform does, where that is not the same in snake case. */
export type OtherWords = Readonly<Record<string, string>>;

/** Properties of CloudFormation as arguments of the provider, at every level. */
export function providerArguments(properties: Properties, otherWords: OtherWords = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [otherWords[name] ?? snakeCase(name), argument(value, otherWords)]));
}

function argument(value: unknown, otherWords: OtherWords): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => argument(item, otherWords));
  return typeof value === 'object' && value !== null ? providerArguments(value as Properties, otherWords) : value;
}

function snakeCase(name: string): string {
  return name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
}
