import { Construct } from 'constructs';
import { physicalName, Problems } from '../../core/private';
import { fill, Values } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { StatementFact } from '../../facts/aws/statement';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { allow, policyDocument } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What ends the names of the roles of a job, on SageMaker and on AWS Batch, and of a monitor. */
const SUFFIXES = ['runs', 'machine', 'starter', 'job', 'execution', 'nodes', 'scheduler', 'events', 'baseline', 'report', 'retrain'] as const;

export interface JobRoleProps {
  readonly platform: IMlPlatform;
  /** The name of the job. */
  readonly name: string;
  readonly suffix: typeof SUFFIXES[number];
  readonly description: string;
  /** Who takes it. */
  readonly trust: { readonly service: string | readonly string[]; readonly conditions?: Readonly<Record<string, unknown>> };
  /** For the braces of the conditions. */
  readonly values: Values;
}

/** Notes a job whose roles cannot be named after it. */
export function requireRoleNames(job: string, region: string, problems: Problems): void {
  const longest = SUFFIXES.reduce((some, other) => (other.length > some.length ? other : some));
  physicalName(ROLE_NAME, [job, region, longest], problems);
}

/** A role that belongs to a job: of its runs, of what starts them, of its machines. */
export class JobRole extends Construct {
  public readonly role: IamRole;

  public constructor(scope: Construct, id: string, private readonly props: JobRoleProps) {
    super(scope, id);
    const { platform, name, suffix, description, trust: { service, conditions }, values } = props;
    this.role = new IamRole(this, 'Resource', {
      // Names of roles are one for the whole account.
      name: [name, platform.region, suffix].join(ROLE_NAME.separator),
      description: `${name}: ${description}`,
      assumeRolePolicy: policyDocument([{
        Sid: 'Assume', Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', ...(conditions ? { Condition: fill(conditions, values) } : {}),
      }]),
      permissionsBoundary: platform.permissionsBoundary,
      tags: { ...platform.tags },
    });
  }

  /**
   * Gives it rights; nothing where there are none to give. What relies on them waits for what is given back.
   *
   * @param name the name of the policy; that of the role's suffix where it has one only
   */
  public allow(facts: readonly StatementFact[], values: Values, name?: string): IamRolePolicy | undefined {
    if (facts.length === 0) return undefined;
    const policy = policyDocument(facts.map((fact) => allow(fact, values)));
    return new IamRolePolicy(this, name === undefined ? 'Policy' : `Policy-${name}`, { name: name ?? this.props.suffix, role: this.role.name, policy });
  }
}
