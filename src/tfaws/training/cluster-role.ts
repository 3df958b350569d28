import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName, Problems } from '../../core/private';
import { POD_TRUST } from '../../facts/aws/cluster';
import { fill } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { PolicyFact } from '../../facts/aws/statement';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { IamRolePolicyAttachment } from '../../providers/aws/iam-role-policy-attachment';
import { allow, policyDocument } from '../identity/policy-document';
import { ClusterContext } from './cluster-context';

export interface TrustFact {
  readonly service: string;
  readonly actions: readonly string[];
  readonly conditions?: Readonly<Record<string, unknown>>;
}

export interface ClusterRoleProps {
  /** What ends its name: `nodes`. */
  readonly suffix: string;
  readonly description: string;
  readonly trust: TrustFact;
  readonly managedPolicies?: readonly string[];
  readonly policies?: readonly PolicyFact[];
  /** For the braces of the policies, beside those of every cluster. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The name of a role of a cluster; names of roles are one for the whole account, so it carries the region. */
export function roleName(cluster: string, region: string, suffix: string, problems: Problems): string {
  return physicalName(ROLE_NAME, [cluster, region, suffix], problems);
}

/** Who takes the role of a pod: its service account in this cluster alone. */
export function podTrust(context: ClusterContext, namespace: string, serviceAccount: string): TrustFact {
  return fill(POD_TRUST, { ...context.values, namespace, serviceAccount });
}

/** A role that belongs to a cluster: of the control plane, of nodes, of pods. */
export class ClusterRole extends Construct {
  public readonly arn: string;
  public readonly roleName: string;
  /** What has to be there before somebody relies on its rights. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, context: ClusterContext, props: ClusterRoleProps) {
    const problems = new Problems(scope, id);
    const name = roleName(context.name, context.place.region, props.suffix, problems);
    problems.throwIfAny();
    super(scope, id);
    const { trust: { service, actions, conditions }, managedPolicies = [], policies = [] } = props;
    const role = new IamRole(this, 'Resource', {
      name,
      description: `${props.description} of the cluster ${context.name}`,
      assumeRolePolicy: policyDocument([
        { Sid: 'Assume', Effect: 'Allow', Principal: { Service: service }, Action: actions, ...(conditions ? { Condition: conditions } : {}) },
      ]),
      permissionsBoundary: context.platform.permissionsBoundary,
      tags: context.tags,
    });
    const values = { ...context.values, ...props.values };
    this.ready = [
      ...managedPolicies.map((arn) => new IamRolePolicyAttachment(this, arn.replace(/^.*\//, ''), { role: role.name, policyArn: fill(arn, values) })),
      ...policies.map(({ name: policy, statements }) => new IamRolePolicy(this, `Policy-${policy}`, {
        name: policy, role: role.name, policy: policyDocument(statements.map((fact) => allow(fact, values))),
      })),
    ];
    this.arn = role.arn;
    this.roleName = role.name;
  }
}
