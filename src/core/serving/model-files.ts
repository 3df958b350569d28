import { IModelVersion } from '../registry';
import { ModelPlan } from '../registry/model-plan';
import { ArtifactPath, IArtifactStore } from '../storage';
import { ModelEndpointPlan, modelsOf, VersionContent } from './model-endpoint-plan';

/** A folder of a store. */
export interface ModelFolder {
  readonly store: IArtifactStore;
  readonly folder: string;
}

/** What a version of this program is made of; a version of another one stays what it is. */
export function servedBy(model: ModelPlan): ModelPlan {
  const known = model.version && keptBy(model.version);
  return known ? servedBy(known) : model;
}

/** What a version is made of in the end; only its registry knows it of one that another program added. */
export function contentOf(version: IModelVersion): VersionContent | undefined {
  const kept = keptBy(version);
  const content = kept && servedBy(kept);
  return content?.version ? undefined : content;
}

/** Where the files of a version lie; nowhere where they are part of its image. */
export function artifactOf(version: IModelVersion): ArtifactPath | undefined {
  return contentOf(version)?.artifact;
}

/**
 * What an endpoint reads, each folder once.
 *
 * @param versionsFolder the folder that a right has to hold for, of the key of a model
 */
export function modelFolders(plan: ModelEndpointPlan, versionsFolder: (key: string) => string): ModelFolder[] {
  const folders = modelsOf(plan).flatMap(({ model }) => {
    const { artifact } = servedBy(model);
    return artifact ? [{ store: artifact.store, folder: versionsFolder(artifact.key) }] : [];
  });
  return folders.filter(({ store, folder }, i) => folders.findIndex((other) => other.store === store && other.folder === folder) === i);
}

/** The versions of a target whose registries keep whole models carry it. */
function keptBy(version: IModelVersion): ModelPlan | undefined {
  return (version as { readonly _model?: ModelPlan })._model;
}
