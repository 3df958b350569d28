import { IPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { isUnresolved, refuse } from '../../core/private';

/** Refuses an identity of another account than that of the scope, for a right that no policy of a resource can give. Throws `identity/other-account`. */
export function requireSameAccount(scope: Construct, { identityName }: IIdentity, { principalAccount: theirs }: IPrincipal): void {
  const { account } = Stack.of(scope);
  if (theirs === undefined || isUnresolved(theirs) || isUnresolved(account) || theirs === account) return;
  refuse('identity/other-account', `'${identityName}' lies in another account than the platform (${account}): grant to a role of this account that it may assume`);
}

/** Whether it is a role of which the program said that its policies are written elsewhere. AWS CDK does not export what it makes of such a role. */
export function isKeptAsItIs(principal: IPrincipal): boolean {
  return principal instanceof Role.fromRoleArn(new Stack(), 'Role', 'arn:aws:iam::123456789012:role/role', { mutable: false }).constructor;
}
