import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { stableSuffix } from '../../core/private';
import { REGISTRY_PERMISSIONS } from '../../facts/gcp/registry-permissions';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { memberId } from '../identity/member-id';
import { roleId } from '../identity/role-id';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What somebody may do with the versions of a registry. */
export type RegistryRight = 'register' | 'approve' | 'read' | 'promote';

/** A custom role for one model, which lists its permissions one by one. */
export function registryRole(scope: Construct, platform: IMlPlatform, modelName: string, what: RegistryRight | 'keep'): ProjectIamCustomRole {
  const { project, platformName } = platform;
  return new ProjectIamCustomRole(scope, `${what}-role`, {
    project,
    roleId: roleId(platformName, `models-${what}-${stableSuffix(modelName, scope.node.path)}`),
    title: `${modelName}: ${what}`,
    description: `Who may ${what} versions of the model ${modelName}`,
    permissions: [...REGISTRY_PERMISSIONS[what]],
    stage: 'GA',
  });
}

/** Grants a right on versions, once. */
export function grantOnVersions(scope: Construct, platform: IMlPlatform, modelName: string, right: RegistryRight, identity: IIdentity): void {
  requireGranteeOf('gcp', identity, scope);
  const id = `${right}-${memberId(scope, identity.identityName)}`;
  if (scope.node.tryFindChild(id)) return;
  const known = scope.node.tryFindChild(`${right}-role`) as ProjectIamCustomRole | undefined;
  const role = known ?? registryRole(scope, platform, modelName, right);
  new ProjectIamMember(scope, id, { project: platform.project, role: role.name, member: identity.identityName });
}
