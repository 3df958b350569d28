import { Fn } from 'cdktf';
import { danglingReferences, expectPassed, parseJsonText, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { jobStage } from './jobs';

/** What a shell reads, and Terraform would take for its own. */
const WRITTEN = 'echo ${HOME:-/root} %{done} $${HOME} $HOME';

test('a command and variables reach SageMaker as they were written, and tokens in them as their values', () => {
  const { synth } = jobStage((ml) => ({ command: ['sh', '-c', WRITTEN, `${Fn.lower('A')}-${ml.artifacts.uri}`], environment: { HOMES: WRITTEN } }));
  const stack = synth();
  const { Environment, AlgorithmSpecification: { ContainerArguments } } = parseJsonText(stack.resource('aws_sfn_state_machine').definition as string).States.Create.Parameters;
  expect(ContainerArguments.slice(0, 3)).toEqual(['sh', '-c', WRITTEN]);
  expect(ContainerArguments[3]).toMatch(/^\$\{lower\('A'\)\}-s3:\/\/\$\{aws_s3_bucket\./);
  expect(Environment.HOMES).toBe(WRITTEN);
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const job = Object.keys(stack.resources('aws_sfn_state_machine'))[0]!;
  expectPassed(terraformMockedApply(stack, {
    expect: [`jsondecode(aws_sfn_state_machine.${job}.definition).States.Create.Parameters.Environment.HOMES == "echo $\${HOME:-/root} %%{done} $$\${HOME} $HOME"`],
  }));
}, 240_000);
