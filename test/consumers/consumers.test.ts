import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Consumer, pack } from './consumer';

const SLOW = 600_000;
/** The store for artifacts, as each target has it. */
const STORE = { awscdk: 'AWS::S3::Bucket', tfaws: 'aws_s3_bucket', tfgcp: 'google_storage_bucket', tfazure: 'azurerm_storage_account', tfk8s: 'kubernetes_job_v1' };

let tarball: string;
beforeAll(() => {
  tarball = pack();
}, SLOW);
afterAll(() => rmSync(dirname(tarball), { recursive: true }));

describe('with the peers that are tested', () => {
  let consumer: Consumer;
  beforeAll(() => {
    consumer = new Consumer(tarball);
  }, SLOW);
  afterAll(() => consumer.remove());

  test('nothing of a provider is installed', () => {
    expect(consumer.packages().filter((name) => name.startsWith('@cdktf/'))).toEqual([]);
  });

  test.each([
    ['commonjs.cjs', [STORE.awscdk, STORE.tfgcp]],
    ['esm-root.mjs', [STORE.tfaws]],
    ['esm-sub-path.mjs', [STORE.tfazure]],
  ])('%s synthesises', (program, stores) => {
    expect(consumer.synthesise(`programs/${program}`)).toEqual(expect.arrayContaining(stores));
  });

  test.each([
    ['bundler', { module: 'preserve', moduleResolution: 'bundler', noEmit: true }],
    ['node10, as the templates of cdktf have it', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
  ])('TypeScript finds every type with skipLibCheck: false (%s)', (_, options) => {
    consumer.compile('programs/typescript.ts', options);
  }, SLOW);

  test('what TypeScript compiles with skipLibCheck: false (node16) synthesises all targets', () => {
    consumer.compile('programs/typescript.ts', { module: 'node16' });
    expect(consumer.synthesise('compiled/programs/typescript.js')).toEqual(expect.arrayContaining(Object.values(STORE)));
  }, SLOW);
});

describe.each(['10.6.0', '10.7.0'])('with cdktn in the place of cdktf, and constructs %s', (constructs) => {
  let consumer: Consumer;
  beforeAll(() => {
    consumer = new Consumer(tarball, { dependencies: { cdktf: 'npm:cdktn@0.24.0', constructs }, overrides: { cdktf: '$cdktf' } });
  }, SLOW);
  afterAll(() => consumer.remove());

  test('it is cdktn', () => {
    expect(consumer.version('cdktf')).toBe('cdktn@0.24.0');
    expect(consumer.version('constructs')).toBe(`constructs@${constructs}`);
    expect(consumer.packages().filter((name) => name === 'cdktf')).toHaveLength(1);
  });

  test.each(['commonjs.cjs', 'esm-root.mjs', 'esm-sub-path.mjs'])('%s synthesises', (program) => {
    expect(consumer.synthesise(`programs/${program}`)).not.toEqual([]);
  });

  test('what TypeScript compiles synthesises all targets', () => {
    consumer.compile('programs/typescript.ts', { module: 'node16' });
    expect(consumer.synthesise('compiled/programs/typescript.js')).toEqual(expect.arrayContaining(Object.values(STORE)));
  }, SLOW);
});
