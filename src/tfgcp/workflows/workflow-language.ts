/** One step: its name, and what it does. */
export type Step = Readonly<Record<string, object>>;

/** A part of a workflow that others call by its name. */
export interface Subworkflow {
  readonly params?: ReadonlyArray<string | Readonly<Record<string, unknown>>>;
  readonly steps: readonly Step[];
}

/** A whole definition: `main`, and what it calls. It has no reference of Terraform, all that differs comes with an execution. */
export type Definition = Readonly<Record<string, Subworkflow>>;

/** An expression: https://docs.cloud.google.com/workflows/docs/reference/syntax/expressions */
export function ex(expression: string): string {
  return `\${${expression}}`;
}

/** Sets variables, one after the other. */
export function assign(name: string, values: Readonly<Record<string, unknown>>, next?: string): Step {
  return { [name]: { assign: Object.entries(values).map(([variable, value]) => ({ [variable]: value })), ...(next ? { next } : {}) } };
}

/** Calls a subworkflow or a function. */
export function call(name: string, what: string, args: Readonly<Record<string, unknown>>, result?: string): Step {
  return { [name]: { call: what, args, ...(result ? { result } : {}) } };
}

/** Goes on where the first condition that holds says. */
export function choose(name: string, choices: ReadonlyArray<{ readonly condition: string; readonly next: string }>): Step {
  return { [name]: { switch: choices.map(({ condition, next }) => ({ condition: ex(condition), next })) } };
}

/** Takes steps where a condition holds. */
export function when(name: string, condition: string, steps: readonly Step[]): Step {
  return { [name]: { switch: [{ condition: ex(condition), steps }] } };
}

/** Takes steps for each of a list. */
export function each(name: string, value: string, list: string, steps: readonly Step[]): Step {
  return { [name]: { for: { value, in: ex(list), steps } } };
}

export function giveBack(name: string, value: unknown): Step {
  return { [name]: { return: value } };
}

export function fail(name: string, message: string): Step {
  return { [name]: { raise: ex(message) } };
}

/**
 * The definition as Workflows reads it, which takes JSON as well as YAML, in a text of Terraform: `$${…}` is an expression of Workflows there.
 *
 * https://docs.cloud.google.com/workflows/docs/reference/syntax
 */
export function definitionText(definition: Definition): string {
  return JSON.stringify(definition).replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
}
