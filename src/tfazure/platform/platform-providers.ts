import { TerraformProvider } from 'cdktf';
import { CLUSTER_RESOURCE_PROVIDERS } from '../../facts/azure/cluster';
import { RESOURCE_PROVIDERS } from '../../facts/azure/resource-providers';
import { AzurermProvider } from '../../providers/azurerm/provider';
import { ProviderWish } from '../../terraform';
import { azapiWish } from '../../terraform/raw';

export interface AzureProviders {
  readonly subscriptionId?: string;
  readonly tenantId?: string;
  readonly provider?: TerraformProvider;
  readonly azapiProvider?: TerraformProvider;
}

/** The providers of everything below a platform: azurerm, and azapi for what azurerm lacks. */
export function azureProviders({ subscriptionId, tenantId, provider, azapiProvider }: AzureProviders): ProviderWish[] {
  return [
    {
      kind: 'azurerm',
      given: provider,
      settings: subscriptionId ? { subscriptionId } : {},
      make: (scope) =>
        new AzurermProvider(scope, 'Azurerm', {
          subscriptionId,
          tenantId,
          // The accounts have no shared keys, and nobody outside of the network reaches their data plane: Terraform asks Resource Manager only.
          storageUseAzuread: true,
          resourceProviderRegistrations: 'none',
          resourceProvidersToRegister: [...RESOURCE_PROVIDERS, ...CLUSTER_RESOURCE_PROVIDERS].sort(),
          features: [{
            // The rule that Azure adds to each Application Insights would keep the resource group from being destroyed.
            applicationInsights: [{ disableGeneratedRule: true }],
            keyVault: [{ purgeSoftDeleteOnDestroy: false, recoverSoftDeletedKeyVaults: true }],
            resourceGroup: [{ preventDeletionIfContainsResources: true }],
            storage: [{ dataPlaneAvailable: false }],
          }],
        }),
    },
    azapiWish({ subscriptionId, tenantId }, azapiProvider),
  ];
}
