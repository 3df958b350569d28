import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Problems } from '../core/private';
import { writesHcl } from './raw/hcl';
import { beforeSynth } from './synth/before-synth';

/** A Terraform output's name; its users type it. */
const NAME = /^[a-z_][a-z0-9_]*$/;

export type OutputValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/**
 * Outputs the attributes of a platform, named `<platform id>_<attribute>` in snake case whatever scope it stands in: what `fromAttributes` takes in
 * another App. They are addresses and names, never secrets. An attribute that the platform lacks is left out; what it gets later is said by a second call.
 */
export function platformOutputs(platform: Construct, attributes: object): void {
  const scope = (platform.node.tryFindChild('Outputs') as Construct | undefined) ?? new Construct(platform, 'Outputs');
  const outputs = Object.entries(attributes as Readonly<Record<string, OutputValue | undefined>>).flatMap(([attribute, value]) => {
    if (value === undefined) return [];
    const output = new TerraformOutput(scope, attribute, { value, sensitive: false });
    output.overrideLogicalId(`${snakeCase(platform.node.id)}_${snakeCase(attribute)}`);
    return [output];
  });
  beforeSynth(platform, (problems) => {
    const stack = TerraformStack.of(platform);
    requireOwnNames(platform, outputs, problems);
    requireJson(stack, problems);
  });
}

/** cdktf merges two outputs of one name without a word. */
function requireOwnNames(owner: Construct, outputs: readonly TerraformOutput[], problems: Problems): void {
  const stack = TerraformStack.of(owner);
  const all = stack.node.findAll().filter((c): c is TerraformOutput => TerraformOutput.isTerraformOutput(c) && TerraformStack.of(c) === stack);
  for (const output of outputs) {
    const name = output.friendlyUniqueId;
    if (!NAME.test(name)) {
      problems.add('outputs/name-illegal', `'${name}' would be an output, but Terraform wants letters, digits and '_', and no digit first: choose another id for '${owner.node.path}'`);
    }
    all.filter((other) => other !== output && other.friendlyUniqueId === name).forEach((other) => {
      problems.add('outputs/name-taken', `'${other.node.path}' is an output '${name}' of stack '${stack.node.path}' too: rename one of them`);
    });
  }
}

/** Policies, dashboards and values are JSON in a text; cdktf's HCL writes such texts without escaping their quotes wherever they hold a reference. */
function requireJson(stack: TerraformStack, problems: Problems): void {
  if (!writesHcl(stack)) return;
  problems.add('outputs/hcl', `stack '${stack.node.path}' is written as HCL, which cdktf writes wrongly where a JSON text holds a reference: synthesize JSON, its default`);
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
}
