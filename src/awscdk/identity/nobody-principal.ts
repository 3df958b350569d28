import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, PrincipalBase, PrincipalPolicyFragment } from 'aws-cdk-lib/aws-iam';
import { TRUST } from '../../facts/aws/personas';

/** Trusts nobody: a role must have a trust policy, also while it has no members. */
export class NobodyPrincipal extends PrincipalBase {
  public readonly policyFragment = new PrincipalPolicyFragment({ AWS: [TRUST.nobody.principal] });

  public addToAssumeRolePolicy(document: PolicyDocument): void {
    document.addStatements(new PolicyStatement({ effect: Effect.DENY, principals: [new AnyPrincipal()], actions: [...TRUST.nobody.actions] }));
  }

  public dedupeString(): string | undefined {
    return 'nobody';
  }
}
