import { fill, Values } from '../../facts/aws/fill';
import { StatementFact } from '../../facts/aws/statement';

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
export function allow(fact: StatementFact, values: Values, principal?: Statement['Principal']): Statement {
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
