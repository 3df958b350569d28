import { ArtifactPath, IModelVersion } from '../../core';
import { ModelPlan } from '../../core/registry/model-plan';

const CONTENTS = new WeakMap<IModelVersion, Pick<ModelPlan, 'artifact'>>();

/** Remembers what a version is made of, for endpoints in clusters; one that was taken over is made of what its source is, where this program knows that. */
export function keepContent(version: IModelVersion, { artifact, version: source }: ModelPlan): void {
  const content = source ? CONTENTS.get(source) : { artifact };
  if (content) CONTENTS.set(version, content);
}

/** What a version is made of; nothing of one that another program added. */
export function contentOf(version: IModelVersion): Pick<ModelPlan, 'artifact'> | undefined {
  return CONTENTS.get(version);
}

/** Where the files of a version lie; nowhere where another program added it, or where they are part of its image. */
export function artifactOf(version: IModelVersion): ArtifactPath | undefined {
  return CONTENTS.get(version)?.artifact;
}
