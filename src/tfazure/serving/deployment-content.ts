import { Fn } from 'cdktf';
import { IConstruct } from 'constructs';
import { ArtifactPath } from '../../core';
import { isUnresolved } from '../../core/private';
import { VariantPlan } from '../../core/serving/variant-plan';
import { ENDPOINT_LIMITS, ENTRY_SCRIPT_VARIABLE, INFERENCE_SERVER, MODEL_FOLDER } from '../../facts/azure/serving-endpoints';
import { contentHash } from '../../terraform';
import { Collections } from './data-collector';
import { datastoreOf, datastoreUri } from './model-datastores';

/**
 * A version of an environment or of a model, or the datastore that it lies in, which a rollout puts into the workspace and nobody ever takes away: by the same name it is the same.
 * What served before goes on to start replicas of it.
 */
export interface Asset {
  /** Below the workspace: `environments/fraud-main/versions/1a2b…`. */
  readonly path: string;
  readonly body: { readonly properties: object };
}

interface Route {
  readonly path: string;
  readonly port: number;
}

/** The properties of `Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2025-12-01`, as far as they are used. */
export interface DeploymentProperties {
  readonly endpointComputeType: 'Managed';
  readonly instanceType: string;
  readonly environmentId: string;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly model?: string;
  readonly appInsightsEnabled: boolean;
  readonly requestSettings: { readonly requestTimeout: string; readonly maxConcurrentRequestsPerInstance: number };
  readonly scaleSettings: { readonly scaleType: 'Default' };
  readonly dataCollector?: { readonly rollingRate: 'Hour'; readonly collections: Collections };
}

/** What a deployment is, whatever it is called and however many replicas it has. */
export interface DeploymentContent {
  readonly assets: readonly Asset[];
  readonly properties: DeploymentProperties;
}

export interface ContentParts {
  readonly workspaceId: string;
  readonly endpointName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly concurrentRequests?: number;
  readonly collections?: Collections;
}

export function deploymentContent(scope: IConstruct, variant: VariantPlan, parts: ContentParts): DeploymentContent {
  const { workspaceId, endpointName, concurrentRequests, collections } = parts;
  const { machine, model } = variant;
  const name = `${endpointName}-${variant.name}`;
  const environment = environmentOf(scope, name, variant, parts);
  const stored = model.artifact && storedModel(scope, name, model.artifact, parts);
  const idOf = ({ path }: Asset) => `${workspaceId}/${path}`;
  return {
    assets: [...(environment ? [environment] : []), ...(stored ? [stored.datastore, stored.asset] : [])],
    properties: {
      endpointComputeType: 'Managed',
      instanceType: machine!.name,
      environmentId: environment ? idOf(environment) : model.image!.uri,
      environmentVariables: { ...(stored && !model.ownImage ? { [ENTRY_SCRIPT_VARIABLE]: `${stored.folder}/score.py` } : {}), ...workers(variant), ...parts.environment },
      model: stored ? idOf(stored.asset) : model.version?.versionId,
      appInsightsEnabled: true,
      // Azure ML waits for 5 seconds, and hands a replica one request at a time, unless it is told otherwise.
      requestSettings: {
        requestTimeout: `PT${ENDPOINT_LIMITS.longestRequestSeconds}S`,
        maxConcurrentRequestsPerInstance: concurrentRequests ?? machine!.cpus,
      },
      scaleSettings: { scaleType: 'Default' },
      ...(collections ? { dataCollector: { rollingRate: 'Hour' as const, collections } } : {}),
    },
  };
}

/** An image as an environment with its routes; an environment of a registry is taken as it is. */
function environmentOf(scope: IConstruct, name: string, { model }: VariantPlan, { tags }: ContentParts): Asset | undefined {
  const { uri } = model.image!;
  if (uri.startsWith('azureml://')) return undefined;
  const { port, healthPath, predictPath } = asked(model);
  const route = (path: string): Route => ({ path, port });
  const properties = {
    image: uri,
    osType: 'Linux',
    inferenceConfig: { livenessRoute: route(healthPath), readinessRoute: route(healthPath), scoringRoute: route(predictPath) },
    tags,
  };
  const version = shortHash(scope, { uri, port, healthPath, predictPath });
  return { path: `environments/${name}/versions/${version}`, body: { properties } };
}

/** The curated images have the inference server of Azure ML; all others are asked as the user says, or as SageMaker asks. */
function asked({ container, ownImage }: VariantPlan['model']) {
  if (ownImage || container.own) return container;
  return { port: INFERENCE_SERVER.port, healthPath: INFERENCE_SERVER.health, predictPath: INFERENCE_SERVER.score };
}

function storedModel(scope: IConstruct, name: string, artifact: ArtifactPath, { endpointName, tags }: ContentParts) {
  const store = datastoreOf(scope, artifact, endpointName, tags);
  const uri = datastoreUri(store, artifact);
  const version = shortHash(scope, uri);
  const [last] = uri.split('/').filter(Boolean).slice(-1);
  return {
    datastore: { path: `datastores/${store.name}`, body: store.body },
    asset: { path: `models/${name}/versions/${version}`, body: { properties: { modelType: 'custom_model', modelUri: uri, tags } } },
    folder: `${MODEL_FOLDER}/${name}/${version}/${last}`,
  };
}

/** The inference server works with one process unless it is told otherwise: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-inference-server-http */
function workers({ machine, gpus, model }: VariantPlan): Record<string, string> {
  return model.ownImage ? {} : { WORKER_COUNT: String(gpus > 0 ? gpus : machine!.cpus) };
}

/** What tells one content from another, as short as a version of Azure ML may be. */
export function shortHash(scope: IConstruct, content: unknown): string {
  const hash = contentHash(scope, content);
  return isUnresolved(hash) ? Fn.substr(hash, 0, 12) : hash.slice(0, 12);
}
