import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App as CdkApp } from 'aws-cdk-lib/core';
import { App, Manifest } from 'cdktf';
import { synthesize } from '../support/cloudformation';
import { Break } from './breaks';
import { Built, Facts, Subject } from './facts';

/** Does to what was written what a break does, and looks whether a reader finds it that found nothing before. */
export function audit(subject: Subject, texts: Record<string, string>, { change, shows }: Break): void {
  const changed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]));
  expect(Object.keys(changed).filter((name) => changed[name] !== texts[name])).not.toEqual([]);
  expect(() => shows(read(subject, texts))).toThrow();
  shows(read(subject, changed));
}

function read(subject: Subject, texts: Record<string, string>): Facts {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  try {
    Object.entries(texts).forEach(([name, text]) => writeFileSync(join(directory, name), text));
    return subject.read(directory, { team: 'ml' });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What a program writes, by the names of files in one folder: the stack of the platform, and the second stacks of its clusters. */
export function written({ stack }: Pick<Built, 'stack'>): Record<string, string> {
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
