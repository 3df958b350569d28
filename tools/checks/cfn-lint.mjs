import { basename } from 'node:path';
import { scenariosOf, templates } from './examples.mjs';
import { linter } from './linters.mjs';
import { program } from './program.mjs';

/** Wrong enums, missing properties and wrong references in the templates. */
export function run(tally) {
  const cfnLint = linter(tally, 'cfn-lint');
  if (!cfnLint) return;
  for (const template of scenariosOf('awscdk').flatMap((scenario) => templates(scenario))) {
    const result = program(cfnLint, ['--non-zero-exit-code', 'warning', '--', template]);
    if (result.ok) tally.pass(`cfn-lint ${basename(template)}`);
    else tally.fail(`cfn-lint ${basename(template)}`, result.output);
  }
}
