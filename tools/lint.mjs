#!/usr/bin/env node
// npm run lint                    everything
// npm run lint -- --fix src/core  one folder, and repair what can be repaired
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const eslint = join(dirname(createRequire(import.meta.url).resolve('eslint/package.json')), 'bin', 'eslint.js');
const args = process.argv.slice(2);
const paths = args.some((arg) => !arg.startsWith('-')) ? [] : ['src', 'test', 'examples', 'projenrc', 'tools', '.projenrc.ts'];

process.exitCode = spawnSync(
  process.execPath,
  [eslint, '--ext', '.ts,.mjs', '--max-warnings', '0', '--no-error-on-unmatched-pattern', ...args, ...paths],
  { stdio: 'inherit', cwd: root, env: { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' } },
).status ?? 1;
