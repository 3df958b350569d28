import { Runtime } from '../../../src/core';
import { Problems } from '../../../src/core/private';
import { ImageNeed, planImage, runtimeWarning } from '../../../src/core/runtime/runtime-plan';
import { codesOf } from '../../support/refusals';
import { IMAGES } from './fake-images';

function plan(runtime: Runtime, need: Partial<ImageNeed> = {}) {
  const problems = new Problems();
  const image = planImage(runtime, { use: 'training', region: 'eu-central-1', catalogue: IMAGES, cloud: 'Acme Cloud', ...need }, problems);
  problems.throwIfAny();
  return image;
}

const serving = (runtime: Runtime, need: Partial<ImageNeed> = {}) => plan(runtime, { use: 'serving', ...need });

describe('the image of a runtime', () => {
  test('is for that kind of machine, from the registry of that region', () => {
    expect(plan(Runtime.pytorch('2.10'), { accelerator: 'l4' })).toEqual({ uri: 'eu.registry.acme/torch:2.10.1-gpu', python: '3.13' });
    expect(plan(Runtime.pytorch('2.10'), { region: 'us-east-1' })!.uri).toBe('us.registry.acme/torch:2.10.1-cpu');
  });

  test('is the newest patch of a minor version, or the patch that was asked for', () => {
    expect(plan(Runtime.pytorch('2.10'), { accelerator: 'l4' })!.uri).toContain('2.10.1');
    expect(plan(Runtime.pytorch('2.10.0'), { accelerator: 'l4' })!.uri).toContain('2.10.0');
  });

  test('needs no region where its name is the same everywhere', () => {
    expect(plan(Runtime.sklearn('1.5'), { region: undefined })).toEqual({ uri: 'docker.io/acme/sklearn:1.5', python: '3.11' });
  });

  test("is one's own on every cloud, for every use and accelerator", () => {
    const own = Runtime.image('ghcr.io/acme/fraud:1.4.2', 'vllm');
    expect(plan(own, { accelerator: 'b200', region: undefined, catalogue: { images: [], registries: {} } })).toEqual({ uri: 'ghcr.io/acme/fraud:1.4.2' });
  });
});

describe('an image is refused', () => {
  test('in a version that the cloud lacks, with the nearest by number and the way through', () => {
    expect(codesOf(() => plan(Runtime.pytorch('2.11')))).toEqual(['runtime/version']);
    // by its letters 2.11 would be as near to 2.10.1 as 2.1 is to 2.4
    expect(() => plan(Runtime.pytorch('2.11'))).toThrow('nearest to it is 2.10.1 (there are 2.10.1, 2.10.0, 2.9.0, 2.4)');
    expect(() => plan(Runtime.pytorch('2.1'))).toThrow('nearest to it is 2.4 ');
    expect(() => plan(Runtime.pytorch('2.1'))).toThrow('or your own image with Runtime.image');
  });

  test('for a kind of machine that this version has none for, with the version that has', () => {
    expect(codesOf(() => plan(Runtime.pytorch('2.9')))).toEqual(['runtime/accelerator']);
    expect(() => plan(Runtime.pytorch('2.9'))).toThrow('no image of pytorch 2.9 for training on a machine without GPUs: take version 2.10.1');
    expect(() => plan(Runtime.sklearn('1.5'), { accelerator: 't4' })).toThrow('no image of sklearn 1.5 for training on GPUs: take a machine without one');
    expect(() => serving(Runtime.vllm('0.27'))).toThrow('take a machine with one');
  });

  test('on a GPU that its CUDA does not know, with a version whose CUDA does', () => {
    expect(codesOf(() => plan(Runtime.pytorch('2.4'), { accelerator: 'b200' }))).toEqual(['runtime/accelerator']);
    expect(() => plan(Runtime.pytorch('2.4'), { accelerator: 'b200' })).toThrow(
      'was built with CUDA 12, and b200 needs 12.8: take version 2.10.1 or 2.10.0 or 2.9.0',
    );
    expect(() => serving(Runtime.tgi('3.3'), { accelerator: 'b200' })).toThrow('take an older GPU');
    expect(codesOf(() => plan(Runtime.horovod('0.28'), { accelerator: 'h100' }))).toEqual(['runtime/accelerator']);
    expect(plan(Runtime.pytorch('2.10'), { accelerator: 'b200' })).toBeDefined();
    expect(plan(Runtime.horovod('0.28'), { accelerator: 'a100-80gb' })).toBeDefined();
  });

  test('in a region without a registry, or one that is not known before deployment', () => {
    expect(codesOf(() => plan(Runtime.pytorch('2.10'), { region: 'eu-central-2' }))).toEqual(['runtime/region']);
    expect(() => plan(Runtime.pytorch('2.10'), { region: 'eu-central-2' })).toThrow("is 'eu-central-1'");
    expect(codesOf(() => plan(Runtime.pytorch('2.10'), { region: undefined }))).toEqual(['runtime/region']);
    expect(codesOf(() => plan(Runtime.pytorch('2.10'), { region: '${Token[AWS.Region.4]}' }))).toEqual(['runtime/region']);
  });

  test('of a framework that the cloud lacks, with those that it has for that use', () => {
    expect(codesOf(() => plan(Runtime.jax('0.7')))).toEqual(['runtime/unavailable']);
    expect(() => plan(Runtime.jax('0.7'))).toThrow('Acme Cloud has no image of jax for training: give your own image with Runtime.image, or take one of pytorch, sklearn, horovod');
    expect(() => plan(Runtime.ray('2.56'))).toThrow('no image of ray for training, though it has one for the other use');
  });

  test('of a server for training, and of a training framework for serving', () => {
    expect(codesOf(() => plan(Runtime.vllm('0.27')))).toEqual(['runtime/use']);
    expect(codesOf(() => serving(Runtime.horovod('0.28')))).toEqual(['runtime/use']);
    // what is named instead is maintained
    expect(() => serving(Runtime.deepSpeed('0.19'))).toThrow('such as pytorch or triton, vllm, mlserver');
  });

  test('for everything that is wrong with it at once', () => {
    expect(codesOf(() => plan(Runtime.pytorch('2.4'), { accelerator: 'b200', region: 'mars-1' })).sort()).toEqual(['runtime/accelerator', 'runtime/region']);
  });
});

describe('a framework whose makers let it go', () => {
  test.each([
    [Runtime.torchserve('0.12'), 'Runtime.triton'],
    [Runtime.tgi('3.3'), 'Runtime.vllm'],
    [Runtime.horovod('0.28'), 'Runtime.deepSpeed'],
    [Runtime.image('ghcr.io/acme/serve:1', 'torchserve'), 'Runtime.mlserver'],
  ])('works, and is warned of with what takes its place', (runtime, successor) => {
    expect(runtimeWarning(runtime)).toMatchObject({ code: 'runtime/ending', message: expect.stringContaining(successor) });
  });

  test('carries its warning in the plan, others carry none', () => {
    expect(serving(Runtime.tgi('3.3'), { accelerator: 'l4' })).toMatchObject({ uri: 'docker.io/acme/tgi:3.3.6', warning: { code: 'runtime/ending' } });
    expect(serving(Runtime.vllm('0.27'), { accelerator: 'l4' })!.warning).toBeUndefined();
    expect(runtimeWarning(Runtime.image('ghcr.io/acme/serve:1'))).toBeUndefined();
  });
});
