import { App, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { platformOutputs } from '../../src/terraform';
import { codesOfRefusedSynth, synthApp } from '../support/terraform';
import { FakeResource } from '../support/terraform/fakes';

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'stack');
});

test('the attributes get stable names, wherever the platform stands', () => {
  const platform = new Construct(new Construct(stack, 'Team'), 'FraudMl');
  const bucket = new FakeResource(platform, 'Bucket', 'terraform_data');
  platformOutputs(platform, { artifactsBucket: bucket.getStringAttribute('id'), subnetIds: ['a', 'b'], tags: { team: 'ml' }, kmsKeyArn: undefined });
  const { only } = synthApp(app);
  expect(only.outputs).toEqual({
    fraud_ml_artifacts_bucket: expect.stringMatching(/^\$\{terraform_data\.Team_FraudMl_Bucket_\w+\.id\}$/) as string,
    fraud_ml_subnet_ids: ['a', 'b'],
    fraud_ml_tags: { team: 'ml' },
  });
  expect(only.json.output?.fraud_ml_tags?.sensitive).toBe(false);
});

test('two outputs of one name are refused', () => {
  for (const team of ['A', 'B']) platformOutputs(new Construct(new Construct(stack, team), 'Ml'), { bucket: 'b' });
  expect(codesOfRefusedSynth(app)).toEqual(['outputs/name-taken', 'outputs/name-taken']);
});

test("a user's own output of the same name is refused", () => {
  platformOutputs(new Construct(stack, 'Ml'), { bucket: 'b' });
  new TerraformOutput(stack, 'ml_bucket', { value: 'mine', staticId: true });
  expect(codesOfRefusedSynth(app)).toEqual(['outputs/name-taken']);
});

test('a name that Terraform does not take is refused', () => {
  platformOutputs(new Construct(stack, '3rd'), { bucket: 'b' });
  expect(codesOfRefusedSynth(app)).toEqual(['outputs/name-illegal']);
});

test('a platform is not written as HCL, whose JSON texts cdktf would break', () => {
  process.env.SYNTH_HCL_OUTPUT = 'true';
  try {
    const hcl = Testing.app();
    platformOutputs(new Construct(new TerraformStack(hcl, 'stack'), 'Ml'), { region: 'eu-west-1' });
    expect(codesOfRefusedSynth(hcl)).toEqual(['outputs/hcl']);
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
});
