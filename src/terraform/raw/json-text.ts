import { Fn } from 'cdktf';
import { isUnresolved } from '../../core/private';

/**
 * JSON text in which each value that is known only at apply is a `${jsonencode(…)}`, of whatever type it is. All else stays readable text, so that
 * a test can check it without Terraform (`jsonencode` around the whole would hide it).
 *
 * @param encode how a value that is known only at apply becomes JSON
 */
export function jsonText(value: unknown, encode: (value: unknown) => string = encoded): string {
  if (Array.isArray(value) && !isEncodedList(value)) return `[${value.map((item) => jsonText(item, encode)).join(',')}]`;
  if (isUnresolved(value)) return encode(value);
  if (typeof value === 'object' && value !== null) {
    const known = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${known.map(([name, v]) => `${JSON.stringify(name)}:${jsonText(v, encode)}`).join(',')}}`;
  }
  // `%{` starts a directive in every Terraform string, unless it is doubled.
  return JSON.stringify(value ?? null).replace(DIRECTIVE, '%%{');
}

/** What starts a directive of Terraform. */
const DIRECTIVE = /(?<!%)%\{/g;

/** An expression of Terraform, or one that `$${` and `%%{` double so that it is none. */
const EXPRESSION = /(\$?\$\{[^}]*\}|%%\{)/;

/** cdktf writes what stands around the expressions of a text as it is, in which a quote would end it: https://developer.hashicorp.com/terraform/language/expressions/strings */
function encoded(value: unknown): string {
  const parts = typeof value === 'string' ? value.split(EXPRESSION) : [];
  const isPlain = parts.every((part, i) => i % 2 === 1 || !/["\\\n\r\t]|%\{/.test(part));
  if (isPlain) return Fn.jsonencode(value);
  const written = parts.map((part, i) => (i % 2 === 1 ? part : JSON.stringify(part).slice(1, -1).replace(DIRECTIVE, '%%{')));
  return `\${jsonencode("${written.join('')}")}`;
}

/** A list that is known as a whole only at apply: cdktf encodes it as a list of one. */
function isEncodedList(value: readonly unknown[]): boolean {
  const [only] = value;
  return value.length === 1 && ((typeof only === 'string' && only.startsWith('#{')) || (typeof only === 'number' && isUnresolved(only)));
}
