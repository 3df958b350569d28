import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stacks } from './flagship.mjs';
import { program } from './program.mjs';
import { inTerraform } from './terraform.mjs';

/** `terraform test` with mocked providers: the configuration plans and applies against the plugins' schemas, without a cloud. */
export function run(tally) {
  for (const target of ['tfgcp', 'tfazure']) {
    for (const stack of stacks(target)) {
      const what = `terraform test ${target}/${basename(stack)}`;
      inTerraform(tally, what, stack, (folder, env) => {
        const kinds = Object.keys(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')).provider ?? {});
        const mocks = kinds.map((kind) => `mock_provider "${kind}" {}`).join('\n');
        writeFileSync(join(folder, 'mocked.tftest.hcl'), `${mocks}\n\nrun "applies" {\n  command = apply\n}\n`);
        const result = program('terraform', ['test', '-no-color'], { cwd: folder, env });
        if (result.ok) tally.pass(what);
        else tally.fail(what, result.output);
      });
    }
  }
}
