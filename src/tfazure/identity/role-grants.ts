import { createHash } from 'node:crypto';
import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { isUnresolved, stableSuffix } from '../../core/private';
import { CLUSTER_ROLES } from '../../facts/azure/cluster';
import { BUILT_IN_ROLES, BuiltInRoleName } from '../../facts/azure/roles';
import { RoleAssignment } from '../../providers/azurerm/role-assignment';

/** Either one of Azure's own roles, or the id of one of ours. */
export interface RoleGrant {
  readonly scope: string;
  readonly role?: BuiltInRoleName;
  /** One of Azure's own roles around clusters. */
  readonly clusterRole?: keyof typeof CLUSTER_ROLES;
  readonly roleDefinitionId?: string;
  /** Further limits in Azure's condition language, version 2.0. */
  readonly condition?: string;
  readonly description: string;
  /** What has to be there before; that of a scope is known by its reference. */
  readonly after?: ITerraformDependable[];
}

const BESIDE = new WeakMap<IIdentity, Construct>();

/** Remembers where an identity is made. What it is granted stands there if that is another stack, which refers to what it uses, and not the other way round. */
export function standBeside(identity: IIdentity, made: Construct): void {
  BESIDE.set(identity, made);
}

const GRANTS = new WeakMap<IIdentity, RoleAssignment[]>();

/** What an identity was granted in a stack, for whatever has to come after. */
export function grantsOf(identity: IIdentity, stack: TerraformStack): RoleAssignment[] {
  return (GRANTS.get(identity) ?? []).filter((grant) => TerraformStack.of(grant) === stack);
}

/** Gives a role to somebody whom the user named. The same grant twice is one; what is known only at deployment is counted, since its name is no stable text. */
export function grantTo(scope: Construct, id: string, identity: IIdentity, grant: RoleGrant): RoleAssignment {
  requireGranteeOf('azure', identity, scope);
  const beside = BESIDE.get(identity);
  if (beside && scope !== beside && TerraformStack.of(beside) !== TerraformStack.of(scope)) return grantTo(beside, `${id}-${stableSuffix(scope.node.path)}`, identity, grant);
  const known = scope.node.tryFindChild(id) as RoleAssignment | undefined;
  if (known) return known.principalIdInput === identity.identityName && known.conditionInput === grant.condition ? known : grantTo(scope, `${id}-and`, identity, grant);
  const made = new RoleAssignment(scope, id, {
    ...common(grant),
    principalId: identity.identityName,
    principalType: (identity as { readonly principalType?: string }).principalType,
  });
  GRANTS.set(identity, [...(GRANTS.get(identity) ?? []), made]);
  return made;
}

/** Gives a role to a managed identity of ours; it was made a moment ago, so Azure must not look it up. */
export function grantToManagedIdentity(scope: Construct, id: string, principalId: string, grant: RoleGrant): RoleAssignment {
  return new RoleAssignment(scope, id, { ...common(grant), principalId, principalType: 'ServicePrincipal', skipServicePrincipalAadCheck: true });
}

/** An id for a grant that stays the same for the same parts; ids may hold neither tokens nor slashes. */
export function grantId(what: string, ...parts: string[]): string {
  return `${what}-${createHash('sha256').update(parts.map((part) => (isUnresolved(part) ? 'unknown' : part)).join('\n')).digest('hex').slice(0, 8)}`;
}

function common({ scope, role, clusterRole, roleDefinitionId, condition, description, after }: RoleGrant) {
  return {
    scope,
    roleDefinitionName: role ? BUILT_IN_ROLES[role].name : clusterRole && CLUSTER_ROLES[clusterRole],
    roleDefinitionId,
    condition,
    conditionVersion: condition ? '2.0' : undefined,
    description,
    dependsOn: after,
  };
}
