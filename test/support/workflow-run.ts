import { evaluated, plain, Raised } from './workflow-expression';

type Json = any;
type Step = Record<string, Json>;
type Named = Record<string, Step>;

/** What a workflow waits for. */
export type Effect =
  | { readonly kind: 'http'; readonly method: string; readonly url: string; readonly query: Record<string, Json>; readonly body: Json }
  | { readonly kind: 'sleep'; readonly seconds: number };

/** What a service answers. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

type Subworkflows = Record<string, { readonly params?: Json[]; readonly steps: Named[] }>;
type Outcome = { readonly returned: Json } | { readonly next: string } | undefined;
type Run<T> = Generator<Effect, T, Answer | undefined>;

/** Variables; a loop and an `except` have their own, and see those around them. */
class Scope {
  private readonly own: Record<string, Json> = {};
  public constructor(private readonly outer?: Scope) {}

  public get all(): Record<string, Json> {
    return { ...this.outer?.all, ...this.own };
  }

  public set(name: string, value: Json): void {
    (this.holder(name) ?? this).own[name] = value;
  }

  public declare(name: string, value: Json): void {
    this.own[name] = value;
  }

  private holder(name: string): Scope | undefined {
    return name in this.own ? this : this.outer?.holder(name);
  }
}

/** Runs a definition as Workflows does, as far as ours use it: https://docs.cloud.google.com/workflows/docs/reference/syntax */
export function* runWorkflow(definition: Subworkflows, argument: Json, environment: Readonly<Record<string, string>>): Run<Json> {
  return yield* new Interpreter(definition, environment).call('main', [argument]);
}

/** Workflows ends an execution after so many steps. */
const MOST_STEPS = 100_000;

class Interpreter {
  private steps = 0;
  public constructor(private readonly definition: Subworkflows, private readonly environment: Readonly<Record<string, string>>) {}

  public* call(name: string, args: Json[] | Record<string, Json>): Run<Json> {
    const { params = [], steps } = this.definition[name] ?? fail(`the workflow has no '${name}'`);
    const scope = new Scope();
    const known = params.map((param: Json) => (typeof param === 'string' ? [param, undefined] : Object.entries(param as object)[0]!) as [string, Json]);
    known.forEach(([param, usual], i) => {
      const value: Json = Array.isArray(args) ? args[i] : args[param];
      if (value === undefined && usual === undefined) fail(`'${name}' is called without '${param}'`);
      scope.declare(param, value === undefined ? usual : value);
    });
    if (!Array.isArray(args)) Object.keys(args).filter((arg) => !known.some(([param]) => param === arg)).forEach((arg) => fail(`'${name}' takes no '${arg}'`));
    const outcome = yield* this.list(steps, scope);
    if (outcome && 'next' in outcome && outcome.next !== 'end') fail(`'${name}' has no step '${outcome.next}'`);
    return outcome && 'returned' in outcome ? outcome.returned : null;
  }

  private* list(steps: Named[], scope: Scope): Run<Outcome> {
    const names = steps.map((step) => Object.keys(step)[0]!);
    for (let at = 0; at < steps.length;) {
      if (++this.steps > MOST_STEPS) fail('the workflow does not end');
      const step = steps[at]![names[at]!]!;
      const outcome = yield* this.step(step, scope);
      if (outcome && 'returned' in outcome) return outcome;
      const next = outcome?.next ?? step.next as string | undefined;
      if (next === undefined) at += 1;
      else if (names.includes(next)) at = names.indexOf(next);
      else return { next };
    }
    return undefined;
  }

  private* step(step: Step, scope: Scope): Run<Outcome> {
    if ('return' in step) return { returned: this.value(step.return, scope) };
    if ('raise' in step) throw new Raised(this.value(step.raise, scope));
    if ('assign' in step) (step.assign as Step[]).forEach((entry) => Object.entries(entry).forEach(([to, given]) => this.assign(to, this.value(given, scope), scope)));
    if ('call' in step) yield* this.calling(step, scope);
    if ('switch' in step) return yield* this.choice(step.switch as Step[], scope);
    if ('for' in step) return yield* this.loop(step.for as Step, scope);
    if ('try' in step) return yield* this.attempt(step, scope);
    return undefined;
  }

  private* choice(choices: Step[], scope: Scope): Run<Outcome> {
    const chosen = choices.find(({ condition }) => this.condition(condition, scope));
    if (chosen?.steps) return (yield* this.list(chosen.steps as Named[], scope)) ?? nextOf(chosen);
    return chosen && nextOf(chosen);
  }

  private* loop({ value, in: given, steps }: Step, scope: Scope): Run<Outcome> {
    for (const item of this.value(given, scope) as Json[]) {
      const inner = new Scope(scope);
      inner.declare(value as string, item);
      const outcome = yield* this.list(steps as Named[], inner);
      if (outcome && !('next' in outcome && outcome.next === 'continue')) return outcome;
    }
    return undefined;
  }

  private* attempt({ try: tried, retry, except }: Step, scope: Scope): Run<Outcome> {
    for (let again = 0; ; again++) {
      try {
        return 'steps' in tried ? yield* this.list(tried.steps as Named[], scope) : yield* this.step(tried as Step, scope);
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        if (retry && again < (retry.max_retries as number ?? 5) && repeats(this.value(retry.predicate ?? retry, scope) as string, error.value)) {
          yield { kind: 'sleep', seconds: (retry.backoff?.initial_delay as number | undefined) ?? 1 };
          continue;
        }
        if (!except) throw error;
        const inner = new Scope(scope);
        inner.declare(except.as as string, error.value);
        return yield* this.list(except.steps as Named[], inner);
      }
    }
  }

  private* calling({ call: what, args = {}, result }: Step, scope: Scope): Run<void> {
    const given = this.value(args, scope) as Record<string, Json>;
    let answer: Json = null;
    if (what === 'sys.sleep') yield { kind: 'sleep', seconds: given.seconds as number };
    else if (String(what).startsWith('http.')) answer = yield* this.http(what as string, given);
    else answer = yield* this.call(what as string, given);
    if (result !== undefined) scope.set(result as string, plain(answer));
  }

  private* http(what: string, { method = what.slice(5), url, query, body = null, auth }: Record<string, Json>): Run<Json> {
    if (auth?.type !== 'OAuth2') fail('a service of Google is asked without a token');
    const answer = (yield { kind: 'http', method: String(method).toUpperCase(), url: url as string, query: (query ?? {}) as Record<string, Json>, body: plain(body) })!;
    if (answer.status < 400) return { code: answer.status, body: answer.body as Json };
    throw new Raised({ code: answer.status, message: `HTTP server responded with error code ${answer.status}`, tags: ['HttpError'], body: answer.body as Json });
  }

  private assign(to: string, value: Json, scope: Scope): void {
    const parts = [...to.matchAll(/(?:^|\.)([A-Za-z_]\w*)|\[([A-Za-z_]\w*)\]/g)];
    if (parts.map(([whole]) => whole).join('') !== to) fail(`cannot assign to '${to}'`);
    const [first, ...path] = parts.map(([, name, index]) => name ?? String(scope.all[index!] as Json));
    const last = path.pop();
    if (last === undefined) return scope.set(first!, value);
    const target = plain(scope.all[first!]) as Json;
    path.reduce((inside, key) => inside[key] as Json, target)[last] = value;
    scope.set(first!, target);
  }

  private condition(given: Json, scope: Scope): boolean {
    const value: Json = this.value(given, scope);
    if (typeof value !== 'boolean') fail(`'${String(given)}' is neither true nor false, but ${JSON.stringify(value)}`);
    return value as boolean;
  }

  private value(given: Json, scope: Scope): Json {
    return evaluated(given, scope.all, this.environment) as Json;
  }
}

function nextOf({ next }: Step): Outcome {
  return next === undefined ? undefined : { next: next as string };
}

/** What Workflows' own predicates repeat: https://docs.cloud.google.com/workflows/docs/reference/stdlib/http/default_retry_predicate */
function repeats(predicate: string, { code }: { readonly code?: number }): boolean {
  return (predicate === 'all' ? [429, 502, 503, 504] : [429, 503]).includes(code ?? 0);
}

function fail(message: string): never {
  throw new Error(message);
}
