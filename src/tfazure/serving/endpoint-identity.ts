import { Construct } from 'constructs';
import { ArtifactPath, IIdentity } from '../../core';
import { DEPLOYMENT_ACTIONS } from '../../facts/azure/serving-rollout';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { Identity } from '../identity/identity';
import { grantTo, standBeside } from '../identity/role-grants';
import { folderOf } from '../jobs/store-facts';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ReadFolder } from './version-artifact';

export interface EndpointIdentityProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly reads: readonly ReadFolder[];
}

/**
 * Who the deployments of an endpoint are: they read its models, pull images of the platform's registry, and write what is captured. An identity of ours has no right
 * that it was not given: https://learn.microsoft.com/en-us/azure/machine-learning/concept-endpoints-online-auth#automatic-role-assignment-for-endpoint-identity
 */
export class EndpointIdentity extends Construct {
  public readonly identity: IIdentity;
  public readonly resource: UserAssignedIdentity;

  public constructor(scope: Construct, id: string, { platform, name, reads }: EndpointIdentityProps) {
    super(scope, id);
    const { resourceGroupName, resourceGroupId, location, tags, nameSuffix } = platform;
    const resource = new UserAssignedIdentity(this, 'Resource', { name: `${name}-endpoint`, resourceGroupName, location, tags });
    this.resource = resource;
    this.identity = Identity.servicePrincipal(resource.principalId);
    standBeside(this.identity, this);
    reads.forEach(({ store, folder }) => store.grantRead(this.identity, folder));
    platform.registry.grantPull(this.identity);
    const role = new RoleDefinition(this, 'MetricsRole', {
      name: `${name} metrics ${nameSuffix}`,
      description: 'What a deployment tells its workspace of itself',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: [...DEPLOYMENT_ACTIONS] }],
    });
    grantTo(this, 'Metrics', this.identity, {
      scope: platform.machineLearningWorkspaceId, roleDefinitionId: role.roleDefinitionResourceId, description: `${name} tells the workspace how busy it is`,
    });
  }

  /** Lets it write what is captured. */
  public letWrite({ store, key }: ArtifactPath): void {
    store.grantWrite(this.identity, folderOf(key));
  }
}
