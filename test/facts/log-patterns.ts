type Json = Record<string, unknown>;

/**
 * Whether a line matches a pattern of CloudWatch Logs, as far as this library writes them: phrases that all have to be in the line, or comparisons of fields with
 * texts, in which an asterisk stands at an end. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function matches(pattern: string, line: string): boolean {
  if (!pattern.startsWith('{')) return phrases(pattern).every((phrase) => line.includes(phrase));
  const event = JSON.parse(line) as Json;
  const outcome = pattern.slice(1, -1).replace(/\((\$[^()=]+) = ("[^"]*"|\d+)\)/g, (_, field: string, value: string) => {
    return String(equal(read(event, field), JSON.parse(value)));
  });
  if (!/^[ ()&|truefals]+$/.test(outcome)) throw new Error(`not a pattern that this reads: ${pattern}`);
  return new Function(`return (${outcome});`)() as boolean;
}

function phrases(pattern: string): string[] {
  return [...pattern.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([phrase]) => JSON.parse(phrase) as string);
}

function read(event: Json, field: string): unknown {
  return field.replace('$.', '').split(/[.[\]]+/).filter((key) => key !== '').reduce<unknown>((value, key) => (value as Json | undefined)?.[key], event);
}

function equal(found: unknown, wanted: string | number): boolean {
  if (typeof wanted === 'number' || typeof found !== 'string') return found === wanted;
  if (wanted.endsWith('*')) return found.startsWith(wanted.slice(0, -1));
  return wanted.startsWith('*') ? found.endsWith(wanted.slice(1)) : found === wanted;
}
