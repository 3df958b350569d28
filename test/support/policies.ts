import { list } from './cloudformation';

/** A statement of a policy of IAM. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Statement = any;

/** Characters of a policy as IAM counts them: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function characters(document: object): number {
  return JSON.stringify(document).length;
}

/** What is allowed, one line each: an action, a resource, and one value of each condition. */
export function allowances(statements: readonly Statement[]): string[] {
  return [...new Set(statements.flatMap(({ Action, Resource, Condition }) => {
    return list<string>(Action).flatMap((action) => list<string>(Resource).flatMap((resource) => conditionsOf(Condition).map((condition) => `${action} ${resource}${condition}`)));
  }))].sort();
}

function conditionsOf(condition: Statement): string[] {
  if (!condition) return [''];
  return Object.entries<Statement>(condition).flatMap(([operator, keys]) => {
    return Object.entries<Statement>(keys).flatMap(([key, values]) => list<string>(values).map((value) => ` ${operator} ${key} ${value}`));
  });
}
