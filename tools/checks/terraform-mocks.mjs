import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../setup.mjs';
import { stacks, TERRAFORM_EXAMPLES } from './examples.mjs';
import { program } from './program.mjs';
import { inTerraform } from './terraform.mjs';

const MOCKED = ['tfgcp', 'tfazure'];

/** `terraform test` with mocked providers: the configuration plans and applies against the plugins' schemas, without a cloud. */
export function run(tally) {
  // A stack of workloads reads the state of the first one, which a mock has not.
  const examples = TERRAFORM_EXAMPLES.filter(([target, scenario]) => MOCKED.includes(target) && scenario !== 'model-registry');
  for (const [target, scenario] of examples) {
    for (const stack of stacks(target, scenario).filter((folder) => !folder.endsWith('-workloads'))) {
      const what = `terraform test ${scenario}/${target}/${basename(stack)}`;
      inTerraform(tally, what, stack, (folder, env) => {
        const file = join(folder, 'cdk.tf.json');
        const text = readFileSync(file, 'utf8');
        // What was applied is destroyed at the end of the test, which protected resources refuse.
        writeFileSync(file, text.replace(/"prevent_destroy":\s*true/g, '"prevent_destroy": false'));
        const { provider = {}, variable = {} } = JSON.parse(text);
        const mocks = Object.entries(provider).flatMap(([kind, configurations]) => [configurations].flat().map(({ alias }) => mockOf(kind, alias)));
        // What a pipeline gives, such as the token of Vertex AI.
        const given = Object.keys(variable).map((name) => `  ${name} = "given"`).join('\n');
        writeFileSync(join(folder, 'mocked.tftest.hcl'), [...mocks, `variables {\n${given}\n}`, 'run "applies" {\n  command = apply\n}', ''].join('\n\n'));
        const result = program('terraform', ['test', '-no-color'], { cwd: folder, env });
        if (result.ok) tally.pass(what);
        else tally.fail(what, result.output);
      });
    }
  }
}

/** Some providers read what another resource answers, such as azurerm its ids; their mocks have values. */
function mockOf(kind, alias) {
  const values = join(root, 'test', 'support', 'mocks', kind);
  const lines = [...(alias ? [`  alias = "${alias}"`] : []), ...(existsSync(values) ? [`  source = ${JSON.stringify(values)}`] : [])];
  return `mock_provider "${kind}" {\n${lines.join('\n')}\n}`;
}
