import { Fn } from 'cdktf';
import { isUnresolved } from '../../core/private';

/**
 * JSON text in which each value that is known only at apply is a `${jsonencode(…)}`, of whatever type it is. All else stays readable text, so that
 * a test can check it without Terraform (`jsonencode` around the whole would hide it).
 */
export function jsonText(value: unknown): string {
  if (Array.isArray(value) && !isEncodedList(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isUnresolved(value)) return Fn.jsonencode(value);
  if (typeof value === 'object' && value !== null) {
    const known = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${known.map(([name, v]) => `${JSON.stringify(name)}:${jsonText(v)}`).join(',')}}`;
  }
  // `%{` starts a directive in every Terraform string.
  return JSON.stringify(value ?? null).replace(/%\{/g, '%%{');
}

/** A list that is known as a whole only at apply: cdktf encodes it as a list of one. */
function isEncodedList(value: readonly unknown[]): boolean {
  const [only] = value;
  return value.length === 1 && ((typeof only === 'string' && only.startsWith('#{')) || (typeof only === 'number' && isUnresolved(only)));
}
