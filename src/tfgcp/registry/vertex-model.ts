import { Fn, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { kebab, literal, physicalName, Problems, stableSuffix } from '../../core/private';
import { MODEL_NAME } from '../../facts/gcp/names';
import { inheritProviders, RestfulResource, stableText, vertexOperation, vertexWish, wishesOf } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { googleWish } from '../platform/platform-providers';
import { modelBody, VertexModelBody } from './vertex-model-body';

/** How the container of a model is asked. */
export interface VertexContainer {
  /** The image: `europe-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.2-1:latest`, or `platform.registry.imageUri('serving', '1')`. */
  readonly imageUri: string;

  /**
   * The path that takes predictions.
   * @default - as Vertex AI sets it: `/v1/endpoints/ENDPOINT/deployedModels/DEPLOYED_MODEL:predict`
   */
  readonly predictRoute?: string;

  /**
   * The path that says whether the container is well.
   * @default - as Vertex AI sets it
   */
  readonly healthRoute?: string;

  /**
   * The port that the container listens on.
   * @default 8080
   */
  readonly port?: number;

  /**
   * Environment variables of the container. They stand in the state and in the model: no secrets.
   * @default - none
   */
  readonly environment?: Record<string, string>;
}

/** A model to upload. */
export interface VertexModelProps {
  /** The platform whose project, key and labels the model has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /** Where the model's files lie, in a store of this cloud: `platform.artifacts.path('fraud/1')`. */
  readonly artifacts: ArtifactPath;

  /** What serves the model. */
  readonly container: VertexContainer;

  /**
   * What people read.
   * @default - the platform's name and the construct's id
   */
  readonly displayName?: string;

  /**
   * What the model is for.
   * @default - no description
   */
  readonly description?: string;

  /**
   * The e-mail of an existing service account that uploads the model; whoever runs Terraform may create tokens for it. Never one that is made in the
   * same stack, because its token is asked for in the first plan.
   * @default - the pipeline gives the token, in the variable `vertex_token`
   */
  readonly deployer?: string;

  /**
   * A provider `magodo/restful` for the calls.
   * @default - one is made for the platform's region
   */
  readonly restfulProvider?: TerraformProvider;
}

/**
 * A model in the Model Registry of Vertex AI, uploaded from an artifact path and encrypted with the platform's key.
 *
 * The Google provider has no such resource, so this calls the REST API (`models:upload`) by the provider `magodo/restful`, and waits until the operation
 * has ended; a failed one fails the apply with the service's message. A model never changes: whatever changes here uploads another one under another
 * id, and deletes the old one afterwards, which Vertex AI refuses while that is still deployed.
 *
 * The calls need an access token, which Terraform (1.10 or later) keeps neither in the state nor in a plan. Without `deployer` the pipeline gives it:
 * `TF_VAR_vertex_token="$(gcloud auth print-access-token)" terraform apply`.
 *
 * Throws `core/name-length`, `core/name-illegal`, `core/token-not-allowed` for a `deployer` that is known only at deployment, and
 * `registry/artifact-uri` for artifacts of another cloud.
 *
 * @see https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/upload
 *
 * @example
 * import { Construct } from 'constructs';
 * import { tfgcp } from 'ml-platform-constructs';
 *
 * function fraud(scope: Construct, platform: tfgcp.IMlPlatform): string {
 *   const model = new tfgcp.VertexModel(scope, 'Fraud', {
 *     platform,
 *     artifacts: platform.artifacts.path('fraud/1'),
 *     container: { imageUri: 'europe-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.2-1:latest' },
 *   });
 *   return model.modelName;
 * }
 */
export class VertexModel extends Construct {
  /** The resource name of the model, known once it is uploaded: `projects/…/locations/…/models/…`. */
  public readonly modelName: string;

  /** The last part of the resource name. */
  public readonly modelId: string;

  /** The call itself. */
  public readonly resource: TerraformResource;

  /**
   * @param scope where the model stands
   * @param id unique within the scope; becomes part of the model's id
   * @param props what is uploaded
   */
  public constructor(scope: Construct, id: string, props: VertexModelProps) {
    const { platform, artifacts, deployer } = props;
    const problems = new Problems(scope, id);
    const body = modelBody(id, props);
    const modelId = physicalName(MODEL_NAME, [platform.platformName, kebab(id), contentOf(scope, body)], problems);
    if (!artifacts.uri.startsWith('gs://')) {
      problems.add('registry/artifact-uri', `'${artifacts.uri}' is to be uploaded to Vertex AI, which reads Cloud Storage only: give a path of a store on Google Cloud`);
    }
    problems.collect(() => literal(deployer, "'deployer'"));
    problems.throwIfAny();
    super(scope, id);
    this.useVertex(props);
    const parent = `/projects/${platform.project}/locations/${platform.location}`;
    const model = new RestfulResource(this, 'Resource', {
      path: `${parent}/models:upload`,
      readPath: `${parent}/models/${modelId}`,
      body: { modelId, model: body },
      // The answer has the model without the request around it.
      writeOnly: ['modelId', 'model'],
      replaceOn: ['modelId', 'model'],
      exports: ['name', 'versionId'],
      pollCreate: vertexOperation(),
      pollDelete: vertexOperation(),
      lifecycle: { createBeforeDestroy: true },
    });
    this.resource = model;
    this.modelId = modelId;
    this.modelName = Fn.trimprefix(model.id, '/');
  }

  private useVertex({ platform, deployer, restfulProvider }: VertexModelProps): void {
    const google = wishesOf(platform).find(({ kind }) => kind === 'google') ?? googleWish(platform.project, platform.location, undefined);
    inheritProviders(this, platform, vertexWish({
      location: platform.location,
      google,
      ...(deployer ? { deployer } : {}),
      ...(restfulProvider ? { given: restfulProvider } : {}),
    }));
  }
}

/** A word for the content: another content gets another id, so that the new model can be made before the old one goes. */
function contentOf(scope: Construct, body: VertexModelBody): string {
  return stableSuffix(stableText(scope, JSON.stringify(body)));
}
