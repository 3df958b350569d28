/** An action of a workflow: https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-workflow-actions-triggers */
export interface Action {
  readonly type: string;
  readonly runAfter?: Readonly<Record<string, readonly Status[]>>;
  readonly [more: string]: unknown;
}

/** Actions by their names, which are unique in a whole workflow. */
export type Actions = Readonly<Record<string, Action>>;

type Status = 'Succeeded' | 'Failed' | 'Skipped' | 'TimedOut';

const MANAGEMENT = 'https://management.azure.com';

/** Whatever became of what was before. */
export const ALWAYS: readonly Status[] = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'];

/** One after the other; what is after another already stays so, so that orders may be joined. */
export function inOrder(...steps: readonly Actions[]): Actions {
  const entries = steps.flatMap((step) => Object.entries(step));
  return Object.fromEntries(entries.map(([name, action], i) => {
    const [before] = entries[i - 1] ?? [];
    const placed = Object.keys(action.runAfter ?? {}).length > 0;
    return [name, placed ? action : { ...action, runAfter: before === undefined ? {} : { [before]: ['Succeeded'] } }];
  }));
}

/** The same actions, but after one that may have ended otherwise, too. */
export function after(before: string, statuses: readonly Status[], actions: Actions): Actions {
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, { ...action, runAfter: { [before]: statuses } }]));
}

/** A call of Resource Manager as the workflow itself. It is asked for its end by its own loop, so that a deployment may take as long as it takes. */
export function http(name: string, method: 'GET' | 'PUT' | 'PATCH' | 'DELETE', path: string, apiVersion: string, body?: unknown): Actions {
  const query = `${path.includes('?') ? '&' : '?'}api-version=${apiVersion}`;
  return {
    [name]: {
      type: 'Http',
      inputs: {
        method,
        uri: `${MANAGEMENT}${path}${query}`,
        ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
        authentication: { type: 'ManagedServiceIdentity', audience: `${MANAGEMENT}/` },
      },
      operationOptions: 'DisableAsyncPattern',
    },
  };
}

export function compose(name: string, inputs: unknown): Actions {
  return { [name]: { type: 'Compose', inputs } };
}

/** What a variable is before anything is done. */
export function variable(name: string, type: 'string' | 'array' | 'object' | 'integer' | 'boolean', value: unknown): Actions {
  return { [`declare_${name}`]: { type: 'InitializeVariable', inputs: { variables: [{ name, type, value }] } } };
}

/** A variable cannot be set from itself: https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-create-variables-store-values */
export function set(action: string, name: string, value: unknown): Actions {
  return { [action]: { type: 'SetVariable', inputs: { name, value } } };
}

export function append(action: string, name: string, value: unknown): Actions {
  return { [action]: { type: 'AppendToArrayVariable', inputs: { name, value } } };
}

/** The items of a list for which an expression holds. */
export function filter(name: string, from: string, where: string): Actions {
  return { [name]: { type: 'Query', inputs: { from, where } } };
}

export function select(name: string, from: string, value: string): Actions {
  return { [name]: { type: 'Select', inputs: { from, select: value } } };
}

/** One at a time, since what happens inside sets variables. */
export function each(name: string, list: string, actions: Actions): Actions {
  return { [name]: { type: 'Foreach', foreach: list, actions, runtimeConfiguration: { concurrency: { repetitions: 1 } } } };
}

export function scope(name: string, actions: Actions): Actions {
  return { [name]: { type: 'Scope', actions } };
}

/** `condition` in the form `{ and: [{ equals: [...] }] }`, here always one expression that is true or false. */
export function when(name: string, condition: string, actions: Actions, otherwise: Actions = {}): Actions {
  return { [name]: { type: 'If', expression: { and: [{ equals: [condition, true] }] }, actions, else: { actions: otherwise } } };
}

/** Again and again until it holds. Whoever comes after it asks whether it does, since a loop also ends when its time is over. */
export function until(name: string, expression: string, seconds: number, actions: Actions): Actions {
  return { [name]: { type: 'Until', expression, limit: { count: MOST_ITERATIONS, timeout: `PT${seconds}S` }, actions } };
}

export function wait(name: string, seconds: number): Actions {
  return { [name]: { type: 'Wait', inputs: { interval: { count: seconds, unit: 'Second' } } } };
}

/** https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-limits-and-config */
const MOST_ITERATIONS = 5000;
