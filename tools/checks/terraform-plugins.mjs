import { basename } from 'node:path';
import { SCENARIOS, stacks, TERRAFORM_TARGETS } from './examples.mjs';
import { program } from './program.mjs';
import { inTerraform } from './terraform.mjs';

/** `terraform validate` with the real plugins: enums, patterns and conflicts that no type can say. */
export function run(tally) {
  const examples = [...TERRAFORM_TARGETS.map((target) => [target, 'platform']), ...Object.entries(SCENARIOS).flatMap(([name, targets]) => targets.map((t) => [t, name]))];
  for (const [target, scenario] of examples) {
    for (const stack of stacks(target, scenario)) {
      const what = `terraform validate ${scenario}/${target}/${basename(stack)}`;
      inTerraform(tally, what, stack, (folder, env) => {
        const result = program('terraform', ['validate', '-no-color'], { cwd: folder, env });
        if (result.ok) tally.pass(what);
        else tally.fail(what, result.output);
      });
    }
  }
}
