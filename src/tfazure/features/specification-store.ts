import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceGroupNameOf } from '../platform/resource-ids';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { FeatureWorkspace } from './feature-workspace';

/** The body of `Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01`, as far as it is used. */
interface DatastoreBody {
  readonly properties: {
    readonly datastoreType: 'AzureBlob';
    readonly resourceGroup: string;
    readonly accountName: string;
    readonly containerName: string;
    readonly protocol: 'https';
    readonly endpoint: string;
    readonly credentials: { readonly credentialsType: 'None' };
    readonly serviceDataAccessAuthIdentity: 'None';
    readonly tags: Readonly<Record<string, string>>;
  };
}

/** Where a workspace finds specifications, as the client of Azure ML names it; without a key, so that each reads them as who it is. */
export function specificationStore(scope: Construct, platform: IMlPlatform, workspace: FeatureWorkspace, account: FeatureAccount): string {
  const datastore = new AzapiResource<DatastoreBody>(scope, 'Specifications', {
    type: 'Microsoft.MachineLearningServices/workspaces/datastores',
    name: 'specifications',
    parentId: workspace.workspaceId,
    body: {
      properties: {
        datastoreType: 'AzureBlob',
        resourceGroup: resourceGroupNameOf(platform.resourceGroupId),
        accountName: account.accountName,
        containerName: CONTAINERS.specifications,
        protocol: 'https',
        endpoint: 'core.windows.net',
        credentials: { credentialsType: 'None' },
        serviceDataAccessAuthIdentity: 'None',
        tags: platform.tags,
      },
    },
    dependsOn: [...workspace.ready, account.specifications],
  });
  // `azureml://subscriptions/…/resourcegroups/…/workspaces/…/datastores/…`
  const short = Fn.replace(Fn.replace(datastore.id, '/providers/Microsoft.MachineLearningServices', ''), '/resourceGroups/', '/resourcegroups/');
  return `azureml:/${short}`;
}
