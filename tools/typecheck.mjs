#!/usr/bin/env node
// Checks the types of one room, or of one folder beside src, without waiting for the rest of the tree:
//   npm run typecheck -- tfgcp          src/tfgcp and what it imports
//   npm run typecheck -- test/tfgcp     a folder of tests
//   npm run typecheck                   everything
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
const folders = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));

const targets = folders.length > 0 ? folders : ['src', 'test', 'examples', 'projenrc'];
const include = targets
  .map((name) => (existsSync(join(root, 'src', name)) ? `src/${name}` : name))
  .filter((name) => existsSync(join(root, name)))
  .map((name) => (name.endsWith('.ts') ? name : `${name}/**/*.ts`));
if (include.length === 0) {
  console.error(`nothing to check: no folder ${folders} in src or beside it`);
  process.exit(2);
}

const directory = join(root, '.cache', 'typecheck');
mkdirSync(directory, { recursive: true });
const config = join(directory, `tsconfig.${process.pid}.json`);
writeFileSync(config, JSON.stringify({
  extends: '../../tsconfig.json',
  compilerOptions: { noEmit: true, types: ['jest', 'node'], rootDir: '../..', outDir: '../../lib' },
  include: include.map((pattern) => relative(directory, join(root, pattern))),
  exclude: ['../../node_modules', '../../**/cdktf.out', '../../**/cdk.out', '../../test/consumers/programs'],
}));
try {
  process.exitCode = spawnSync(process.execPath, [tsc, '--project', config, '--pretty'], { stdio: 'inherit', cwd: root }).status ?? 1;
} finally {
  rmSync(config);
}
