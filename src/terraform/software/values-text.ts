import { IResolvable, IResolveContext, Lazy, Tokenization } from 'cdktf';
import { writtenText } from '../written-text';

/**
 * The values of a chart as JSON text. Whatever a token stands for at apply becomes JSON of its own type, and all else is plain text: portable software
 * knows no Terraform, so that `${POD_NAME}` is no expression of it but what a shell in the cluster is to read.
 */
export function valuesText(values: object): string {
  return Lazy.stringValue({ produce: (context) => textOf(values, context, AS_JSON) });
}

/** The values of our own chart: each resource is JSON text in a list. */
export function manifestValuesText(manifests: readonly object[]): string {
  const produce = (context: IResolveContext) => JSON.stringify({ manifests: manifests.map((manifest) => textOf(manifest, context, WITHIN_TEXT)) });
  return Lazy.stringValue({ produce });
}

const WHOLE_TOKEN = /^\$\{TfToken\[[^\]]+\]\}$/;
const CALL = /^\$\{(\w+\(.*\))\}$/s;

type Wrap = (expression: string) => string;

const AS_JSON: Wrap = (expression) => `\${jsonencode(${expression})}`;
/** The JSON of a text, without its quotes; a token, so that the quotes of the expression are not taken for some of the text around it. */
const WITHIN_TEXT: Wrap = (expression) => {
  const text = `jsonencode(jsonencode(${expression}))`;
  return Lazy.stringValue({ produce: () => `\${substr(${text}, 1, length(${text}) - 2)}` });
};

function textOf(value: unknown, context: IResolveContext, wrap: Wrap): string {
  if (typeof value === 'string') return stringText(value, context, wrap);
  const token = tokenOf(value);
  if (token) return tokenText(token, context, wrap);
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, context, wrap)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const known = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${known.map(([key, v]) => `${JSON.stringify(writtenText(key))}:${textOf(v, context, wrap)}`).join(',')}}`;
}

/** What a function makes may be of any type, although cdktf says that it is a text; a reference in or as a text stands as it is, since cdktf resolves it later. */
function stringText(value: string, context: IResolveContext, wrap: Wrap): string {
  const call = WHOLE_TOKEN.test(value) ? CALL.exec(context.resolve(value) as string)?.[1] : undefined;
  return call === undefined ? JSON.stringify(writtenText(value)) : wrap(call);
}

/** The token that stands for a whole value; of a list cdktf looks for one only in what could have been encoded as one of that kind. */
function tokenOf(value: unknown): IResolvable | undefined {
  if (!Array.isArray(value)) return Tokenization.reverse(value)[0];
  const [only] = value as unknown[];
  if (value.length !== 1) return undefined;
  if (typeof only === 'number') return Tokenization.reverseNumberList(value as number[]);
  return typeof only === 'string' ? Tokenization.reverseList(value as string[]) : undefined;
}

/** An expression becomes JSON of its type; what is known at synthesis is looked into. */
function tokenText(token: IResolvable, context: IResolveContext, wrap: Wrap): string {
  const found: unknown = context.resolve(token);
  const [, expression] = typeof found === 'string' ? /^\$\{(.*)\}$/s.exec(found) ?? [] : [];
  return expression === undefined ? textOf(token.resolve(context), context, wrap) : wrap(expression);
}
