import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName, Problems } from '../../core/private';
import { fill, Values } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { StatementFact } from '../../facts/aws/statement';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { allow, policyDocument } from '../identity/policy-document';
import { FeatureContext } from './feature-context';

/** What ends the names of the roles of a group. */
const SUFFIXES = ['records', 'ingest'] as const;

export interface GroupRoleProps {
  readonly context: FeatureContext;
  readonly suffix: typeof SUFFIXES[number];
  readonly description: string;
  /** Who takes it. */
  readonly trust: { readonly service: string; readonly conditions?: Readonly<Record<string, unknown>> };
  readonly rights: readonly StatementFact[];
  /** For the braces of the rights, beside those of the group. */
  readonly values?: Values;
}

/** Notes a group whose roles cannot be named after it; names of roles are one for the whole account. */
export function requireRoleNames(group: string, region: string, problems: Problems): void {
  physicalName(ROLE_NAME, [group, region, SUFFIXES[0]], problems);
}

/** A role that belongs to a group: of SageMaker, or of what takes events in. */
export class GroupRole extends Construct {
  public readonly role: IamRole;
  /** What has to be there before somebody relies on its rights. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { context, suffix, description, trust, rights, values }: GroupRoleProps) {
    super(scope, id);
    const { platform, group, tags } = context;
    this.role = new IamRole(this, 'Resource', {
      name: [group.name, platform.region, suffix].join(ROLE_NAME.separator),
      description: `${group.name}: ${description}`,
      assumeRolePolicy: policyDocument([{
        Sid: 'Assume',
        Effect: 'Allow',
        Principal: { Service: trust.service },
        Action: 'sts:AssumeRole',
        ...(trust.conditions ? { Condition: fill(trust.conditions, context.values) } : {}),
      }]),
      permissionsBoundary: platform.permissionsBoundary,
      tags,
    });
    const policy = policyDocument(rights.map((fact) => allow(fact, { ...context.values, ...values })));
    this.ready = [new IamRolePolicy(this, 'Policy', { name: suffix, role: this.role.name, policy })];
  }
}
