import { ArtifactPath, IModelVersion } from '../../core';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';

/** Where the files of a version lie, which only the program that added it knows; told by a word and not by its class, since a program may hold two copies of this package. */
export function artifactOf(version: IModelVersion): ArtifactPath | undefined {
  return (version as { readonly _artifact?: ArtifactPath })._artifact;
}

/** The places of all files that the containers of an endpoint read, each once. */
export function filesOf(plan: ModelEndpointPlan): ArtifactPath[] {
  const paths = modelsOf(plan).flatMap(({ model: { artifact, version } }) => artifact ?? (version && artifactOf(version)) ?? []);
  return paths.filter((path, i) => paths.findIndex(({ uri }) => uri === path.uri) === i);
}
