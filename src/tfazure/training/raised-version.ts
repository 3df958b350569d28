import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiUpdateResource } from '../../terraform/raw';

/** Terraform's own resource that keeps a value: https://developer.hashicorp.com/terraform/language/resources/terraform-data */
class KeptValue extends TerraformResource {
  public constructor(scope: Construct, id: string, private readonly value: string) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.value };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { input: { value: this.value, isBlock: false, type: 'simple', storageClassType: 'string' } };
  }
}

export interface RaisedVersionProps {
  readonly clusterId: string;
  readonly kubernetesVersion: string;
  /** All pools of the cluster. */
  readonly pools: ITerraformDependable[];
}

/**
 * Raises a cluster to the version that the program says, when the program says another one. Azure upgrades by itself, so what the cluster has is no drift
 * that Terraform should undo: only a change of the program counts, for which azurerm has no way (https://github.com/Azure/terraform-azurerm-aks/pull/336).
 * Nodes follow in the next window.
 *
 * The whole cluster is written, at its creation too, and AKS does one thing with a cluster at a time; so all pools are there before.
 */
export function raisedVersion(scope: Construct, id: string, { clusterId, kubernetesVersion, pools }: RaisedVersionProps): AzapiUpdateResource {
  const kept = new KeptValue(scope, `${id}-kept`, kubernetesVersion);
  return new AzapiUpdateResource(scope, id, {
    type: 'Microsoft.ContainerService/managedClusters',
    apiVersion: '2025-07-01',
    resourceId: clusterId,
    body: { properties: { kubernetesVersion } },
    dependsOn: pools,
    lifecycle: { ignoreChanges: ['body'], replaceTriggeredBy: [`terraform_data.${kept.friendlyUniqueId}`] },
  });
}
