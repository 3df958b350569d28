import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { AzapiResource } from '../../terraform/raw';
import { folderOf, StoreFacts, storeFactsOf } from '../jobs/store-facts';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The body of `Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01`, as far as it is used. */
interface DatastoreBody {
  readonly properties: {
    readonly datastoreType: 'AzureBlob';
    readonly subscriptionId?: string;
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

/** A datastore for each container that an endpoint reads from or writes to, without a key: its deployments reach it as their identity. */
export class ModelDatastores extends Construct {
  public readonly resources: TerraformResource[] = [];

  private readonly names = new Map<string, string>();

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly endpointName: string) {
    super(scope, id);
  }

  /** A folder as Azure ML writes it. */
  public uriOf(path: ArtifactPath): string {
    const facts = storeFactsOf(path);
    const container = `${facts.account}/${facts.container}`;
    const name = this.names.get(container) ?? this.datastore(facts);
    this.names.set(container, name);
    return `azureml://datastores/${name}/paths/${folderOf(path.key)}`;
  }

  /** Names of datastores are letters, digits and `_`: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-datastore */
  private datastore(facts: StoreFacts): string {
    const { platform, endpointName, resources } = this;
    const name = `${endpointName.replace(/-/g, '_')}_${resources.length + 1}`;
    resources.push(new AzapiResource<DatastoreBody>(this, `Datastore-${resources.length + 1}`, {
      type: 'Microsoft.MachineLearningServices/workspaces/datastores',
      name,
      parentId: platform.machineLearningWorkspaceId,
      body: {
        properties: {
          datastoreType: 'AzureBlob',
          subscriptionId: facts.subscription,
          resourceGroup: facts.resourceGroup,
          accountName: facts.account,
          containerName: facts.container,
          protocol: 'https',
          endpoint: 'core.windows.net',
          credentials: { credentialsType: 'None' },
          serviceDataAccessAuthIdentity: 'None',
          tags: platform.tags,
        },
      },
    }));
    return name;
  }
}
