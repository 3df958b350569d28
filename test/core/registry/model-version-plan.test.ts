import { Accelerator, Approval, IModelVersion, Model, ModelStage, Runtime } from '../../../src/core';
import { ModelVersionContext, planModelVersion } from '../../../src/core/registry/model-version-plan';
import { codesOf } from '../../support/refusals';
import { newStack, path } from '../jobs/fake-jobs';
import { IMAGES } from '../runtime/fake-images';

function version(model: Model, context: Partial<ModelVersionContext> = {}, accelerator?: Accelerator) {
  return planModelVersion(newStack(), 'V3', { model }, {
    registry: { modelName: 'fraud', stage: ModelStage.STAGING, approvers: [], promotions: [], accelerator },
    images: IMAGES,
    place: 'Acme Serve',
    region: 'eu-central-1',
    storageUri: /^s3:\/\//,
    storageName: 'Acme stores',
    system: 'aws',
    check: () => undefined,
    ...context,
  });
}

const codes = (...args: Parameters<typeof version>) => codesOf(() => version(...args));
const ray = Model.fromArtifact(path('fraud/3'), Runtime.ray('2.56'));

test('a version has an image for the GPUs that its registry says', () => {
  const vllm = Model.fromArtifact(path('fraud/3'), Runtime.vllm('0.27'));
  expect(version(vllm, {}, Accelerator.l4()).model.image?.uri).toContain('vllm');
  expect(codes(ray)).toEqual([]);
  expect(codes(ray, {}, Accelerator.l4())).toEqual(['runtime/accelerator']);
});

test('where a registry keeps files only, how a container is asked is said where the version is served', () => {
  const asked = (container?: object) => Model.fromArtifact(path('fraud/3'), Runtime.image('acme/serving:1'), container);
  expect(codes(asked({ port: 9000 }))).toEqual([]);
  expect(codes(asked({ port: 9000 }), { filesOnly: true })).toEqual(['models/container']);
  expect([codes(asked({}), { filesOnly: true }), codes(asked(), { filesOnly: true })]).toEqual([[], []]);
  expect(() => version(asked({ predictPath: '/score' }), { filesOnly: true })).toThrow(/Model\.fromRegistry\(version, runtime, container\)/);
});

test('a version that is taken over stays what it was registered with', () => {
  const taken: IModelVersion = { registry: { registrySystem: 'aws' } as IModelVersion['registry'], versionId: 'staging/3', approval: Approval.approved('zoe') };
  expect(codes(Model.fromRegistry(taken))).toEqual([]);
  expect(codes(Model.fromRegistry(taken, Runtime.ray('2.56')))).toEqual(['models/version-runtime']);
  expect(codes(Model.fromRegistry(taken, undefined, { port: 9000 }))).toEqual(['models/version-runtime']);
  expect(codes(Model.fromRegistry(taken, Runtime.ray('2.56')), { filesOnly: true })).toEqual([]);
});

test('a struct in which nothing is said, which Python hands over, says nothing beside a version', () => {
  const registered: IModelVersion = { registry: { registrySystem: 'aws' } as IModelVersion['registry'], versionId: 'staging/3', approval: Approval.approved('zoe') };
  expect(codes(Model.fromRegistry(registered, undefined, {}))).toEqual([]);
  expect(codes(Model.fromRegistry(registered, undefined, { port: 9000 }))).toEqual(['models/version-runtime']);
});
