import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp } from 'aws-cdk-lib/core';
import { App, Manifest } from 'cdktf';
import { synthesize } from '../support/cloudformation';
import { Break, breaksOf } from './feature-breaks';
import { BATCH, buildFeatures, FeatureBuild, LIVE, STORES } from './feature-builds';

/** The suite of features says that nothing is wrong; here is that it would find what is, since no other checker knows these resources. */
describe.each(STORES)('an audit of features in %s', (_, subject, kind) => {
  let texts: Record<string, string>;
  beforeAll(() => {
    const built = buildFeatures(subject, kind);
    const vectors = kind === 'feast' || !subject.target.refusals['features/managed-vectors'];
    built.add([{ ...BATCH, features: BATCH.features.filter(({ type }) => vectors || type !== 'vector') }, LIVE]);
    texts = written(built);
  });

  test.each(breaksOf(subject.target.name, kind).map((one): [string, Break] => [one.what, one]))('finds %s', (_what, { change, shows }) => {
    const changed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));
    expect(changed).not.toEqual(texts);
    const directory = mkdtempSync(join(tmpdir(), 'audit-'));
    try {
      Object.entries(changed).forEach(([name, text]) => writeFileSync(join(directory, name), text));
      shows(subject.read(directory, { team: 'ml' }));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

/** What a program writes, by the names of files in one folder: the stack of the platform, and the second stacks of its clusters. */
function written({ stack }: FeatureBuild): Record<string, string> {
  const { root } = stack.node;
  if (CdkApp.isApp(root)) return Object.fromEntries(Object.entries(synthesize(root).templates).map(([name, template]) => [`${name}.template.json`, JSON.stringify(template)]));
  const app = root as App;
  app.synth();
  const manifest = JSON.parse(readFileSync(join(app.outdir, Manifest.fileName), 'utf8')) as { stacks: Record<string, { synthesizedStackPath: string; workingDirectory: string }> };
  const platform = Object.entries(manifest.stacks).filter(([name]) => name !== 'other');
  const stacks = Object.fromEntries(platform.map(([name, found]) => [name, { ...found, workingDirectory: '.', synthesizedStackPath: `${name}.json` }]));
  return {
    [Manifest.fileName]: JSON.stringify({ ...manifest, stacks }),
    ...Object.fromEntries(platform.map(([name, { synthesizedStackPath }]) => [`${name}.json`, readFileSync(join(app.outdir, synthesizedStackPath), 'utf8')])),
  };
}
