type Json = any;

/** What expressions of a workflow ask for. */
export interface Scope {
  call(name: string, args: readonly Json[]): Json;
}

/** A part of an expression of the Workflow Definition Language, ready to be evaluated. */
type Node = (scope: Scope) => Json;

/**
 * The value of a text of a workflow: `@expression`, text with `@{expression}` in it, or text; `@@` is an `@`.
 * https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-workflow-definition-language#expressions
 */
export function evaluate(text: string, scope: Scope): Json {
  if (/^@(?![@{])/.test(text)) return new Parser(text.slice(1)).whole()(scope);
  const start = text.startsWith('@@') && !text.startsWith('@@{') ? text.slice(1) : text;
  const parts = start.split(/(@@?\{)/);
  let written = parts[0]!;
  for (let i = 1; i < parts.length; i += 2) {
    if (parts[i] === '@@{') {
      written += `@{${parts[i + 1]!}`;
      continue;
    }
    const parser = new Parser(parts[i + 1]!);
    const value = parser.inBraces()(scope);
    written += (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)) + parser.rest;
  }
  return written;
}

/** A value whose texts are evaluated, all the way down; keys are texts, too. */
export function evaluateAll(value: Json, scope: Scope): Json {
  if (typeof value === 'string') return evaluate(value, scope);
  if (Array.isArray(value)) return value.map((item) => evaluateAll(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluateAll(inner, scope)]));
}

class Parser {
  private at = 0;

  public constructor(private readonly text: string) {}

  public get rest(): string {
    return this.text.slice(this.at);
  }

  public whole(): Node {
    const node = this.expression();
    this.skip();
    if (this.at < this.text.length) this.fail('there is more than one expression');
    return node;
  }

  public inBraces(): Node {
    const node = this.expression();
    this.expect('}');
    return node;
  }

  private expression(): Node {
    let node = this.primary();
    for (;;) {
      this.skip();
      const safe = this.text.startsWith('?[', this.at);
      if (!safe && this.text[this.at] !== '[') return node;
      this.at += safe ? 2 : 1;
      const key = this.expression();
      this.expect(']');
      const of = node;
      node = (scope) => select(of(scope), key(scope), safe, this.text);
    }
  }

  private primary(): Node {
    this.skip();
    const from = this.text.slice(this.at);
    const literal = /^'((?:[^']|'')*)'/.exec(from);
    if (literal) return this.take(literal[0], () => literal[1]!.replace(/''/g, "'"));
    const number = /^-?\d+(?:\.\d+)?/.exec(from);
    if (number) return this.take(number[0], () => Number(number[0]));
    const word = /^(?:true|false|null)\b(?!\()/.exec(from);
    if (word) return this.take(word[0], () => JSON.parse(word[0]) as Json);
    const call = /^([A-Za-z]\w*)\s*\(/.exec(from);
    if (!call) return this.fail('no expression begins here');
    this.at += call[0].length;
    const args = this.args();
    return (scope) => scope.call(call[1]!, args.map((arg) => arg(scope)));
  }

  private args(): Node[] {
    const args: Node[] = [];
    this.skip();
    while (this.text[this.at] !== ')') {
      args.push(this.expression());
      this.skip();
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== ')') this.fail('a comma or a bracket is missing');
      this.skip();
    }
    this.at += 1;
    return args;
  }

  private take(text: string, node: Node): Node {
    this.at += text.length;
    return node;
  }

  private expect(sign: string): void {
    this.skip();
    if (this.text[this.at] !== sign) this.fail(`'${sign}' is missing`);
    this.at += 1;
  }

  private skip(): void {
    while (this.text[this.at] === ' ') this.at += 1;
  }

  private fail(what: string): never {
    throw new Error(`InvalidTemplate: ${what}, at ${this.at} of '${this.text}'`);
  }
}

function select(value: Json, key: Json, safe: boolean, text: string): Json {
  if (value === null || value === undefined) {
    if (safe) return null;
    throw new Error(`InvalidTemplate: the property '${key}' cannot be selected from null in '${text}'`);
  }
  const found = value[key];
  if (found === undefined && !safe) throw new Error(`InvalidTemplate: the property '${key}' does not exist in '${text}'; there are ${Object.keys(value).join(', ')}`);
  return found ?? null;
}
