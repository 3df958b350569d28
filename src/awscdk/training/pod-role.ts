import { IManagedPolicy, ManagedPolicy, Role, ServicePrincipal, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { POD_TRUST } from '../../facts/aws/cluster';
import { fill, Values } from '../../facts/aws/fill';
import { PolicyFact } from '../../facts/aws/statement';
import { statements } from '../identity/statements';
import { pascal } from '../names';

export interface PodRoleProps {
  readonly description: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly values: Values;
  /**
   * What the pods may do.
   * @default - nothing yet
   */
  readonly policies?: readonly PolicyFact[];
}

/** A role that only the pods of one service account of one cluster take, by EKS Pod Identity. */
export class PodRole extends Construct {
  public readonly role: Role;
  public readonly policies: IManagedPolicy[];

  public constructor(scope: Construct, id: string, { description, namespace, serviceAccount, values, policies = [] }: PodRoleProps) {
    super(scope, id);
    const pods = new ServicePrincipal(POD_TRUST.service).withConditions(fill(POD_TRUST.conditions, { ...values, namespace, serviceAccount }));
    this.role = new Role(this, 'Resource', { description, assumedBy: new SessionTagsPrincipal(pods) });
    this.policies = policies.map((policy) => new ManagedPolicy(this, `${pascal(policy.name)}Policy`, {
      description: `${description}: ${policy.name}`, statements: statements(policy.statements, values), roles: [this.role],
    }));
  }
}
