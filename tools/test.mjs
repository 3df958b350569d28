#!/usr/bin/env node
// npm test                  sets up what is missing, then runs every test of a change: TypeScript, then Python
// npm test -- --no-python   leaves Python out
// The slow suites have scripts of their own: npm run test:lifecycle, npm run test:consumers.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, build, install, node, python, root, run, venvPython } from './setup.mjs';

const flags = new Set(process.argv.slice(2));
const totals = { passed: 0, failed: 0, skipped: 0 };

function skip(what, reason) {
  console.log(`SKIP ${what}: ${reason}`);
  totals.skipped += 1;
}

function fail(what, reason) {
  console.log(`FAIL ${what}: ${reason}`);
  totals.failed += 1;
}

/** Runs a test program whatever comes of it, and returns the report that it has written. */
function report(file, program) {
  rmSync(join(root, file), { force: true });
  try {
    program();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
  }
  return existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined;
}

function jest() {
  const file = '.cache/jest.json';
  const skippedTests = join(root, '.cache/jest-skipped.tsv');
  rmSync(skippedTests, { force: true });
  const json = report(file, () => node(['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${file}`], { quiet: false, env: { SKIPPED_TESTS: skippedTests } }));
  if (!json) return fail('jest', 'ended without a report');

  const result = JSON.parse(json);
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + result.testResults.filter(({ assertionResults, status }) => status === 'failed' && assertionResults.length === 0).length;
  for (const { assertionResults } of result.testResults) {
    for (const { fullName, status } of assertionResults) {
      if (status === 'pending' || status === 'todo') skip('jest', fullName);
    }
  }
  skippedWithin(skippedTests);
}

/** Tests that found while they ran that a tool is not at hand: jest counts them as passed, which they are not. */
function skippedWithin(file) {
  if (!existsSync(file)) return;
  const reasons = new Map(readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split('\t')));
  for (const [test, reason] of reasons) {
    skip(test, reason);
    totals.passed -= 1;
  }
}

function pytest() {
  const reason = flags.has('--no-python') ? 'asked for' : python();
  if (reason) return skip('python', reason);

  const file = '.cache/pytest.xml';
  const folders = ['test/python', 'examples'].filter((folder) => existsSync(join(root, folder)));
  const args = ['-m', 'pytest', '-q', '-rs', '-p', 'no:cacheprovider', `--junitxml=${file}`, ...folders];
  const xml = report(file, () => run(venvPython, args, { quiet: false, env: { PYTHONDONTWRITEBYTECODE: '1' } }));
  if (!xml) return fail('pytest', 'ended without a report');

  const count = (name) => Number(xml.match(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`))[1]);
  const failed = count('failures') + count('errors');
  totals.failed += failed;
  totals.skipped += count('skipped');
  totals.passed += count('tests') - failed - count('skipped');
}

try {
  mkdirSync(join(root, '.cache'), { recursive: true });
  install();
  build();
  jest();
  pytest();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  fail('setup', error.message);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
