import { basename } from 'node:path';
import { templates } from './examples.mjs';
import { linter } from './linters.mjs';
import { program } from './program.mjs';

/** Wrong enums, missing properties and wrong references in the templates. */
export function run(tally) {
  const cfnLint = linter(tally, 'cfn-lint');
  if (!cfnLint) return;
  for (const template of [...templates(), ...templates('gpu-cluster')]) {
    const result = program(cfnLint, ['--non-zero-exit-code', 'warning', '--', template]);
    if (result.ok) tally.pass(`cfn-lint ${basename(template)}`);
    else tally.fail(`cfn-lint ${basename(template)}`, result.output);
  }
}
