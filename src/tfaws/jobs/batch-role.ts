import { Construct } from 'constructs';
import { physicalName, Problems } from '../../core/private';
import { fill, Values } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { StatementFact } from '../../facts/aws/statement';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { allow, policyDocument } from '../identity/policy-document';
import { BatchContext } from './batch-plan';

export interface BatchRoleProps {
  /** What ends its name. */
  readonly suffix: string;
  readonly description: string;
  readonly trust: { readonly service: string; readonly conditions?: Readonly<Record<string, unknown>> };
}

/** A role around a job of AWS Batch. */
export class BatchRole extends Construct {
  public readonly role: IamRole;

  public constructor(scope: Construct, id: string, { plan, platform, values, tags }: BatchContext, { suffix, description, trust }: BatchRoleProps) {
    const problems = new Problems(scope, id);
    // Names of roles are one for the whole account.
    const name = physicalName(ROLE_NAME, [plan.name, platform.region, suffix], problems);
    problems.throwIfAny();
    super(scope, id);
    const { service, conditions } = trust;
    this.role = new IamRole(this, 'Resource', {
      name,
      description: `${plan.name}: ${description}`,
      assumeRolePolicy: policyDocument([{
        Sid: 'Assume', Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...(conditions ? { Condition: fill(conditions, values) } : {}),
      }]),
      permissionsBoundary: platform.permissionsBoundary,
      tags,
    });
  }

  /** Gives it rights; nothing where there are none to give. */
  public allow(name: string, facts: readonly StatementFact[], values: Values): IamRolePolicy | undefined {
    if (facts.length === 0) return undefined;
    return new IamRolePolicy(this, `Policy-${name}`, { name, role: this.role.name, policy: policyDocument(facts.map((fact) => allow(fact, values))) });
  }
}
