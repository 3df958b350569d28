import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ROLLOUT_ACTIONS } from '../../facts/azure/serving-rollout';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface RolloutRightsProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  /** Who rolls out. */
  readonly principalId: string;
  readonly endpointId: string;
  readonly identityId: string;
}

/** What the workflow of an endpoint may do, and where: a role for each place, of single actions. */
export class RolloutRights extends Construct {
  public readonly grants: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { platform, name, principalId, endpointId, identityId }: RolloutRightsProps) {
    super(scope, id);
    const { resourceGroupId, machineLearningWorkspaceId, nameSuffix } = platform;
    const places = { endpoint: endpointId, workspace: machineLearningWorkspaceId, resourceGroup: resourceGroupId, identity: identityId };
    this.grants = Object.entries(places).map(([place, at]) => {
      const role = new RoleDefinition(this, `${place}-role`, {
        name: `${name} rollout ${place} ${nameSuffix}`,
        description: `What a rollout of ${name} does with its ${place}`,
        scope: resourceGroupId,
        assignableScopes: [resourceGroupId],
        permissions: [{ actions: [...ROLLOUT_ACTIONS[place as keyof typeof ROLLOUT_ACTIONS]] }],
      });
      return grantToManagedIdentity(this, place, principalId, { scope: at, roleDefinitionId: role.roleDefinitionResourceId, description: `Rolls out ${name}` });
    });
  }
}
