import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

/** One of the slow suites, which have a configuration of their own. */
export function jestSuite(tally, name, config, env = {}) {
  const report = join(root, '.cache', `${name}.json`);
  rmSync(report, { force: true });
  const result = program(process.execPath, ['node_modules/jest/bin/jest.js', '-c', config, '--ci', '--runInBand', '--json', `--outputFile=${report}`], { env });
  console.log(result.output.split('\n').filter((line) => !line.startsWith('{"')).join('\n'));
  if (!existsSync(report)) return tally.fail(name, 'ended without a report');
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  return tally.add(numPassedTests, numFailedTests + numRuntimeErrorTestSuites, numPendingTests);
}
