import { Fn, ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { isUnresolved } from '../../core/private';
import { CLUSTER_IDENTITY_ACTIONS } from '../../facts/azure/cluster';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceGroupIdOf } from '../platform/resource-ids';
import { ContainerRegistryBase } from '../storage/container-registry-base';

export interface ClusterIdentitiesProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  /** Ids of what the cluster uses, by a name for the grant. */
  readonly uses: Readonly<Record<string, string>>;
  /** Ids of what lies in other resource groups than the platform's. */
  readonly elsewhere: readonly string[];
  /** The zone that the name of the cluster is written into, if it is none of AKS's. */
  readonly privateDnsZoneId?: string;
}

/**
 * Who the control plane and the nodes of a cluster are. The control plane gets one role with exactly what it does, on exactly what it uses; the roles that
 * Microsoft's pages name are wider (facts/azure/cluster.ts). The nodes pull images.
 */
export class ClusterIdentities extends Construct {
  public readonly cluster: UserAssignedIdentity;
  public readonly kubelet: UserAssignedIdentity;
  /** Rights that have to be there before the cluster. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, private readonly props: ClusterIdentitiesProps) {
    super(scope, id);
    this.cluster = this.identity('ControlPlane', 'control-plane');
    this.kubelet = this.identity('Nodes', 'nodes');
    const uses = { ...props.uses, nodes: this.kubelet.id };
    const roleDefinitionId = this.role().roleDefinitionResourceId;
    this.ready = Object.entries(uses).map(([what, used]) =>
      grantToManagedIdentity(this, `Use-${what}`, this.cluster.principalId, { scope: used, roleDefinitionId, description: `${props.name} uses ${what}` }));
    const registryId = (props.platform.registry as ContainerRegistryBase).registryId;
    if (props.privateDnsZoneId !== undefined) {
      this.ready.push(grantToManagedIdentity(this, 'Zone', this.cluster.principalId, {
        scope: props.privateDnsZoneId, clusterRole: 'privateDnsZoneContributor', description: `${props.name} writes its name`,
      }));
    }
    this.ready.push(grantToManagedIdentity(this, 'Pull', this.kubelet.principalId, { scope: registryId, role: 'acrPull', description: `Nodes of ${props.name} pull images` }));
  }

  private identity(id: string, what: string): UserAssignedIdentity {
    const { platform, name } = this.props;
    return new UserAssignedIdentity(this, id, {
      name: `${name}-${what}`, resourceGroupName: platform.resourceGroupName, location: platform.location, tags: platform.tags,
    });
  }

  private role(): RoleDefinition {
    const { platform, name, elsewhere, privateDnsZoneId } = this.props;
    const { key, network, ...actions } = CLUSTER_IDENTITY_ACTIONS;
    return new RoleDefinition(this, 'Role', {
      name: `${name} control plane ${platform.nameSuffix}`,
      description: 'What the control plane of a cluster does with what it uses',
      scope: platform.resourceGroupId,
      assignableScopes: distinct([platform.resourceGroupId, ...elsewhere.map(resourceGroupIdOf)]),
      permissions: [{ actions: [...Object.values(actions).flat(), ...(privateDnsZoneId === undefined ? [] : network)], dataActions: [...key] }],
    });
  }
}

/** What is known at deployment only may turn out to be the same group. */
function distinct(ids: string[]): string[] {
  return ids.length > 1 && isUnresolved(ids) ? Fn.distinct(ids) : [...new Set(ids)];
}
