import { Grant, IResourceWithPolicyV2, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { refuse } from '../../core/private';
import { fill, Values } from '../../facts/aws/fill';
import { StatementFact } from '../../facts/aws/statement';
import { Identity } from './identity';

/** The almanac's statements for IAM. */
export function statements(facts: readonly StatementFact[], values: Values): PolicyStatement[] {
  return facts.map((fact) => {
    const { sid, actions, resources, conditions } = fill(fact, values);
    return new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions });
  });
}

/** The almanac's statements for the policy of a resource that services of AWS use. */
export function serviceStatements(facts: ReadonlyArray<StatementFact & { readonly service: string }>, values: Values): PolicyStatement[] {
  const made = statements(facts, values);
  // A service that has a principal in each region says the partition's suffix, too: `logs.cn-north-1.amazonaws.com.cn`.
  const principal = (service: string) => fill(service.replace('{region}.amazonaws.com', '{region}.{dnsSuffix}'), values);
  made.forEach((statement, i) => statement.addPrincipals(new ServicePrincipal(principal(facts[i].service))));
  return made;
}

/** What a right is about, and how the policy of that resource names itself. */
export interface GrantTarget {
  readonly resource: IResourceWithPolicyV2;
  readonly selfArns?: string[];
}

/** Gives somebody the rights of a statement: by a policy of theirs, or, where that cannot be, by the policy of the resource. */
export function grant(scope: Construct, identity: IIdentity, fact: StatementFact, values: Values, target?: GrantTarget): void {
  requireGranteeOf('aws', identity, scope);
  const { sid, actions, resources, conditions } = fill(fact, values);
  const common = { grantee: Identity._from(identity)._grantee(scope), actions: [...actions], resourceArns: [...resources], conditions };
  const given = target
    ? Grant.addToPrincipalOrResource({ ...common, resource: target.resource, resourceSelfArns: target.selfArns })
    : Grant.addToPrincipal(common);
  // AWS CDK leaves them out of the statement that it puts into the resource's policy.
  given.resourceStatement?.addConditions(conditions ?? {});
  if (!given.success) {
    refuse(
      'identity/cannot-grant',
      `'${identity.identityName}' cannot be given '${sid}', since neither its own policy nor the resource's can be written from here: `
        + 'use Identity.role(arn), or a role that your program makes',
    );
  }
}
