import { TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { ArtifactPath } from '../../core';
import { stableSuffix } from '../../core/private';
import { stableText } from '../../terraform';
import { AzapiResource } from '../../terraform/raw';
import { folderOf, storeFactsOf } from '../jobs/store-facts';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The body of `Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01`, as far as it is used. */
export interface DatastoreBody {
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

/** A container as a datastore of the workspace. */
export interface Datastore {
  readonly name: string;
  readonly body: DatastoreBody;
}

/**
 * The datastore of the container that a path lies in, without a key: whoever reads it does so as itself. It is called by what it stands for, so that it never comes to stand for
 * another; names are letters, digits and `_`: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-datastore
 */
export function datastoreOf(scope: IConstruct, path: ArtifactPath, prefix: string, tags: Readonly<Record<string, string>>): Datastore {
  const { subscription, resourceGroup, account, container } = storeFactsOf(path);
  const suffix = stableSuffix(...[account, container].map((part) => stableText(scope, part)));
  return {
    name: `${prefix.replace(/-/g, '_')}_${suffix}`,
    body: {
      properties: {
        datastoreType: 'AzureBlob',
        subscriptionId: subscription,
        resourceGroup,
        accountName: account,
        containerName: container,
        protocol: 'https',
        endpoint: 'core.windows.net',
        credentials: { credentialsType: 'None' },
        serviceDataAccessAuthIdentity: 'None',
        tags,
      },
    },
  };
}

/** A folder as Azure ML writes it. */
export function datastoreUri({ name }: Datastore, { key }: ArtifactPath): string {
  return `azureml://datastores/${name}/paths/${folderOf(key)}`;
}

/** Datastores that Terraform makes: one for each container. */
export class ModelDatastores extends Construct {
  public readonly resources: TerraformResource[] = [];

  private readonly names = new Set<string>();

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly prefix: string) {
    super(scope, id);
  }

  /** A folder as Azure ML writes it. */
  public uriOf(path: ArtifactPath): string {
    const { platform, prefix, names, resources } = this;
    const store = datastoreOf(this, path, prefix, platform.tags);
    if (!names.has(store.name)) {
      names.add(store.name);
      resources.push(new AzapiResource<DatastoreBody>(this, `Datastore-${resources.length + 1}`, {
        type: 'Microsoft.MachineLearningServices/workspaces/datastores', name: store.name, parentId: platform.machineLearningWorkspaceId, body: store.body,
      }));
    }
    return datastoreUri(store, path);
  }
}
