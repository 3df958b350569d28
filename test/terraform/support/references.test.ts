import { Aspects, Fn, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { cloudControlTemplate, danglingReferences, SynthesizedStack, synthApp } from '../../support/terraform';
import { FakeResource } from '../../support/terraform/fakes';

function stackWith(json: object): SynthesizedStack {
  return new SynthesizedStack('stack', '.', json, []);
}

test('a reference to what the stack has is fine, in every shape', () => {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'stack');
  const made = new FakeResource(stack, 'Made', 'terraform_data');
  new TerraformOutput(stack, 'plain', { value: made.getStringAttribute('id') });
  new TerraformOutput(stack, 'nested', { value: Fn.join('-', ['a_b.c', `x-${made.getStringAttribute('output.some_thing.deep')}`]) });
  new TerraformOutput(stack, 'list', { value: Fn.element(made.getListAttribute('output'), 0) });
  expect(danglingReferences(synthApp(app).only)).toEqual([]);
});

test.each([
  ['${aws_vpc.main.id}', ['aws_vpc.main']],
  ['x-${join(",", [aws_vpc.main.id, data.aws_subnet.a.id])}', ['aws_vpc.main', 'data.aws_subnet.a']],
  ['${jsonencode("x-${aws_vpc.main.id}")}', ['aws_vpc.main']],
  ['$${aws_vpc.main.id} and aws_vpc.main.id', []],
  ['${var.some_thing.deep} ${"aws_vpc.main.id"} ${each.value.a_b.c}', []],
])('of %s these are missing: %j', (value, missing) => {
  expect(danglingReferences(stackWith({ output: { o: { value } } }))).toEqual(missing);
});

test('a reference between stacks that an Aspect has made is found', () => {
  const app = Testing.app();
  const made = new FakeResource(new TerraformStack(app, 'one'), 'Made', 'terraform_data');
  const two = new TerraformStack(app, 'two');
  let done = false;
  Aspects.of(two).add({
    visit: () => {
      if (!done) new TerraformOutput(two, 'late', { value: made.getStringAttribute('id') });
      done = true;
    },
  });
  expect(danglingReferences(synthApp(app).stack('two'))).toEqual(['terraform_data.Made']);
});

test('the desired state of Cloud Control becomes a template', () => {
  const desired = '{"Name":"a","Key":${jsonencode(aws_kms_key.k.arn)},"Tags":[{"Key":"k","Value":${jsonencode("${aws_x_y.z.id}-b")}}]}';
  expect(cloudControlTemplate(stackWith({ resource: { aws_cloudcontrolapi_resource: { Ml_Card: { type_name: 'AWS::SageMaker::ModelCard', desired_state: desired } } } }))).toMatchObject({
    Resources: { MlCard: { Type: 'AWS::SageMaker::ModelCard', Properties: { Name: 'a', Key: { Ref: 'KnownAtDeploy' }, Tags: [{ Key: 'k', Value: { Ref: 'KnownAtDeploy' } }] } } },
  });
  expect(cloudControlTemplate(stackWith({}))).toBeUndefined();
});
