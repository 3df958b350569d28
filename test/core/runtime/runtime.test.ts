import { Runtime } from '../../../src/core';
import { FRAMEWORKS } from '../../../src/core/runtime/frameworks';
import { codesOf } from '../../support/refusals';

const TOKEN = '${Token[ImageUri.1]}';

describe('a runtime', () => {
  test('has its framework and its version, as they were asked for', () => {
    expect(Runtime.pytorch('2.13')).toMatchObject({ framework: 'pytorch', version: '2.13' });
    expect(Runtime.huggingFace('5.3.0')).toMatchObject({ framework: 'huggingface', version: '5.3.0' });
    expect(Runtime.triton('26.05').imageUri).toBeUndefined();
  });

  test('is of a framework that the plan knows, whichever factory made it', () => {
    const factories = Object.getOwnPropertyNames(Runtime).filter((name) => !['length', 'name', 'prototype', 'of', 'image'].includes(name));
    const made = factories.map((name) => (Runtime as unknown as Record<string, (version: string) => Runtime>)[name]!('1.2').framework);
    expect(made.sort()).toEqual(Object.keys(FRAMEWORKS).sort());
  });

  test.each(['', '2', 'latest', '2.x', 'v2.10', '2.10-gpu', '2.10.0.1'])('is not of version %p', (version) => {
    expect(codesOf(() => Runtime.pytorch(version))).toEqual(['runtime/version']);
  });

  test('has no version that is known only at deployment, since the image follows from it', () => {
    expect(codesOf(() => Runtime.pytorch(TOKEN))).toEqual(['core/token-not-allowed']);
  });
});

describe("one's own image", () => {
  test('may be known only at deployment, and says what is in it if one likes', () => {
    expect(Runtime.image(TOKEN)).toMatchObject({ framework: 'custom', imageUri: TOKEN });
    expect(Runtime.image('ghcr.io/acme/fraud:1.4.2', 'xgboost')).toMatchObject({ framework: 'xgboost', imageUri: 'ghcr.io/acme/fraud:1.4.2' });
  });

  test.each(['', '  ', 'docker pull ghcr.io/acme/fraud'])('is not %p', (uri) => {
    expect(codesOf(() => Runtime.image(uri))).toEqual(['runtime/image']);
  });

  test('of a framework that nobody knows is refused with the nearest, also where JavaScript knows the word', () => {
    expect(codesOf(() => Runtime.image('ghcr.io/acme/fraud:1', 'torch'))).toEqual(['runtime/framework']);
    expect(() => Runtime.image('ghcr.io/acme/fraud:1', 'xgbost')).toThrow("nearest: 'xgboost'");
    expect(codesOf(() => Runtime.image('ghcr.io/acme/fraud:1', 'constructor'))).toEqual(['runtime/framework']);
  });
});
