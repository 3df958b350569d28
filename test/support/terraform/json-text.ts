import { expressionSpans } from './references';
import { Attributes } from './synthesized-stack';

/**
 * Reads JSON in which expressions of Terraform stand. Quotes in these are not escaped, since Terraform puts a value in their place, and are read as single quotes;
 * one that stands outside of texts is a value as a whole, and is read as a text. What is doubled so that it begins none is read as what it stands for.
 */
export function parseJsonText(text: string): Attributes {
  const spans = [...expressionSpans(text), [text.length, text.length]] as const;
  let [readable, from, inText] = ['', 0, false];
  for (const [start, end] of spans) {
    const plain = text.slice(from, start);
    inText = [...plain.replace(/\\[\s\S]/g, '')].filter((character) => character === '"').length % 2 === 0 ? inText : !inText;
    const expression = text.slice(start, end).replace(/\\*"/g, "'");
    readable += plain.replaceAll('$${', '${').replaceAll('%%{', '%{') + (inText || start === end ? expression : `"${expression}"`);
    from = end;
  }
  return JSON.parse(readable) as Attributes;
}
