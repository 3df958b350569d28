import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { isUnresolved, refuse } from '../../core/private';

const ROLE_ARN = /^arn:[a-z-]+:iam::\d{12}:role\/.+$/;
const USER_ARN = /^arn:[a-z-]+:iam::\d{12}:user\/.+$/;
const OIDC_ARN = /^arn:[a-z-]+:iam::\d{12}:oidc-provider\/.+$/;

/**
 * Somebody or something that may be granted access on AWS.
 *
 * Roles and users can hold personas and grants. An account and an OIDC subject can hold personas only, because they have no policy of their own.
 *
 * @example
 * import { tfaws } from 'ml-platform-constructs';
 *
 * const team = tfaws.Identity.role('arn:aws:iam::123456789012:role/ml-team');
 * const pipeline = tfaws.Identity.oidc(
 *   'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com', 'sts.amazonaws.com', 'repo:acme/models:ref:refs/heads/main');
 */
export class Identity implements IIdentity {
  /**
   * An IAM role, such as one of IAM Identity Center. Throws `identity/arn`.
   *
   * @param arn such as `arn:aws:iam::123456789012:role/ml-team`; a value known only at deployment is fine
   */
  public static role(arn: string): Identity {
    return new Identity('role', requireArn(arn, ROLE_ARN, 'role', 'arn:aws:iam::123456789012:role/ml-team'));
  }

  /**
   * An IAM user. Prefer roles: a user has keys that live for ever. Throws `identity/arn`.
   *
   * @param arn such as `arn:aws:iam::123456789012:user/ada`; a value known only at deployment is fine
   */
  public static user(arn: string): Identity {
    return new Identity('user', requireArn(arn, USER_ARN, 'user', 'arn:aws:iam::123456789012:user/ada'));
  }

  /**
   * Whoever the administrators of an account let: its policies decide. Throws `identity/account`.
   *
   * @param accountId twelve digits; a value known only at deployment is fine
   */
  public static accountRoot(accountId: string): Identity {
    if (!isUnresolved(accountId) && !/^\d{12}$/.test(accountId)) {
      refuse('identity/account', `'${accountId}' is no account: give its twelve digits`);
    }
    return new Identity('account', accountId);
  }

  /**
   * What an OpenID Connect provider vouches for, such as the workflow of a repository; it needs no long-lived key.
   * Throws `identity/arn`, and `identity/oidc-subject` for a subject that everybody has.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
   *
   * @param providerArn the provider in IAM, such as `arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com`
   * @param audience what the token is made for: `sts.amazonaws.com` for GitHub
   * @param subject whose token it is: `repo:acme/models:ref:refs/heads/main`; `*` stands for any characters, but not for the whole
   */
  public static oidc(providerArn: string, audience: string, subject: string): Identity {
    requireArn(providerArn, OIDC_ARN, 'OpenID Connect provider', 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com');
    if (!isUnresolved(subject) && /^[*?:/]*$|^repo:\*/.test(subject)) {
      refuse('identity/oidc-subject', `the subject '${subject}' would let in everybody that the provider knows: name the repository or project`);
    }
    return new Identity('oidc', providerArn, audience, subject);
  }

  /**
   * A role that this program makes. Its rights stand beside it, where it uses what another stack has.
   *
   * @internal
   */
  public static _of(role: Construct & { readonly arn: string }): Identity {
    return new Identity('role', role.arn, undefined, undefined, role);
  }

  /** Always `aws`. */
  public readonly identitySystem = 'aws';

  private constructor(
    /** `role`, `user`, `account` or `oidc`. */
    public readonly kind: string,
    /** The ARN of the role, user or provider; the number of the account. */
    public readonly identityName: string,
    /** What the token of an OIDC subject is made for. */
    public readonly audience?: string,
    /** Whose token it is, for an OIDC subject. */
    public readonly subject?: string,
    /** @internal */
    public readonly _home?: Construct,
  ) {}
}

function requireArn(arn: string, pattern: RegExp, what: string, example: string): string {
  if (!isUnresolved(arn) && !pattern.test(arn)) refuse('identity/arn', `'${arn}' is not the ARN of a ${what}: give one such as '${example}'`);
  return arn;
}
