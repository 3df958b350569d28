const ROLE_OR_USER = /:(?:role|user)\//;

/** A principal that has a policy of its own. */
export interface RoleOrUser {
  readonly kind: 'role' | 'user';
  readonly arn: string;
  readonly name: string;
}

/** How principals of AWS CDK say who they are. */
export interface PrincipalArns {
  readonly roleArn?: string;
  readonly roleName?: string;
  readonly userArn?: string;
  readonly userName?: string;
  readonly arn?: string;
}

/** The role or user that a principal is, if it is one. */
export function roleOrUserOf({ roleArn, roleName, userArn, userName, arn }: PrincipalArns): RoleOrUser | undefined {
  if (roleArn !== undefined) return { kind: 'role', arn: roleArn, name: roleName ?? lastPart(roleArn) };
  if (userArn !== undefined) return { kind: 'user', arn: userArn, name: userName ?? lastPart(userArn) };
  if (arn === undefined || !ROLE_OR_USER.test(arn)) return undefined;
  return { kind: arn.includes(':user/') ? 'user' : 'role', arn, name: lastPart(arn) };
}

function lastPart(arn: string): string {
  return arn.replace(/^.*\//, '');
}
