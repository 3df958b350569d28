import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, Problems, stableSuffix } from '../../core/private';
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
 * Throws `identity/wrong-target`, `identity/no-policy` for an account or an OIDC subject, and `identity/other-account`.
 */
export function grantTo(scope: Construct, props: IdentityGrantProps): void {
  const problems = new Problems(scope);
  requireGrantable(props, problems);
  problems.throwIfAny();
  const { identityName } = props.identity;
  const id = `Grant-${props.right}-${ordinal(scope, props)}`;
  if (scope.node.tryFindChild(id)) return;
  const name = `${props.platformName}-${props.right}-${stableSuffix(scope.node.path, id)}`;
  const policy = policyDocument(props.statements);
  if (kindOf(props.identity) === 'user') new IamUserPolicy(scope, id, { name, user: lastPart(identityName), policy });
  else new IamRolePolicy(scope, id, { name, role: lastPart(identityName), policy });
}

function requireGrantable({ identity, place }: IdentityGrantProps, problems: Problems): void {
  requireIdentityOf('aws', identity, problems);
  if (identity.identitySystem !== 'aws') return;
  const { identityName } = identity;
  const kind = kindOf(identity);
  if (kind !== 'role' && kind !== 'user') {
    problems.add('identity/no-policy', `'${identityName}' is an ${kind} and has no policy to write a right into: let it assume a role, and grant to the role`);
    return;
  }
  const [account] = isUnresolved(identityName) ? [] : identityName.split(':').slice(4);
  if (account && !isUnresolved(place.accountId) && account !== place.accountId) {
    problems.add('identity/other-account', `'${identityName}' lies in another account than the platform (${place.accountId}): grant to a role of this account that it may assume`);
  }
}

/** An identity of the CloudFormation target says by its ARN what it is. */
function kindOf(identity: IIdentity): string {
  return (identity as Partial<Identity>).kind ?? (identity.identityName.includes(':user/') ? 'user' : 'role');
}

/** A literal names its grant; what is known only at deployment is counted, because its name is no stable text. */
function ordinal(scope: Construct, { identity, right, part = '' }: IdentityGrantProps): string {
  if (!isUnresolved(identity.identityName) && !isUnresolved(part)) return stableSuffix(identity.identityName, part);
  return String(scope.node.children.filter((child) => child.node.id.startsWith(`Grant-${right}-`)).length);
}

function lastPart(arn: string): string {
  return isUnresolved(arn) ? Fn.replace(arn, '/^.*[/]/', '') : arn.replace(/^.*\//, '');
}
