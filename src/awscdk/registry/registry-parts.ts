import { IConstruct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Where the files of versions lie that another program adds, and the key that encrypts them. */
export interface VersionFiles {
  readonly store: core.IArtifactStore;
  readonly keyArn?: string;
}

/** What the versions of a registry stand on. */
export interface RegistryParts {
  readonly platform: IMlPlatform;
  readonly plan: ModelRegistryPlan;
  /** The name of the group, or its ARN where it is another program's. */
  readonly group: string;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
  /** Absent where they lie in the platform's own store. */
  readonly files?: VersionFiles;
}

const PARTS = new WeakMap<IConstruct, RegistryParts>();

/** Remembers what a registry of this target consists of. */
export function keepParts(registry: core.IModelRegistry, parts: RegistryParts): void {
  PARTS.set(registry, parts);
}

export function partsOf(registry: core.IModelRegistry): RegistryParts {
  return PARTS.get(registry) ?? refuse('models/foreign-registry', `'${registry.node.path}' is no registry of SageMaker: add the version to one of this target`);
}

/** Where the files of versions lie that another program adds to a registry; absent where that is the platform's own store. */
export function filesOf(registry: core.IModelRegistry): VersionFiles | undefined {
  return PARTS.get(registry)?.files;
}
