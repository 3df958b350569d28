import { ArnPrincipal, IGrantable, IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { literal, refuse, stableSuffix } from '../../core/private';
import { PrincipalArns, RoleOrUser, roleOrUserOf } from './role-or-user';

const IDENTITY = Symbol.for('ml-platform-constructs.awscdk.Identity');
const ROLE_ARN = /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * Somebody in AWS: a role, a user, a service, or an identity of another account.
 *
 * @example
 * import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
 * import { Construct } from 'constructs';
 * import { awscdk } from 'ml-platform-constructs';
 *
 * function trainer(scope: Construct): awscdk.Identity {
 *   return awscdk.Identity.of(new Role(scope, 'Trainer', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
 * }
 */
export class Identity implements IIdentity {
  /**
   * Whatever AWS CDK can grant to: a role, a user, a Lambda function, a principal.
   *
   * @param grantable who
   */
  public static of(grantable: IGrantable): Identity {
    return new Identity(nameOf(grantable.grantPrincipal), grantable);
  }

  /**
   * A role that exists already. Rights of a role of this account are attached to it as a policy; those of another account's go into the policies
   * of what it uses. Throws `identity/arn` and `core/token-not-allowed`.
   *
   * @param arn such as `arn:aws:iam::123456789012:role/trainer`
   */
  public static role(arn: string): Identity {
    if (!ROLE_ARN.test(literal(arn, 'the ARN of a role'))) refuse('identity/arn', `'${arn}' is no ARN of a role: write it as 'arn:aws:iam::123456789012:role/trainer'`);
    return new Identity(arn);
  }

  /**
   * The identity as this target's own; one of the Terraform target on AWS says who it is by its ARN.
   *
   * @internal
   */
  public static _from(identity: IIdentity): Identity {
    return IDENTITY in identity ? (identity as unknown as Identity) : Identity.role(identity.identityName);
  }

  /** Always `aws`. */
  public readonly identitySystem = 'aws';

  private constructor(
    /** The ARN, or for what has none, the principal as JSON. */
    public readonly identityName: string,
    private readonly grantable?: IGrantable,
  ) {
    Object.defineProperty(this, IDENTITY, { value: true });
  }

  /**
   * Who is granted to, inside a scope of the stack that the rights are written in.
   *
   * @internal
   */
  public _grantee(scope: Construct): IGrantable {
    if (this.grantable) return this.grantable;
    const id = `Grantee${stableSuffix(this.identityName)}`;
    return (scope.node.tryFindChild(id) as Role | undefined) ?? Role.fromRoleArn(scope, id, this.identityName);
  }

  /**
   * The role or the user that it is; none of a service, an account and whoever else is neither.
   *
   * @internal
   */
  public _roleOrUser(): RoleOrUser | undefined {
    return roleOrUserOf(this.grantable ? (this.grantable.grantPrincipal as PrincipalArns) : { arn: this.identityName });
  }

  /**
   * Who may assume a role.
   *
   * @internal
   */
  public _principal(): IPrincipal {
    return this.grantable?.grantPrincipal ?? new ArnPrincipal(this.identityName);
  }
}

function nameOf(principal: IPrincipal): string {
  const { roleArn, userArn, arn } = principal as PrincipalArns;
  return roleArn ?? userArn ?? arn ?? JSON.stringify(principal.policyFragment.principalJson);
}
