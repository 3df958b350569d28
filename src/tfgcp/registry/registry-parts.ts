import { ITerraformDependable, TerraformProvider } from 'cdktf';
import { IConstruct } from 'constructs';
import * as core from '../../core';
import { refuse } from '../../core/private';
import { ModelRegistryPlan } from '../../core/registry/model-registry-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What the versions of a registry stand on. */
export interface RegistryParts {
  readonly platform: IMlPlatform;
  readonly plan: ModelRegistryPlan;
  /** `projects/…/locations/…`, of the registry. */
  readonly place: string;
  /** What has to be there before versions are added. */
  readonly ready: readonly ITerraformDependable[];
  readonly deployer?: string;
  readonly provider?: TerraformProvider;
}

const PARTS = new WeakMap<IConstruct, RegistryParts>();

/** Remembers what a registry of this target consists of. */
export function keepParts(registry: core.IModelRegistry, parts: RegistryParts): void {
  PARTS.set(registry, parts);
}

export function partsOf(registry: core.IModelRegistry): RegistryParts {
  return PARTS.get(registry) ?? refuse('models/foreign-registry', `'${registry.node.path}' is no registry of Vertex AI: add the version to one of this target`);
}
