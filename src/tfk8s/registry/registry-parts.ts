import { IConstruct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { MLFLOW } from '../../facts/kubernetes/registry-sync';
import { WatchedRegistry } from '../../kubernetes/drift/cluster-drift-binding';

/** What the versions of a registry stand on. */
export interface RegistryParts {
  readonly plan: ModelRegistryPlan;
  /** The server of MLflow, where it is not that of `kubernetes.Mlflow`, and the Secret that opens it. */
  readonly trackingUri?: string;
  readonly credentialsSecret?: string;
  /** What the ConfigMap of versions says, by the ids of versions. */
  readonly versions: Record<string, string>;
}

const PARTS = new WeakMap<IConstruct, RegistryParts>();

/** Remembers what a registry of this target consists of. */
export function keepParts(registry: core.IModelRegistry, parts: RegistryParts): void {
  PARTS.set(registry, parts);
}

export function partsOf(registry: core.IModelRegistry): RegistryParts {
  return PARTS.get(registry) ?? refuse(
    'models/foreign-registry',
    `'${registry.node.path}' is no registry that versions can be added to: it is another program's, or another target's; add the version to a registry of this program`,
  );
}

/** What MLflow is asked for the version that is in production. A registry of another program is taken to be in the server of the cluster. */
export function aliasOf(registry: core.IModelRegistry): WatchedRegistry {
  const { trackingUri = MLFLOW.uri, credentialsSecret } = PARTS.get(registry) ?? {};
  return { url: trackingUri, model: registry.modelName, alias: registry.stage, credentialsSecret };
}
