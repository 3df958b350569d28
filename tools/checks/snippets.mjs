import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

/** Every `@example` and every TypeScript block of the README compiles. */
export function run(tally) {
  const tablet = join(root, '.cache', 'snippets.json');
  const result = program(process.execPath, ['node_modules/jsii-rosetta/bin/jsii-rosetta', 'extract', '--compile', '--fail', '-o', tablet, root]);
  // rosetta leaves a tablet beside the assembly, which is not part of the package.
  rmSync(join(root, '.jsii.tabl.json'), { force: true });
  if (result.ok) tally.pass('snippets');
  else tally.fail('snippets', result.output);
}
