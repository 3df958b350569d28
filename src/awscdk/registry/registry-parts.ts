import { IConstruct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What the versions of a registry stand on. */
export interface RegistryParts {
  readonly platform: IMlPlatform;
  readonly plan: ModelRegistryPlan;
  /** The name of the group, or its ARN where it is another program's. */
  readonly group: string;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
  readonly accelerator?: core.Accelerator;
}

const PARTS = new WeakMap<IConstruct, RegistryParts>();

/** Remembers what a registry of this target consists of. */
export function keepParts(registry: core.IModelRegistry, parts: RegistryParts): void {
  PARTS.set(registry, parts);
}

export function partsOf(registry: core.IModelRegistry): RegistryParts {
  return PARTS.get(registry) ?? refuse('models/foreign-registry', `'${registry.node.path}' is no registry of SageMaker: add the version to one of this target`);
}
