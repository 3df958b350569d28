import { evaluate, evaluateAll, Scope } from './expression';
import { FUNCTIONS } from './functions';

type Json = any;
type Status = 'Succeeded' | 'Failed' | 'Skipped' | 'TimedOut';

interface Action {
  readonly type: string;
  readonly runAfter?: Readonly<Record<string, readonly Status[]>>;
  readonly actions?: Actions;
  readonly else?: { readonly actions?: Actions };
  readonly [more: string]: Json;
}

type Actions = Readonly<Record<string, Action>>;

interface Result {
  readonly name: string;
  readonly status: Status;
  readonly outputs?: Json;
  readonly error?: { readonly message: string };
}

/** What is around a run. */
export interface World {
  /** Answers a call of the workflow's identity. */
  call(method: string, uri: string, body: Json): Promise<{ readonly status: number; readonly body: Json }>;
  /** Lets time go by; nobody waits for it. */
  wait(action: string, seconds: number): Promise<void>;
  now(): Date;
}

export interface Ended {
  readonly status: 'Succeeded' | 'Failed';
  readonly error?: { readonly code: string; readonly message: string };
}

class Terminated extends Error {
  public constructor(public readonly ended: Ended) {
    super(ended.error?.message);
  }
}

/** Runs a definition of Logic Apps (Consumption) as far as the library uses its language. */
export async function runLogicApp(definition: { readonly actions: Actions }, world: World): Promise<Ended> {
  const run = new Run(world);
  try {
    const failed = lastOf(await run.all(definition.actions), definition.actions).find(({ status }) => status === 'Failed' || status === 'TimedOut');
    return failed ? { status: 'Failed', error: { code: 'ActionFailed', message: `${failed.name}: ${failed.error?.message}` } } : { status: 'Succeeded' };
  } catch (error) {
    if (error instanceof Terminated) return error.ended;
    throw error;
  }
}

class Run implements Scope {
  private readonly results = new Map<string, Result>();
  private readonly inside = new Map<string, readonly Result[]>();
  private readonly variables = new Map<string, Json>();
  private readonly loops: Array<{ readonly name: string; readonly item: Json }> = [];

  public constructor(private readonly world: World) {}

  /** All actions of one level, each once those that it is after have ended as it wants. */
  public async all(actions: Actions): Promise<Result[]> {
    const ended = new Map<string, Result>();
    const waiting = new Map(Object.entries(actions));
    while (waiting.size > 0) {
      const ready = [...waiting].find(([, { runAfter = {} }]) => Object.keys(runAfter).every((name) => ended.has(name)));
      if (!ready) throw new Error(`InvalidTemplate: ${[...waiting.keys()].join(', ')} can never begin`);
      const [name, action] = ready;
      waiting.delete(name);
      const wanted = Object.entries(action.runAfter ?? {}).every(([before, statuses]) => statuses.includes(ended.get(before)!.status));
      const result: Result = wanted ? await this.one(name, action) : { name, status: 'Skipped' };
      ended.set(name, result);
      this.results.set(name, result);
    }
    return [...ended.values()];
  }

  public call(name: string, args: readonly Json[]): Json {
    const [first] = args as [string];
    switch (name) {
      case 'outputs': return this.results.get(first)?.outputs ?? null;
      case 'body': {
        const outputs = this.results.get(first)?.outputs;
        return outputs === undefined ? null : outputs !== null && typeof outputs === 'object' && 'body' in outputs ? outputs.body ?? null : outputs;
      }
      case 'actions': return this.results.get(first) ?? null;
      case 'result': return this.inside.get(first) ?? [];
      case 'variables':
        if (!this.variables.has(first)) throw new Error(`InvalidTemplate: there is no variable '${first}'`);
        return this.variables.get(first);
      case 'items': {
        const loop = [...this.loops].reverse().find((each) => each.name === first);
        if (!loop) throw new Error(`InvalidTemplate: '${first}' is no loop around this`);
        return loop.item;
      }
      case 'item': return this.loops[this.loops.length - 1]!.item;
      case 'utcNow': return this.world.now().toISOString();
      default: {
        const known = FUNCTIONS[name];
        if (!known) throw new Error(`InvalidTemplate: '${name}' is no function that is known here`);
        return known(...args);
      }
    }
  }

  private async one(name: string, action: Action): Promise<Result> {
    try {
      const outputs = await this.perform(name, action);
      if (action.type === 'Http' && outputs.statusCode >= 400) return { name, status: 'Failed', outputs, error: { message: `HTTP ${outputs.statusCode}` } };
      return { name, status: 'Succeeded', outputs };
    } catch (error) {
      if (error instanceof Terminated) throw error;
      return { name, status: 'Failed', error: { message: (error as Error).message } };
    }
  }

  private async perform(name: string, action: Action): Promise<Json> {
    const { type, inputs } = action;
    switch (type) {
      case 'Compose': return evaluateAll(inputs, this);
      case 'InitializeVariable': return inputs.variables.forEach((variable: Json) => this.variables.set(variable.name, evaluateAll(variable.value, this)));
      case 'SetVariable': {
        if (JSON.stringify(inputs.value).includes(`variables('${inputs.name}')`)) throw new Error(`InvalidTemplate: '${inputs.name}' cannot be set from itself`);
        return void this.variables.set(inputs.name, evaluateAll(inputs.value, this));
      }
      case 'DecrementVariable': return void this.variables.set(inputs.name, this.variables.get(inputs.name) - evaluateAll(inputs.value, this));
      case 'AppendToArrayVariable': return void this.variables.set(inputs.name, [...this.variables.get(inputs.name), evaluateAll(inputs.value, this)]);
      case 'Query': return this.each(name, evaluate(inputs.from, this), (item) => (evaluate(inputs.where, this) === true ? [item] : []));
      case 'Select': return this.each(name, evaluate(inputs.from, this), () => [evaluate(inputs.select, this)]);
      case 'Wait': return this.world.wait(name, inputs.interval.count);
      case 'Http': {
        const { status, body } = await this.world.call(inputs.method, evaluate(inputs.uri, this), evaluateAll(inputs.body ?? null, this));
        return { statusCode: status, body };
      }
      case 'Scope': return this.nested(name, action.actions!);
      case 'If': {
        const [{ equals }] = action.expression.and as [{ equals: [string, boolean] }];
        const holds = evaluate(equals[0], this);
        if (typeof holds !== 'boolean') throw new Error(`InvalidTemplate: '${equals[0]}' is neither true nor false`);
        return this.nested(name, (holds === equals[1] ? action.actions : action.else?.actions) ?? {});
      }
      case 'Foreach': return this.foreach(name, action);
      case 'Until': return this.until(name, action);
      case 'Terminate': throw new Terminated({ status: inputs.runStatus, error: evaluateAll(inputs.runError, this) });
      default: throw new Error(`InvalidTemplate: '${type}' is no action that is known here`);
    }
  }

  private async foreach(name: string, action: Action): Promise<void> {
    if (action.runtimeConfiguration?.concurrency?.repetitions !== 1) throw new Error(`'${name}' would run its items at the same time, with the same variables`);
    const list = evaluate(action.foreach, this);
    if (!Array.isArray(list)) throw new Error(`InvalidTemplate: '${name}' goes through ${JSON.stringify(list)}, which is no list`);
    for (const item of list) {
      this.loops.push({ name, item });
      try {
        await this.nested(name, action.actions!);
      } finally {
        this.loops.pop();
      }
    }
  }

  private async until(name: string, action: Action): Promise<void> {
    const ends = this.world.now().getTime() + seconds(action.limit.timeout) * 1000;
    for (let count = 0; count < action.limit.count && this.world.now().getTime() < ends; count += 1) {
      await this.nested(name, action.actions!);
      if (evaluate(action.expression, this) === true) return;
    }
  }

  /** What is inside of an action; how its last actions ended is how it ends. */
  private async nested(name: string, actions: Actions): Promise<void> {
    const results = await this.all(actions);
    this.inside.set(name, results);
    const bad = lastOf(results, actions).find(({ status }) => status === 'Failed' || status === 'TimedOut');
    if (bad) throw new Error(`${bad.name}: ${bad.error?.message}`);
  }

  private each(name: string, list: Json, take: (item: Json) => Json[]): Json[] {
    if (!Array.isArray(list)) throw new Error(`InvalidTemplate: '${name}' goes through ${JSON.stringify(list)}, which is no list`);
    return list.flatMap((item) => {
      this.loops.push({ name, item });
      try {
        return take(item);
      } finally {
        this.loops.pop();
      }
    });
  }
}

/** The actions that nothing is after: how these ended is how their scope ended; one that was skipped stands for what it was after. */
function lastOf(results: readonly Result[], actions: Actions): Result[] {
  const before = new Set(Object.values(actions).flatMap(({ runAfter = {} }) => Object.keys(runAfter)));
  const by = (name: string): Result[] => {
    const result = results.find((each) => each.name === name);
    if (!result) return [];
    return result.status === 'Skipped' ? Object.keys(actions[name]?.runAfter ?? {}).flatMap(by) : [result];
  };
  return Object.keys(actions).filter((name) => !before.has(name)).flatMap(by);
}

function seconds(duration: string): number {
  const [, amount] = /^PT(\d+)S$/.exec(duration) ?? [];
  if (amount === undefined) throw new Error(`'${duration}' is no time in seconds`);
  return Number(amount);
}
