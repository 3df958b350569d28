import { Fn } from 'cdktf';
import { jsonText } from '../../terraform/raw/json-text';

/** A reference of Terraform; with two dollars it is none, but a text with one. */
const REFERENCE = /(\$?\$\{[^}]*\})/;

/**
 * JSON in a text of Terraform that Workflows reads, too: references stand where their values do, and what only looks like an expression is written in the other way
 * that JSON has for a dollar. A value that a reference brings has to be one without quotes, as names and addresses are.
 */
export function templateText(body: object): string {
  return jsonText(body, (value) => (typeof value === 'string' ? `"${value.split(REFERENCE).map(part).join('')}"` : Fn.jsonencode(value)));
}

function part(text: string): string {
  if (text.startsWith('${')) return text;
  return JSON.stringify(text).slice(1, -1).replace(/\$\$\{/g, '\\u0024{').replace(/(?<!%)%\{/g, '%%{');
}
