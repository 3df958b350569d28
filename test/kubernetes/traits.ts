import { ClusterTraits, IClusterSoftware, NodeGroupTraits } from '../../src/core';

export const GPUS: NodeGroupTraits = {
  name: 'gpus',
  gpus: 8,
  minNodes: 0,
  maxNodes: 4,
  spot: false,
  labels: { 'ml-platform/node-group': 'gpus' },
  taintKeys: ['nvidia.com/gpu'],
  accelerator: 'h100',
  cpus: 192,
  memoryGib: 2048,
};

export const CPUS: NodeGroupTraits = {
  name: 'cpus', gpus: 0, minNodes: 0, maxNodes: 10, spot: false, labels: { 'ml-platform/node-group': 'cpus' }, taintKeys: [], cpus: 16, memoryGib: 64,
};

/** An EKS cluster with GPUs, unless something else is said. */
export function traits(overrides: Partial<ClusterTraits> = {}): ClusterTraits {
  return { clusterName: 'ml-train', clusterSystem: 'eks', driversInstalled: true, provided: [], nodeGroups: [GPUS, CPUS], labels: { platform: 'ml' }, ...overrides };
}

export const ON_PREMISES: Partial<ClusterTraits> = { clusterSystem: 'kubernetes', driversInstalled: false };
export const MIRRORED: Partial<ClusterTraits> = { mirror: 'registry.acme.internal/ml' };
export const WATCHED: Partial<ClusterTraits> = { provided: ['prometheus-operator'] };

/** The values of the last chart of some software. */
export function valuesOf(software: IClusterSoftware, overrides: Partial<ClusterTraits> = {}): Record<string, any> {
  return software.parts(traits(overrides)).charts!.at(-1)!.values!;
}

/** Every address of an image or of a folder of images in the values. */
export function repositoriesIn(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) => (/^(repository|imageRegistry)$/.test(key) ? [value as string] : repositoriesIn(value)));
}
