import { CfnManagedPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Lazy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { StatementFact } from '../../facts/aws/statement';
import { RoleOrUser } from './role-or-user';
import { statements } from './statements';

export interface ManagedRightsProps {
  readonly who: RoleOrUser;
  readonly description: string;
  /** The statements of each policy, as they are at last; there are never fewer policies than there were. */
  readonly statements: () => StatementFact[][];
}

/** Rights of a role or user that are too many for its own policy, in managed ones: inline policies of a user hold 2,048 characters together, those of a role 10,240. */
export class ManagedRights extends Construct {
  private made = 0;

  public constructor(scope: Construct, id: string, private readonly props: ManagedRightsProps) {
    super(scope, id);
  }

  /** Makes as many policies as it takes by now. */
  public grow(count: number): void {
    while (this.made < count) this.make(this.made++);
  }

  private make(index: number): void {
    const { who: { kind, name }, description, statements: of } = this.props;
    new CfnManagedPolicy(this, index === 0 ? 'Policy' : `Policy-${index + 1}`, {
      description,
      policyDocument: Lazy.any({ produce: () => new PolicyDocument({ statements: statements(of()[index]!, {}) }) }),
      ...(kind === 'user' ? { users: [name] } : { roles: [name] }),
    });
  }
}
