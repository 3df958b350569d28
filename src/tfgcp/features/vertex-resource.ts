import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { RestfulResource, vertexOperation } from '../../terraform';

/** What the parameter is called that gives something an id of our choice. */
const ID_PARAMETERS = { featureGroups: 'featureGroupId', featureOnlineStores: 'featureOnlineStoreId', featureViews: 'featureViewId' } as const;

/** Something of Vertex AI Feature Store. */
export interface VertexThing<Body> {
  /** `/projects/…/locations/…`, or something below it. */
  readonly parent: string;
  readonly collection: keyof typeof ID_PARAMETERS;
  readonly name: string;
  readonly body: Body;
  /** The fields that Vertex AI changes in place; an update names them all. */
  readonly changeable: readonly string[];
  /** Parts of the answer that are wanted as `output`. */
  readonly exports?: readonly string[];
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Makes it by the REST API, and waits until that is done: of the Google provider, the version that is used (6.50) knows neither the key of an online store, nor the time of
 * a group, nor the account of a view.
 *
 * A change is a PATCH with a mask, so that adding a feature changes a view in place:
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores.featureViews/patch
 */
export function vertexResource<Body extends object>(scope: Construct, id: string, thing: VertexThing<Body>): RestfulResource<Body> {
  const { parent, collection, name, body, changeable, exports = [], dependsOn } = thing;
  const path = `${parent}/${collection}`;
  return new RestfulResource<Body>(scope, id, {
    path,
    createQuery: { [ID_PARAMETERS[collection]]: [name] },
    readPath: `${path}/${name}`,
    body,
    updateMethod: 'PATCH',
    updateQuery: { updateMask: [changeable.join(',')] },
    patchWhole: true,
    exports: ['name', ...exports],
    pollCreate: vertexOperation(),
    pollUpdate: vertexOperation(),
    pollDelete: vertexOperation(),
    ...(dependsOn ? { dependsOn } : {}),
  });
}
