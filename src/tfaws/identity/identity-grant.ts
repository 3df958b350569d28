import { Fn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, Problems, stableSuffix } from '../../core/private';
import { KEPT_ROLE } from '../../facts/aws/cluster';
import { IamRolePolicy } from '../../providers/aws/iam-role-policy';
import { IamUserPolicy } from '../../providers/aws/iam-user-policy';
import { Place } from '../platform/place';
import { Identity } from './identity';
import { policyDocument, Statement } from './policy-document';

export interface IdentityGrantProps {
  readonly identity: IIdentity;
  readonly platformName: string;
  readonly place: Place;
  /** What is granted, in a word: `read`. */
  readonly right: string;
  /** On what: `datasets/` of a store. */
  readonly part?: string;
  readonly statements: readonly Statement[];
}

/**
 * Writes a right into the policy of a role or user. The same grant twice is one.
 *
 * Throws `identity/wrong-target`, `identity/cannot-grant` for an account or an OIDC subject, and `identity/other-account`.
 *
 * @param resource what the right is on
 * @param props the right, and whose it is
 */
export function grantTo(resource: Construct, props: IdentityGrantProps): void {
  requireGrantable(resource, props);
  const { identity, right, platformName } = props;
  const scope = scopeOf(resource, identity);
  const begin = scope === resource ? `Grant-${right}-` : `Grant-${stableSuffix(resource.node.path)}-${right}-`;
  const id = `${begin}${ordinal(scope, begin, props)}`;
  if (scope.node.tryFindChild(id)) return;
  const name = `${platformName}-${right}-${stableSuffix(scope.node.path, id)}`;
  const policy = policyDocument(props.statements);
  if (kindOf(identity) === 'user') new IamUserPolicy(scope, id, { name, user: lastPart(identity.identityName), policy });
  else new IamRolePolicy(scope, id, { name, role: lastPart(identity.identityName), policy });
}

/** Whether a right may be written into the policy of somebody from here: of a role or user of this account, which AWS does not keep for itself. */
export function isWritable(identity: IIdentity, place: Place): boolean {
  const [account] = accountOf(identity.identityName);
  const elsewhere = account && !isUnresolved(place.accountId) && account !== place.accountId;
  return ['role', 'user'].includes(kindOf(identity)) && !elsewhere && !KEPT_ROLE.test(identity.identityName);
}

/** A role of another stack uses what this one has, so that its stack is deployed later: a right that stood here would make each wait for the other. */
export function scopeOf(resource: Construct, identity: IIdentity): Construct {
  const { _home: home } = identity as Partial<Identity>;
  return home && TerraformStack.of(home) !== TerraformStack.of(resource) ? home : resource;
}

/** Throws for an identity that no right can be given to from here. */
export function requireGrantable(resource: Construct, whose: Pick<IdentityGrantProps, 'identity' | 'place'>): void {
  const problems = new Problems(resource);
  collectProblems(whose, problems);
  problems.throwIfAny();
}

function collectProblems({ identity, place }: Pick<IdentityGrantProps, 'identity' | 'place'>, problems: Problems): void {
  requireIdentityOf('aws', identity, problems);
  if (identity.identitySystem !== 'aws') return;
  const { identityName } = identity;
  const kind = kindOf(identity);
  if (kind !== 'role' && kind !== 'user') {
    problems.add('identity/cannot-grant', `'${identityName}' is an ${kind} and has no policy to write a right into: let it assume a role, and grant to the role`);
    return;
  }
  const [account] = accountOf(identityName);
  if (account && !isUnresolved(place.accountId) && account !== place.accountId) {
    problems.add('identity/other-account', `'${identityName}' lies in another account than the platform (${place.accountId}): grant to a role of this account that it may assume`);
  }
}

function accountOf(arn: string): string[] {
  return isUnresolved(arn) ? [] : arn.split(':').slice(4);
}

/** An identity of the CloudFormation target says by its ARN what it is. */
export function kindOf(identity: IIdentity): string {
  return (identity as Partial<Identity>).kind ?? (identity.identityName.includes(':user/') ? 'user' : 'role');
}

/** A literal names its grant; what is known only at deployment is counted, because its name is no stable text. */
function ordinal(scope: Construct, begin: string, { identity, part = '' }: IdentityGrantProps): string {
  if (!isUnresolved(identity.identityName) && !isUnresolved(part)) return stableSuffix(identity.identityName, part);
  return String(scope.node.children.filter((child) => child.node.id.startsWith(begin)).length);
}

/** The name of a role or user, which IAM asks for without its path. */
export function lastPart(arn: string): string {
  return isUnresolved(arn) ? Fn.replace(arn, '/^.*[/]/', '') : arn.replace(/^.*\//, '');
}
