import { Construct } from 'constructs';
import { WRITE_SPECIFICATIONS } from '../../facts/azure/features-rights';
import { RoleAssignment } from '../../providers/azurerm/role-assignment';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { CONTAINERS, FeatureAccount } from './feature-account';

/**
 * Who writes specifications. A specification is a file in a private account, which no runner of Terraform reaches: a workflow of Logic Apps writes it, past the firewall as this
 * identity, which can write specifications and read nothing.
 */
export class SpecWriter extends Construct {
  public readonly identityId: string;
  public readonly grant: RoleAssignment;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, storeName: string, account: FeatureAccount) {
    super(scope, id);
    const { resourceGroupName, resourceGroupId, location, tags, nameSuffix } = platform;
    const identity = new UserAssignedIdentity(this, 'Resource', { name: `${storeName}-specifications`, resourceGroupName, location, tags });
    const role = new RoleDefinition(this, 'Role', {
      name: `${storeName} specifications ${nameSuffix}`,
      description: 'What writes specifications of feature sets',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ dataActions: [...WRITE_SPECIFICATIONS] }],
    });
    this.identityId = identity.id;
    this.grant = grantToManagedIdentity(this, 'Write', identity.principalId, {
      scope: account.containerId(CONTAINERS.specifications),
      roleDefinitionId: role.roleDefinitionResourceId,
      description: `${storeName} writes specifications`,
    });
  }
}
