import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, Testing } from 'cdktf';
import { beforeSynth, readCommittedFile, writeCommittedFile } from '../../../src/terraform';
import { synthApp } from '../../support/terraform';

const directory = mkdtempSync(join(tmpdir(), 'committed-'));
afterAll(() => rmSync(directory, { recursive: true }));

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'ml');
});

test('a file is written with the stacks, in a folder that is made for it', () => {
  const file = join(directory, 'schemas/features.json');
  writeCommittedFile(stack, file, 'a lock');
  expect(readCommittedFile(file)).toBeUndefined();
  synthApp(app);
  expect(readFileSync(file, 'utf8')).toBe('a lock');
  expect(readCommittedFile(file)).toBe('a lock');
});

test('it stays as it was when a stack that is written later objects', () => {
  const file = join(directory, 'objected.json');
  writeCommittedFile(stack, file, 'a lock');
  new TerraformStack(app, 'later').node.addValidation({ validate: () => ['no'] });
  expect(() => synthApp(app)).toThrow('no');
  expect(existsSync(file)).toBe(false);
});

test('it stays as it was when the program is refused', () => {
  const file = join(directory, 'refused.json');
  writeCommittedFile(stack, file, 'a lock');
  beforeSynth(stack, (problems) => problems.add('core/test', 'refused'));
  expect(() => synthApp(app)).toThrow('core/test');
  expect(existsSync(file)).toBe(false);
});
