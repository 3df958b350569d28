import { basename } from 'node:path';
import { stacks, TERRAFORM_EXAMPLES } from './examples.mjs';
import { program } from './program.mjs';
import { inTerraform } from './terraform.mjs';

/** `terraform validate` with the real plugins: enums, patterns and conflicts that no type can say. */
export function run(tally) {
  for (const [target, scenario] of TERRAFORM_EXAMPLES) {
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
