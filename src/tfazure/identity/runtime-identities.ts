import { Construct } from 'constructs';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { Site } from '../platform/site';
import { grantToManagedIdentity } from './role-grants';

export interface RuntimeScopes {
  readonly storeId: string;
  readonly registryId: string;
}

/** Who training jobs and endpoints are when they reach the store and the registry. */
export class RuntimeIdentities extends Construct {
  public readonly training: UserAssignedIdentity;
  public readonly serving: UserAssignedIdentity;

  public constructor(scope: Construct, id: string, private readonly site: Site, private readonly scopes: RuntimeScopes) {
    super(scope, id);
    this.training = this.identity('training', 'storageBlobDataContributor');
    this.serving = this.identity('serving', 'storageBlobDataReader');
  }

  private identity(name: string, role: 'storageBlobDataContributor' | 'storageBlobDataReader'): UserAssignedIdentity {
    const scope = new Construct(this, name);
    const { platformName, resourceGroupName, location, tags } = this.site;
    const identity = new UserAssignedIdentity(scope, 'Resource', { name: `${platformName}-${name}`, resourceGroupName, location, tags });
    grantToManagedIdentity(scope, 'Store', identity.principalId, { scope: this.scopes.storeId, role, description: `${name} uses the artifacts` });
    grantToManagedIdentity(scope, 'Registry', identity.principalId, { scope: this.scopes.registryId, role: 'acrPull', description: `${name} pulls images` });
    return identity;
  }
}
