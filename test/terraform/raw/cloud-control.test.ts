import { App, Fn, TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import { SAGEMAKER_INFERENCE_COMPONENT, SAGEMAKER_MODEL_CARD } from '../../../src/facts/aws/cloud-control';
import { useProviders } from '../../../src/terraform/providers';
import { CloudControlResource } from '../../../src/terraform/raw';
import { expectPassed, synthApp, terraformValidate } from '../../support/terraform';
import { FakeProvider, FakeResource } from '../../support/terraform/fakes';

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'stack');
  useProviders(stack, { kind: 'aws', make: (scope) => new FakeProvider(scope, 'Aws', { region: 'eu-west-1' }) });
});

function card(desiredState: object): CloudControlResource {
  return new CloudControlResource(stack, 'Card', { schema: SAGEMAKER_MODEL_CARD, desiredState });
}

test('the type and the schema come from the committed file, so that a plan needs no service', () => {
  card({ ModelCardName: 'fraud', ModelCardStatus: 'Draft', Content: {} });
  const resource = synthApp(app).only.resource('aws_cloudcontrolapi_resource');
  expect(resource).toMatchObject({ type_name: 'AWS::SageMaker::ModelCard', provider: 'aws' });
  expect(JSON.parse(resource.schema as string)).toEqual(SAGEMAKER_MODEL_CARD);
  expect(JSON.parse(resource.desired_state as string)).toEqual({ ModelCardName: 'fraud', ModelCardStatus: 'Draft', Content: {} });
});

test('what is known at apply only is encoded where it stands, of whatever type', () => {
  const key = new FakeResource(stack, 'Key', 'aws_kms_key');
  card({
    ModelCardName: 'fraud',
    SecurityConfig: { KmsKeyId: key.getStringAttribute('arn') },
    Tags: [{ Key: 'key', Value: `alias/${key.getStringAttribute('key_id')}` }],
    Names: key.getListAttribute('names'),
    Count: key.getNumberAttribute('count'),
    Plain: ['a "quoted" %{ word', undefined, 1, true],
    Left: undefined,
  });
  expect(synthApp(app).only.resource('aws_cloudcontrolapi_resource').desired_state).toBe([
    '{"ModelCardName":"fraud"',
    '"SecurityConfig":{"KmsKeyId":${jsonencode(aws_kms_key.Key.arn)}}',
    '"Tags":[{"Key":"key","Value":${jsonencode("alias/${aws_kms_key.Key.key_id}")}}]',
    '"Names":${jsonencode(aws_kms_key.Key.names)}',
    '"Count":${jsonencode(aws_kms_key.Key.count)}',
    '"Plain":["a \\"quoted\\" %%{ word",null,1,true]}',
  ].join(','));
});

test('signs around an expression are those of a text, and not of Terraform', () => {
  const key = new FakeResource(stack, 'Key', 'aws_kms_key');
  card({ Text: `a "b" \\n %{c} $\${d} ${key.getStringAttribute('arn')}` });
  expect(synthApp(app).only.resource('aws_cloudcontrolapi_resource').desired_state).toBe('{"Text":${jsonencode("a \\"b\\" \\\\n %%{c} $${d} ${aws_kms_key.Key.arn}")}}');
});

test('a property of the made resource can be referred to', () => {
  const made = card({ ModelCardName: 'fraud' });
  new TerraformOutput(stack, 'arn', { value: made.property('ModelCardArn'), staticId: true });
  new TerraformOutput(stack, 'tags', { value: Token.asString(Fn.upper(made.id)), staticId: true });
  expect(synthApp(app).only.outputs).toEqual({
    arn: '${jsondecode(aws_cloudcontrolapi_resource.Card.properties).ModelCardArn}',
    tags: '${upper(aws_cloudcontrolapi_resource.Card.id)}',
  });
});

test('the real plugin accepts both types', () => {
  card({ ModelCardName: 'fraud', ModelCardStatus: 'Draft', Content: {} });
  new CloudControlResource(stack, 'Component', {
    schema: SAGEMAKER_INFERENCE_COMPONENT,
    desiredState: { EndpointName: 'fraud', Specification: { ModelName: 'fraud', ComputeResourceRequirements: { NumberOfAcceleratorDevicesRequired: 1 } } },
  });
  expectPassed(terraformValidate(synthApp(app).only));
}, 60_000);
