import { ArtifactPath, IArtifactStore, IModelVersion } from '../../core';
import { isUnresolved } from '../../core/private';
import { ModelEndpointPlan, modelsOf, VersionContent } from '../../core/serving/model-endpoint-plan';
import { folderOf } from '../jobs/store-facts';

/** Where the files of a version lie, which only the program that added it knows; told by a word and not by its class, since a program may hold two copies of this package. */
export function artifactOf(version: IModelVersion): ArtifactPath | undefined {
  return (version as { readonly _artifact?: ArtifactPath })._artifact;
}

/** What a version is made of, which is files always. */
export function contentOf(version: IModelVersion): VersionContent | undefined {
  const artifact = artifactOf(version);
  return artifact && { artifact };
}

/** A folder of a store that an endpoint may read. */
export interface ReadFolder {
  readonly store: IArtifactStore;
  readonly folder: string;
}

/**
 * The folders that the containers of an endpoint read, each once: those of all versions beside each other. What served before goes on to start replicas while a release is
 * on its way, and after one that went back; a right to the new version alone would have taken its own from it.
 */
export function readFolders(plan: ModelEndpointPlan): ReadFolder[] {
  const paths = modelsOf(plan).flatMap(({ model: { artifact, version } }) => artifact ?? (version && artifactOf(version)) ?? []);
  const folders = paths.map(({ store, key }) => ({ store, folder: versionsFolder(key) }));
  return folders.filter(({ store, folder }, i) => folders.findIndex((other) => other.store === store && other.folder === folder) === i);
}

/** `fraud/` of `fraud/2`; a model at the top of a store has its own folder only, and so has one whose place is known at deployment only. */
function versionsFolder(key: string): string {
  if (isUnresolved(key)) return key;
  const parts = key.split('/').filter(Boolean);
  return folderOf((parts.length > 1 ? parts.slice(0, -1) : parts).join('/'));
}
