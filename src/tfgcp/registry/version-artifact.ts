import { ArtifactPath, IModelVersion } from '../../core';

const ARTIFACTS = new WeakMap<IModelVersion, ArtifactPath>();

/** Remembers where the files of a version lie, for endpoints in clusters. */
export function keepArtifact(version: IModelVersion, artifact: ArtifactPath | undefined): void {
  if (artifact) ARTIFACTS.set(version, artifact);
}

/** Where the files of a version lie; nowhere where another program added it, or where they are part of its image. */
export function artifactOf(version: IModelVersion): ArtifactPath | undefined {
  return ARTIFACTS.get(version);
}
