import { Construct } from 'constructs';
import { fill, Values } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { StatementFact } from '../../facts/aws/statement';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { allow, policyDocument } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface JobRoleProps {
  readonly platform: IMlPlatform;
  /** The name of the job. */
  readonly name: string;
  /** What ends the name of the role: `runs`. */
  readonly suffix: string;
  readonly description: string;
  readonly services: readonly string[];
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly facts: readonly StatementFact[];
  readonly values: Values;
}

/** The longest of the suffixes, those of AWS Batch too. */
export const LONGEST_ROLE_SUFFIX = 'scheduler';

/** A role that belongs to a job: of its runs, of what starts them. */
export class JobRole extends Construct {
  public readonly role: IamRole;
  /** What has to be there before somebody relies on its rights. */
  public readonly ready: IamRolePolicy;

  public constructor(scope: Construct, id: string, { platform, name, suffix, description, services, conditions, facts, values }: JobRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'Resource', {
      // Names of roles are one for the whole account.
      name: [name, platform.region, suffix].join(ROLE_NAME.separator),
      description: `${name}: ${description}`,
      assumeRolePolicy: policyDocument([{ Sid: 'Assume', Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole', Condition: fill(conditions, values) }]),
      permissionsBoundary: platform.permissionsBoundary,
      tags: { ...platform.tags },
    });
    this.ready = new IamRolePolicy(this, 'Policy', { name: suffix, role: this.role.name, policy: policyDocument(facts.map((fact) => allow(fact, values))) });
  }
}
