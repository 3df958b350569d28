import { Accelerator, EndpointAccess, EndpointKind, EndpointScaling, Model, Rollout, Runtime, Scaling } from '../../../src/core';
import { Identity } from '../../../src/tfaws';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { abTest, desired, endpointStage, model, shadowed } from './endpoints';

const policies = (stack: SynthesizedStack, part: string): Attributes[] => Object.values(stack.resources('aws_iam_role_policy'))
  .filter((policy) => JSON.stringify(policy['//']).includes(part))
  .flatMap(({ policy }) => (JSON.parse(policy as string) as Attributes).Statement as Attributes[]);
const allowed = (statements: Attributes[], action: string) => statements.filter(({ Action }) => [Action].flat().includes(action));
const alarm = (stack: SynthesizedStack, name: string) => Object.values(stack.resources('aws_cloudwatch_metric_alarm')).find(({ alarm_name }) => alarm_name === name)!;
const resource = (stack: SynthesizedStack, type: string) => Object.values(stack.resources('aws_cloudcontrolapi_resource')).find(({ type_name }) => type_name === `AWS::SageMaker::${type}`)!;

describe('an A/B test with a canary', () => {
  const { endpoint, synth } = endpointStage(abTest);
  const stack = synth();
  const config = desired(stack, 'EndpointConfig');

  test('splits requests by whole numbers, and keeps what is asked, encrypted', () => {
    expect(config.ProductionVariants).toEqual([
      expect.objectContaining({ VariantName: 'champion', InitialVariantWeight: 90, InitialInstanceCount: 2, InstanceType: 'ml.m7i.xlarge' }),
      expect.objectContaining({ VariantName: 'challenger', InitialVariantWeight: 10 }),
    ]);
    expect(config).toMatchObject({ KmsKeyId: expect.stringContaining('aws_kms_key'), DataCaptureConfig: { InitialSamplingPercentage: 20, KmsKeyId: expect.stringContaining('aws_kms_key') } });
    expect(stack.resource('aws_cloudwatch_log_group', 'SageMaker/Logs')).toMatchObject({
      name: '/aws/sagemaker/Endpoints/acme-ml-fraud', retention_in_days: 365, kms_key_id: expect.stringContaining('aws_kms_key'),
    });
  });

  test('serves privately, from containers that call nothing', () => {
    const models = Object.values(stack.resources('aws_sagemaker_model'));
    expect(models).toHaveLength(2);
    models.forEach((made) => expect(made).toMatchObject({ enable_network_isolation: true, vpc_config: { subnets: expect.any(Array), security_group_ids: [expect.stringContaining('aws_security_group')] } }));
  });

  test('goes back by its own alarms, and keeps the machines that run but not the weights', () => {
    const { DeploymentConfig, ...rest } = desired(stack, 'Endpoint');
    expect(DeploymentConfig).toMatchObject({
      BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: 1200, CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 } } },
      AutoRollbackConfiguration: { Alarms: [{ AlarmName: expect.stringContaining('Failing') }, { AlarmName: expect.stringContaining('Slow') }] },
    });
    expect(rest).toMatchObject({ RetainAllVariantProperties: true, ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }] });
  });

  test('an apply whose release went back fails before what serves is removed', () => {
    const { lifecycle: { postcondition }, timeouts } = resource(stack, 'Endpoint');
    expect(postcondition[0].condition).toMatch(/^\$\{jsondecode\(self\.properties\)\.EndpointConfigName == join\("-", \["acme-ml-fraud", substr\(terraform_data\.\w+Configuration_Release_\w+\.id, 0, 8\)\]\)\}$/);
    expect(timeouts.update).toBe('9h');
  });

  test('no release has the name of another: what it is made of gives each a name of its own', () => {
    const names = [...Object.values(stack.resources('aws_sagemaker_model')).map(({ name }) => name as string), config.EndpointConfigName as string];
    names.forEach((name) => expect(name).toMatch(/terraform_data\.[\w-]+_Release_\w+\.id/));
    expect(new Set(names).size).toBe(3);
    [...Object.values(stack.resources('aws_sagemaker_model')), resource(stack, 'EndpointConfig')].forEach(({ lifecycle }) => expect(lifecycle.create_before_destroy).toBe(true));
    expect(resource(stack, 'EndpointConfig').lifecycle.replace_triggered_by).toEqual([expect.stringMatching(/^terraform_data\.\w+Configuration_Release_\w+$/)]);
  });

  test('scales each variant by itself, and lets the target go where its machine changes', () => {
    const targets = Object.values(stack.resources('aws_appautoscaling_target'));
    expect(targets.map(({ resource_id, min_capacity, max_capacity }) => [resource_id, min_capacity, max_capacity]).sort()).toEqual([
      ['endpoint/acme-ml-fraud/variant/challenger', 2, 3], ['endpoint/acme-ml-fraud/variant/champion', 2, 8],
    ]);
    targets.forEach(({ lifecycle }) => expect(lifecycle.replace_triggered_by).toEqual([expect.stringMatching(/^terraform_data\.[\w-]+-machine_\w+$/)]));
    expect(Object.keys(stack.resources('aws_appautoscaling_policy'))).toHaveLength(2);
  });

  test('is watched, and tells where it is asked', () => {
    expect(alarm(stack, 'acme-ml-fraud-failing').metric_query[0]).toMatchObject({ expression: '100*MAX([m0,m1])' });
    expect(alarm(stack, 'acme-ml-fraud-slow')).toMatchObject({ threshold: 50, metric_query: [expect.objectContaining({ expression: 'MAX([m0,m1])/1000' }), expect.anything(), expect.anything()] });
    expect(stack.outputs.fraud_invoke_url).toBe('https://runtime.sagemaker.eu-west-1.amazonaws.com/endpoints/acme-ml-fraud/invocations');
    expect(endpoint.quotas).toEqual([expect.objectContaining({ quota: 'ml.m7i.xlarge for endpoint usage', needed: 22 })]);
  });

  test('has a role of its own that reads all versions of its model, writes what is captured, and no action by a star', () => {
    const own = [...policies(stack, 'SageMaker/Role/Policy'), ...policies(stack, 'Ml/Artifacts/Grant-')];
    const objects = (action: string) => allowed(own, action).flatMap(({ Resource }) => (Resource as string[]).map((one) => one.replace(/^.*?\}\//, '')));
    expect(objects('s3:GetObject').sort()).toEqual(['capture/acme-ml-fraud/*', 'fraud/*']);
    expect(objects('s3:PutObject')).toEqual(['capture/acme-ml-fraud/*']);
    expect(allowed(own, 'kms:CreateGrant').map(({ Resource }) => Resource)).toEqual([[expect.stringContaining('aws_kms_key')]]);
    expect(own.flatMap(({ Action }) => [Action].flat() as string[]).filter((action) => action.includes('*'))).toEqual([]);
    own.filter(({ Resource }) => [Resource].flat().includes('*')).forEach(({ Condition }) => expect(Condition).toBeDefined());
  });

  test('waits with its models for what the role may do', () => {
    Object.values(stack.resources('aws_sagemaker_model')).forEach(({ depends_on }) => {
      expect(depends_on).toEqual(expect.arrayContaining([expect.stringContaining('Role_Policy'), expect.stringContaining('Ml_Artifacts_Grant-read')]));
    });
  });
});

test('who may ask a private endpoint does so through the network', () => {
  const right = (access?: EndpointAccess) => {
    const { endpoint, synth } = endpointStage(() => ({ access }));
    endpoint.grantInvoke(Identity.role('arn:aws:iam::123456789012:role/app'));
    return policies(synth(), 'SageMaker/Grant-invoke')[0]!;
  };
  expect(right()).toMatchObject({ Condition: { StringEquals: { 'aws:SourceVpc': expect.stringContaining('aws_vpc') } }, Resource: [expect.stringMatching(/endpoint\/acme-ml-fraud$/)] });
  expect(right(EndpointAccess.public())).not.toHaveProperty('Condition');
});

test('a shadow gets copies by whole weights', () => {
  const config = desired(endpointStage(shadowed).synth(), 'EndpointConfig');
  expect(config).toMatchObject({ ProductionVariants: [{ InitialVariantWeight: 100 }], ShadowProductionVariants: [{ VariantName: 'shadow', InitialVariantWeight: 20 }] });
});

describe('scale to zero', () => {
  const stack = endpointStage(() => ({ kind: EndpointKind.scaleToZero(), scaling: Scaling.elastic(0, 4), accelerator: Accelerator.a10g() })).synth();

  test('runs a component on machines that may all go, and a release that went back fails', () => {
    expect(desired(stack, 'EndpointConfig').ProductionVariants[0]).toMatchObject({ ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount: 0, MaxInstanceCount: 4 } });
    expect(desired(stack, 'InferenceComponent')).toMatchObject({
      Specification: { ModelName: expect.stringContaining('aws_sagemaker_model') }, DeploymentConfig: { AutoRollbackConfiguration: { Alarms: [{ AlarmName: expect.any(String) }] } },
    });
    expect(resource(stack, 'InferenceComponent').lifecycle.postcondition[0].condition).toContain('.Specification.ModelName == aws_sagemaker_model.');
  });

  test('the first request that found no copy starts one', () => {
    expect(stack.resource('aws_appautoscaling_target')).toMatchObject({ resource_id: 'inference-component/acme-ml-fraud', min_capacity: 0, max_capacity: 4 });
    expect(alarm(stack, 'acme-ml-fraud-from-zero')).toMatchObject({
      metric_name: 'NoCapacityInvocationFailures', threshold: 1, alarm_actions: [expect.stringMatching(/aws_appautoscaling_policy\.\w+FromZero/)],
    });
  });
});

test('hours set the limits, and no later apply sets them back', () => {
  const scaleOn = [EndpointScaling.requestsPerReplica(600), EndpointScaling.offHours({ begins: 20, ends: 6 })];
  const stack = endpointStage(() => ({ scaling: Scaling.elastic(1, 8), scaleOn })).synth();
  expect(Object.values(stack.resources('aws_appautoscaling_scheduled_action')).map(({ schedule, scalable_target_action }) => [schedule, scalable_target_action.max_capacity])).toEqual([
    ['cron(0 20 ? * 2-6 *)', '8'], ['cron(0 6 ? * 2-6 *)', '8'],
  ]);
  expect(stack.resource('aws_appautoscaling_target').lifecycle.ignore_changes).toEqual(['min_capacity', 'max_capacity']);
});

test('what the container is to read stays as it is written', () => {
  const stack = endpointStage(() => ({ environment: { GREETING: '${USER} %{x}' } })).synth();
  expect(stack.resource('aws_sagemaker_model').primary_container.environment).toEqual({ GREETING: '$${USER} %%{x}' });
  const downloaded = endpointStage(() => ({
    accelerator: Accelerator.a10g(),
    model: Model.fromHuggingFace('Qwen/Qwen3-8B', { revision: 'b968826d9c46dd6066d109eabc6255188de91218', runtime: Runtime.vllm('0.27'), args: ['--chat-template=${x} %{ if }'] }),
  })).synth();
  expect(downloaded.resource('aws_sagemaker_model').primary_container.environment).toMatchObject({ SM_VLLM_CHAT_TEMPLATE: '$${x} %%{ if }' });
});

test('an alarm that exists already guards a rollout by its name', () => {
  const { platform, synth } = endpointStage();
  const drift = platform.addAlarm('Drift', { metric: platform.artifacts.metrics.storedBytes(), threshold: 5, description: 'x' });
  platform.addModelEndpoint('Other', { model: model(platform), rollout: Rollout.allAtOnce({ ownAlarms: false, alarms: [drift] }) });
  const [other] = Object.values(synth().resources('aws_cloudcontrolapi_resource')).filter(({ type_name, desired_state }) => {
    return type_name === 'AWS::SageMaker::Endpoint' && (desired_state as string).includes('acme-ml-other');
  });
  expect(other!.desired_state).toMatch(/"Alarms":\[\{"AlarmName":\$\{jsonencode\(aws_cloudwatch_metric_alarm\.\w*Drift\w*\.alarm_name\)\}\}\]/);
});
