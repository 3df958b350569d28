import { TerraformResource } from 'cdktf';
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

/**
 * Raises a cluster to the version that the program says, when the program says another one. Azure upgrades by itself, so what the cluster has is no drift
 * that Terraform should undo: only a change of the program counts. Nodes follow in the next window.
 */
export function raisedVersion(scope: Construct, id: string, clusterId: string, kubernetesVersion: string): AzapiUpdateResource {
  const kept = new KeptValue(scope, `${id}-kept`, kubernetesVersion);
  return new AzapiUpdateResource(scope, id, {
    type: 'Microsoft.ContainerService/managedClusters',
    apiVersion: '2025-07-01',
    resourceId: clusterId,
    body: { properties: { kubernetesVersion } },
    lifecycle: { ignoreChanges: ['body'], replaceTriggeredBy: [`terraform_data.${kept.friendlyUniqueId}`] },
  });
}
