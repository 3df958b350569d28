import { IConstruct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ModelDatastores } from '../serving/model-datastores';

/** What the versions of a registry stand on. */
export interface RegistryParts {
  readonly platform: IMlPlatform;
  readonly plan: ModelRegistryPlan;
  /** The id of the model in the workspace. */
  readonly modelId: string;
  readonly datastores: ModelDatastores;
  /** The tags of the model itself, which tell of the versions that were taken over. */
  readonly tags: Record<string, string>;
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
