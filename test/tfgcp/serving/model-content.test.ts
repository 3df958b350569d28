import { Model, Runtime, ServingContainer } from '../../../src/core';
import { endpointStage, toldIn } from './endpoints';

const containerOf = (container?: ServingContainer) => {
  const { synth } = endpointStage((platform) => ({ model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('2.1'), container) }));
  return toldIn(synth()).release.variants[0].upload.containerSpec;
};

test("an image of Vertex AI's own is asked as Vertex AI knows, unless the user says otherwise", () => {
  expect(Object.keys(containerOf())).toEqual(['imageUri']);
  expect(containerOf({ port: 9000, predictPath: '/score' })).toMatchObject({ ports: [{ containerPort: 9000 }], healthRoute: '/ping', predictRoute: '/score' });
});
