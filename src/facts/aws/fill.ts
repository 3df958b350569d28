/** What stands in the braces of the almanac's texts; a list takes the place of a string that is nothing but its braces. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

const BRACES = /\{(\w+)\}/g;

/** A copy of plain data in which every known word in braces is replaced. */
export function fill<T>(data: T, values: Values): T {
  if (typeof data === 'string') return fillText(data, values) as T;
  if (Array.isArray(data)) return data.flatMap((item): unknown[] => [...(listNamedBy(item, values) ?? [fill(item, values)])]) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fill(value as unknown, values)])) as T;
}

function listNamedBy(item: unknown, values: Values): readonly string[] | undefined {
  const [, word] = (typeof item === 'string' && /^\{(\w+)\}$/.exec(item)) || [];
  const value = word === undefined ? undefined : values[word];
  return Array.isArray(value) ? value : undefined;
}

function fillText(text: string, values: Values): string {
  return text.replace(BRACES, (braces, word: string) => (typeof values[word] === 'string' ? values[word] : braces));
}
