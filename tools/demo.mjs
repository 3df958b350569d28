#!/usr/bin/env node
// npm run demo          sets up what is missing, synthesises the flagship for every target into out/, and says what came of it
// npm run demo -- tfgcp one target
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SetupError, build, install, node, root } from './setup.mjs';

const EXAMPLES = 'examples/platform';
const TOP_KINDS = 5;

/** The resource types of what was synthesised: CloudFormation templates and Terraform configurations. */
function resourceTypes(directory) {
  return readdirSync(directory, { recursive: true }).map(String).flatMap((file) => {
    const json = () => JSON.parse(readFileSync(join(directory, file), 'utf8'));
    if (file.endsWith('.template.json')) return Object.values(json().Resources ?? {}).map(({ Type }) => Type);
    if (file.endsWith('cdk.tf.json')) return Object.entries(json().resource ?? {}).flatMap(([type, named]) => Object.keys(named).map(() => type));
    return [];
  });
}

function byKind(types) {
  const counts = new Map();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  const kinds = [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  const rest = types.length - kinds.slice(0, TOP_KINDS).reduce((sum, [, count]) => sum + count, 0);
  return [...kinds.slice(0, TOP_KINDS).map(([kind, count]) => `${count} ${kind}`), ...(rest > 0 ? [`${rest} more of ${kinds.length - TOP_KINDS} kinds`] : [])];
}

const CLOUDS = { awscdk: 'aws', tfaws: 'aws', tfgcp: 'gcp', tfazure: 'azure', tfk8s: 'kubernetes' };

/** What a deployment takes of the quotas that the almanac knows, beside their usual limit. */
async function quotas(target, types) {
  const { QUOTAS } = await import(pathToFileURL(join(root, 'lib', 'facts', CLOUDS[target], 'quotas.js')).href);
  const needed = QUOTAS.map(({ quota, types: counted, defaultLimit }) => {
    const count = types.filter((type) => counted.includes(type)).length;
    return { count, line: `${count}${defaultLimit ? ` of ${defaultLimit}` : ''} ${quota}` };
  });
  const lines = needed.filter(({ count }) => count > 0).map(({ line }) => line);
  return lines.length > 0 ? lines : ['none'];
}

/** Columns as wide as their longest line; a cell may have several lines. */
function table(header, rows) {
  const width = header.map((title, i) => Math.max(title.length, ...rows.flatMap((row) => row[i].map((line) => line.length))));
  const line = (cells) => cells.map((cell, i) => cell.padEnd(width[i])).join('  ').trimEnd();
  const block = (row) => Array.from({ length: Math.max(...row.map((cell) => cell.length)) }, (_, n) => line(row.map((cell) => cell[n] ?? '')));
  return [line(header), line(width.map((n) => '-'.repeat(n))), ...rows.flatMap(block)].join('\n');
}

async function synthesise(target) {
  const out = join('out', target);
  rmSync(join(root, out), { recursive: true, force: true });
  mkdirSync(join(root, out), { recursive: true });
  const start = process.hrtime.bigint();
  node(['--import', 'tsx', `${EXAMPLES}/${target}.ts`], { env: { OUT_DIR: out }, what: `${EXAMPLES}/${target}.ts` });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const types = resourceTypes(join(root, out));
  return [[target], [String(types.length)], byKind(types), await quotas(target, types), [seconds.toFixed(1)]];
}

try {
  install();
  build();
  const { exports: entries } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const asked = process.argv.slice(2);
  const targets = Object.keys(entries).map((path) => path.slice('./'.length))
    .filter((name) => existsSync(join(root, EXAMPLES, `${name}.ts`)))
    .filter((name) => asked.length === 0 || asked.includes(name));
  const rows = [];
  for (const target of targets) rows.push(await synthesise(target));
  console.log(`\n${table(['target', 'resources', 'by kind', 'quotas it would need', 'seconds'], rows)}`);
  console.log(`
Where to look next
  ${EXAMPLES}/<target>.ts   the lines that made it, beside their Python twins
  ${relative(root, join(root, 'out'))}/<target>/              what a deployment would take: CloudFormation templates, Terraform configurations
  docs/                      a page for each concept, all targets side by side; docs/support-matrix.md says what is refused, and why`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
