import { ArtifactPath, IModelVersion } from '../../../src/core';
import { ModelPlan } from '../../../src/core/registry/model-plan';
import { artifactOf, contentOf, keepContent } from '../../../src/tfgcp/registry/version-artifact';

const version = () => ({ versionId: 'projects/acme-ml/locations/europe-west4/models/fraud@3' }) as IModelVersion;
const artifact = { key: 'fraud/3' } as ArtifactPath;
const madeOf = (plan: Partial<ModelPlan>) => {
  const made = version();
  keepContent(made, plan as ModelPlan);
  return made;
};

test('a version that was taken over lies where its source does', () => {
  const copy = madeOf({ version: madeOf({ artifact }) });
  expect(artifactOf(copy)).toBe(artifact);
});

test('of a version of another program nothing is known, and so nothing of what was taken over from it; an image has its files in it', () => {
  expect(contentOf(version())).toBeUndefined();
  expect(contentOf(madeOf({ version: version() }))).toBeUndefined();
  const image = madeOf({ kind: 'image' });
  expect([contentOf(image), artifactOf(image)]).toEqual([{ artifact: undefined }, undefined]);
});
