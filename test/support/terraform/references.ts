import { SynthesizedStack } from './synthesized-stack';

/** Expressions begin so; `each.value`, `self.id` and functions have other first words. */
const REFERENCE = /(?<![\w.$"-])(data\.)?([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\.([A-Za-z_][\w-]*)(?=[.[\s,)}?:+*/=!<>&|]|$)/g;

/**
 * What a stack refers to without having it, such as the resource of another stack that an Aspect has referred to: cdktf writes that without an error,
 * and Terraform finds it at plan. Checked without plugins.
 */
export function danglingReferences(stack: SynthesizedStack): string[] {
  const missing = new Set<string>();
  for (const text of stringsOf(stack.json)) {
    for (const expression of expressionsOf(text)) {
      for (const [, data, type = '', name = ''] of withoutStrings(expression).matchAll(REFERENCE)) {
        const there = data ? stack.json.data : stack.json.resource;
        if (there?.[type]?.[name] === undefined) missing.add(`${data ?? ''}${type}.${name}`);
      }
    }
  }
  return [...missing].sort();
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '//' ? [] : stringsOf(inner)));
}

/** The insides of `${…}`, whatever braces they contain. */
export function expressionsOf(text: string): string[] {
  return expressionSpans(text).map(([from, to]) => text.slice(from + 2, to - 1));
}

/** Where each `${…}` begins and ends. */
export function expressionSpans(text: string): [number, number][] {
  const spans: [number, number][] = [];
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at)) {
    if (text[at - 1] === '$') {
      at += 2;
      continue;
    }
    const end = closing(text, at + 2);
    spans.push([at, end]);
    at = end;
  }
  return spans;
}

function closing(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}') depth--;
  }
  return at;
}

/** A word in quotes is no reference; an expression inside of them is. */
function withoutStrings(expression: string): string {
  return expression.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => ` ${expressionsOf(quoted).join(' ')} `);
}
