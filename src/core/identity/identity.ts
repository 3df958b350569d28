/**
 * Somebody or something that may be granted access: a person, a group, a role, a service account.
 *
 * Core knows no cloud's identities; each target makes its own: `awscdk.Identity.of(grantable)`, `tfaws.Identity.role(arn)`,
 * `tfgcp.Identity.serviceAccount(email)`, `tfazure.Identity.principal(objectId)`, `tfk8s.Identity.serviceAccount(namespace, name)`.
 * A target that is given another target's identity throws `identity/wrong-target`.
 */
export interface IIdentity {
  /** Whose identity it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly identitySystem: string;

  /** What the identity is called there: an ARN, a member such as `group:ml@acme.io`, an object id, a subject. */
  readonly identityName: string;
}
