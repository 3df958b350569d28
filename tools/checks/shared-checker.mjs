import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

/** Runs one of the checkers that lie beside the repository. Elsewhere they are not there, and that is said. */
export function sharedChecker(tally, name, folders) {
  const checker = join(root, '..', 'shared', name);
  if (!existsSync(checker)) return tally.skip(name, `../shared/${name} is not there`);
  const result = program(checker, folders);
  if (result.missing) return tally.skip(name, 'Python is not installed');
  return result.ok ? tally.pass(`${name}: ${result.output.split('\n').pop() || 'nothing found'}`) : tally.fail(name, result.output);
}
