import { StatementFact } from '../../facts/aws/statement';

/** What stands in the facts' braces; a list takes the place of a string that is nothing but its braces. */
export type PolicyValues = Readonly<Record<string, string | readonly string[]>>;

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** A statement of the almanac with its braces filled. */
export function allow(fact: StatementFact, values: PolicyValues, principal?: Statement['Principal']): Statement {
  const filled = fill({ resources: fact.resources, conditions: fact.conditions }, values);
  return {
    Sid: fact.sid,
    Effect: 'Allow',
    ...(principal ? { Principal: principal } : {}),
    Action: fact.actions,
    Resource: filled.resources,
    ...(filled.conditions ? { Condition: filled.conditions } : {}),
  };
}

/** Fills the braces everywhere in plain data. */
export function fill<T>(data: T, values: PolicyValues): T {
  if (typeof data === 'string') return fillText(data, values) as T;
  if (Array.isArray(data)) return data.flatMap((item: unknown) => fillItem(item, values)) as T;
  if (typeof data === 'object' && data !== null) {
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, fill(value as unknown, values)])) as T;
  }
  return data;
}

const BRACES = /\{([a-zA-Z]+)\}/g;

function fillItem(item: unknown, values: PolicyValues): unknown {
  const list = typeof item === 'string' && /^\{[a-zA-Z]+\}$/.test(item) ? values[item.slice(1, -1)] : undefined;
  return Array.isArray(list) ? list : [fill(item, values)];
}

function fillText(text: string, values: PolicyValues): string {
  return text.replace(BRACES, (braces, name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : braces;
  });
}
