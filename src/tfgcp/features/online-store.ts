import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity, Scaling } from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { FeatureRoles } from './feature-roles';
import { VertexPolicy } from './vertex-policy';
import { vertexResource } from './vertex-resource';

/** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores#resource:-featureonlinestore */
export interface OnlineStoreBody {
  readonly labels: Readonly<Record<string, string>>;
  readonly encryptionSpec: { readonly kmsKeyName: string };
  readonly bigtable: { readonly autoScaling: { readonly minNodeCount: number; readonly maxNodeCount: number } };
}

/** What an online store is made with. */
export interface OnlineStoreProps {
  readonly platform: IMlPlatform;
  readonly nodes: Scaling;
  readonly roles: FeatureRoles;
}

/** How many nodes a store has that nobody asked for. */
export const USUAL_NODES = Scaling.elastic(1, 5);

/**
 * The online store of Vertex AI with its Bigtable, encrypted with the platform's key. It has no address of its own: it is asked at the region's address of Vertex AI, which
 * the platform's network leads to privately.
 *
 * The store that Vertex AI calls optimized is not made: it ends on 2027-02-17
 * (https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/online-serving-types#optimized_serving).
 */
export class OnlineStore extends Construct {
  public readonly resource: TerraformResource;
  /** `projects/…/locations/…/featureOnlineStores/…`. */
  public readonly storeId: string;
  /** Below which views are made. */
  public readonly path: string;
  private readonly policy: VertexPolicy;

  public constructor(scope: Construct, id: string, name: string, { platform, nodes, roles }: OnlineStoreProps) {
    super(scope, id);
    const { project, location, tags, encryptionKey } = platform;
    const parent = `projects/${project}/locations/${location}`;
    const resource = vertexResource<OnlineStoreBody>(this, 'Resource', {
      parent: `/${parent}`,
      collection: 'featureOnlineStores',
      name,
      changeable: ['labels', 'bigtable.autoScaling'],
      body: {
        labels: { ...tags },
        encryptionSpec: { kmsKeyName: encryptionKey.keyId },
        bigtable: { autoScaling: { minNodeCount: nodes.min, maxNodeCount: nodes.max } },
      },
    });
    this.resource = resource;
    this.storeId = `${parent}/featureOnlineStores/${name}`;
    this.path = `/${this.storeId}`;
    this.policy = new VertexPolicy(this, 'Policy', { of: resource, path: this.path, roles, right: 'find' });
  }
  /** Lets somebody see the store, and nothing that is in it. */
  public admit(identity: IIdentity): void {
    this.policy.admit(identity);
  }
}
