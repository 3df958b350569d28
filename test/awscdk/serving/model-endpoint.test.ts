import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Identity, MlPlatform } from '../../../src/awscdk';
import {
  Accelerator, Approval, EndpointAccess, EndpointKind, EndpointScaling, Model, ModelStage, Profile, Rollout, Runtime, Scaling, Schedule,
} from '../../../src/core';
import { Json, SynthesizedApp } from '../../support/cloudformation';
import { abTest, all, made, model, one, readable, shadowed } from './endpoints';

const CONFIG = 'AWS::SageMaker::EndpointConfig';
const ENDPOINT = 'AWS::SageMaker::Endpoint';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';

const rights = (app: SynthesizedApp, role: string): Json[] => app.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')
  .filter(({ properties }) => JSON.stringify(properties.Roles ?? []).includes(`"${role}"`))
  .flatMap(({ properties }) => readable(properties.PolicyDocument.Statement));
const allowed = (statements: Json[], action: string): Json[] => statements.filter(({ Action }) => [Action].flat().includes(action));
const endpointRole = (app: SynthesizedApp) => app.of('AWS::IAM::Role').find(({ properties }) => properties.Description === 'acme-ml-fraud: containers of the endpoint')!;
const alarm = (app: SynthesizedApp, name: string) => {
  const { id, properties } = app.of('AWS::CloudWatch::Alarm').find((found) => found.properties.AlarmName === name)!;
  return { id, properties: readable(properties) };
};

describe('an A/B test with a canary', () => {
  const { endpoint, synth } = made(abTest);
  const app = synth();
  const config = one(app, CONFIG);

  test('splits requests by whole numbers, each variant on its own machines', () => {
    expect(config.ProductionVariants).toEqual([
      expect.objectContaining({ VariantName: 'champion', InitialVariantWeight: 90, InitialInstanceCount: 2, InstanceType: 'ml.m7i.xlarge' }),
      expect.objectContaining({ VariantName: 'challenger', InitialVariantWeight: 10, InitialInstanceCount: 2 }),
    ]);
  });

  test('serves a packed model and a folder, privately, from containers that call nothing', () => {
    const models = all(app, 'AWS::SageMaker::Model');
    const sources: Json[] = models.map(({ PrimaryContainer: { ModelDataSource: { S3DataSource } } }) => S3DataSource);
    expect(sources.map(({ S3DataType, CompressionType, S3Uri }) => [S3DataType, CompressionType, S3Uri])).toEqual([
      ['S3Object', 'Gzip', expect.stringMatching(/fraud\/1\/model\.tar\.gz$/)], ['S3Prefix', 'None', expect.stringMatching(/fraud\/2\/$/)],
    ]);
    models.forEach(({ EnableNetworkIsolation, VpcConfig }) => {
      expect(EnableNetworkIsolation).toBe(true);
      expect(VpcConfig.Subnets.length).toBeGreaterThanOrEqual(2);
    });
  });

  test('is encrypted: storage, captured requests and logs', () => {
    expect(config.KmsKeyId).toMatch(/Key/);
    expect(config.DataCaptureConfig).toMatchObject({
      EnableCapture: true, InitialSamplingPercentage: 20, KmsKeyId: expect.stringMatching(/Key/), CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
    });
    const logs = all(app, 'AWS::Logs::LogGroup').find(({ LogGroupName }) => LogGroupName === '/aws/sagemaker/Endpoints/acme-ml-fraud');
    expect(logs).toMatchObject({ KmsKeyId: expect.stringMatching(/Key/), RetentionInDays: 365 });
    const key = all(app, 'AWS::KMS::Key').flatMap(({ KeyPolicy }) => KeyPolicy.Statement as Json[]).find(({ Sid }) => Sid === 'Logs')!;
    expect(JSON.stringify(key.Condition)).toContain(':log-group:/aws/sagemaker/Endpoints/acme-ml-*');
    expect(endpoint.captureLocation).toMatch(/capture\/acme-ml-fraud$/);
  });

  test('goes back by the endpoint’s own alarms, and keeps the machines that run but not the weights', () => {
    const { DeploymentConfig, ...rest } = one(app, ENDPOINT);
    expect(DeploymentConfig.BlueGreenUpdatePolicy).toEqual({
      TrafficRoutingConfiguration: { Type: 'CANARY', WaitIntervalInSeconds: 1200, CanarySize: { Type: 'CAPACITY_PERCENT', Value: 10 } },
      TerminationWaitInSeconds: 0,
      MaximumExecutionTimeoutInSeconds: 9600,
    });
    expect(DeploymentConfig.AutoRollbackConfiguration.Alarms).toEqual(['acme-ml-fraud-failing', 'acme-ml-fraud-slow'].map((name) => ({ AlarmName: `\${${alarm(app, name).id}}` })));
    expect(rest).toMatchObject({ EndpointName: 'acme-ml-fraud', RetainAllVariantProperties: true, ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DesiredWeight' }] });
  });

  test('scales each variant by itself', () => {
    const targets = app.of(TARGET).map(({ properties }) => [properties.ResourceId, properties.MinCapacity, properties.MaxCapacity]);
    expect(targets).toEqual([['endpoint/acme-ml-fraud/variant/champion', 2, 8], ['endpoint/acme-ml-fraud/variant/challenger', 2, 3]]);
    const policies = all(app, POLICY);
    expect(new Set(policies.map(({ ScalingTargetId }) => ScalingTargetId)).size).toBe(2);
    // 60 % of four CPUs, of which each counts for a hundred.
    policies.forEach(({ TargetTrackingScalingPolicyConfiguration: { TargetValue, CustomizedMetricSpecification } }) => {
      expect(TargetValue).toBe(240);
      expect(CustomizedMetricSpecification).toMatchObject({ Namespace: '/aws/sagemaker/Endpoints', MetricName: 'CPUUtilization' });
    });
  });

  test('is watched, by severity: errors wake somebody, latency and load do not', () => {
    const failing = alarm(app, 'acme-ml-fraud-failing').properties;
    expect(failing.Metrics.find(({ Id }: Json) => Id.startsWith('expr'))).toMatchObject({ Expression: expect.stringMatching(/^100\*MAX\(\[m0\w+,m1\w+\]\)$/) });
    expect(alarm(app, 'acme-ml-fraud-slow').properties.Threshold).toBe(50);
    expect(alarm(app, 'acme-ml-fraud-slow').properties.Metrics.find(({ Id }: Json) => Id.startsWith('expr')).Expression).toMatch(/^MAX\(\[m0\w+,m1\w+\]\)\/1000$/);
    expect(endpoint.alarms).toHaveLength(3);
    expect(app.of('AWS::CloudWatch::Dashboard').map(({ properties }) => properties.DashboardName)).toContain('acme-ml-fraud-eu-west-1');
  });

  test('has a role of its own that reads all versions of its model, which the release before needs, writes what is captured, and no action by a star', () => {
    const own = rights(app, endpointRole(app).id);
    const objects = (action: string) => allowed(own, action).flatMap(({ Resource }) => [Resource].flat()).map((resource: string) => resource.replace(/^.*?\//, ''));
    expect(objects('s3:GetObject').sort()).toEqual(['capture/acme-ml-fraud/*', 'fraud/*']);
    expect(objects('s3:PutObject')).toEqual(['capture/acme-ml-fraud/*']);
    expect(allowed(own, 'cloudwatch:DescribeAlarms')[0]!.Resource).toHaveLength(2);
    expect(allowed(own, 'kms:CreateGrant').map(({ Resource }) => Resource)).toEqual([expect.stringMatching(/Key\w*\.Arn/)]);
    expect(own.flatMap(({ Action }) => [Action].flat()).filter((action: string) => action.includes('*'))).toEqual([]);
    own.filter(({ Resource }) => [Resource].flat().includes('*')).forEach(({ Condition }) => expect(Condition).toBeDefined());
  });

  test('says what it needs of quotas while a rollout has two fleets, and where it is asked', () => {
    expect(endpoint.quotas).toEqual([expect.objectContaining({ quota: 'ml.m7i.xlarge for endpoint usage', needed: 22, region: 'eu-west-1' })]);
    expect(endpoint.invokeUrl).toBe('https://runtime.sagemaker.eu-west-1.amazonaws.com/endpoints/acme-ml-fraud/invocations');
    expect(app.outputs).toEqual(expect.arrayContaining(['AcmeMlFraudEndpointName', 'AcmeMlFraudInvokeUrl']));
  });

  test('has names of its own for each release, and none is removed with the next', () => {
    app.of('AWS::SageMaker::Model', CONFIG).forEach(({ stack, id, properties }) => {
      expect(properties).not.toHaveProperty('ModelName');
      expect(properties).not.toHaveProperty('EndpointConfigName');
      expect(app.templates[stack].Resources[id]).toMatchObject({ UpdateReplacePolicy: 'Retain', DeletionPolicy: 'Delete' });
    });
  });

  test('carries the tags of the platform', () => {
    expect(one(app, ENDPOINT).Tags).toContainEqual({ Key: 'team', Value: 'vision' });
  });
});

describe('who may ask', () => {
  const somebody = (access?: EndpointAccess) => {
    const { endpoint, stack, synth } = made(() => ({ access }));
    endpoint.grantInvoke(Identity.of(new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })));
    const app = synth();
    return allowed(rights(app, app.of('AWS::IAM::Role').find(({ id }) => id.startsWith('Caller'))!.id), 'sagemaker:InvokeEndpoint');
  };

  test('of a private endpoint: requests that come through the network', () => {
    const [right] = somebody();
    expect(right).toMatchObject({ Condition: { StringEquals: { 'aws:SourceVpc': expect.stringContaining('Network') } } });
    expect(right!.Resource).toMatch(/endpoint\/acme-ml-fraud$/);
  });

  test('of a public one: from wherever', () => {
    expect(somebody(EndpointAccess.public())[0]).not.toHaveProperty('Condition');
  });
});

test('a shadow gets copies by whole weights, beside the one variant that answers', () => {
  const config = one(made(shadowed).synth(), CONFIG);
  expect(config.ProductionVariants).toEqual([expect.objectContaining({ VariantName: 'main', InitialVariantWeight: 100 })]);
  expect(config.ShadowProductionVariants).toEqual([expect.objectContaining({ VariantName: 'shadow', InitialVariantWeight: 20, InitialInstanceCount: 1 })]);
});

describe('scale to zero', () => {
  const { endpoint, synth } = made(() => ({ kind: EndpointKind.scaleToZero(), scaling: Scaling.elastic(0, 4), accelerator: Accelerator.a10g() }));
  const app = synth();
  const component = one(app, 'AWS::SageMaker::InferenceComponent');

  test('runs a component on machines that may all go', () => {
    const [variant] = one(app, CONFIG).ProductionVariants;
    expect(variant).toMatchObject({ ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount: 0, MaxInstanceCount: 4 }, InferenceAmiVersion: 'al2023-ami-sagemaker-inference-gpu-4-1' });
    expect(variant).not.toHaveProperty('ModelName');
    expect(one(app, CONFIG)).toMatchObject({ ExecutionRoleArn: expect.any(String), VpcConfig: expect.any(Object), EnableNetworkIsolation: true });
    expect(component.Specification.ComputeResourceRequirements).toMatchObject({ NumberOfAcceleratorDevicesRequired: 1 });
  });

  test('a new model takes over copy by copy, watched by the alarms', () => {
    expect(component.DeploymentConfig).toMatchObject({ RollingUpdatePolicy: { WaitIntervalInSeconds: 600 }, AutoRollbackConfiguration: { Alarms: [{ AlarmName: expect.stringContaining('Failing') }] } });
  });

  test('the first request that found no copy starts one', () => {
    const target = one(app, TARGET);
    expect(target).toMatchObject({ ResourceId: 'inference-component/acme-ml-fraud', ScalableDimension: 'sagemaker:inference-component:DesiredCopyCount', MinCapacity: 0, MaxCapacity: 4 });
    const step = app.of(POLICY).find(({ properties }) => properties.PolicyType === 'StepScaling')!;
    expect(step.properties.StepScalingPolicyConfiguration.StepAdjustments).toEqual([{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }]);
    expect(alarm(app, 'acme-ml-fraud-from-zero').properties).toMatchObject({
      MetricName: 'NoCapacityInvocationFailures', Dimensions: [{ Name: 'InferenceComponentName', Value: 'acme-ml-fraud' }], AlarmActions: [`\${${step.id}}`],
    });
  });

  test('machines with disks of their own, which encrypt them, get no key; half as many more run during a rollout', () => {
    expect(one(app, CONFIG)).not.toHaveProperty('KmsKeyId');
    expect(endpoint.quotas).toEqual([expect.objectContaining({ quota: 'ml.g5.2xlarge for endpoint usage', needed: 6 })]);
  });
});

test('what moves the number of machines: requests, latency, hours', () => {
  const app = made(() => ({
    scaling: Scaling.elastic(1, 8),
    scaleOn: [
      EndpointScaling.requestsPerReplica(600),
      EndpointScaling.offHours({ begins: 20, ends: 6 }),
      EndpointScaling.schedule(Schedule.daily(5), Scaling.elastic(4, 8)),
    ],
  })).synth();
  expect(one(app, POLICY).TargetTrackingScalingPolicyConfiguration).toMatchObject({
    TargetValue: 600, PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
  });
  expect(one(app, TARGET).ScheduledActions.map(({ Schedule: when, ScalableTargetAction: { MinCapacity } }: Json) => [when, MinCapacity])).toEqual([
    ['cron(0 20 ? * 2-6 *)', 1], ['cron(0 6 ? * 2-6 *)', 1], ['cron(0 5 * * ? *)', 4],
  ]);
});

test('a fixed number is left as it is: nothing is kept, and nothing scaled', () => {
  const app = made(() => ({ scaling: Scaling.fixed(3) })).synth();
  expect(one(app, ENDPOINT)).not.toHaveProperty('RetainAllVariantProperties');
  expect(app.of(TARGET)).toEqual([]);
});

test('a model of Hugging Face is downloaded at a commit, onto all GPUs, and may call out', () => {
  const revision = 'b968826d9c46dd6066d109eabc6255188de91218';
  const app = made(() => ({
    accelerator: Accelerator.a10g(4), model: Model.fromHuggingFace('Qwen/Qwen3-8B', { revision, runtime: Runtime.vllm('0.27'), args: ['--max-model-len=8192', '--enforce-eager'] }),
  })).synth();
  const { EnableNetworkIsolation, PrimaryContainer: { Environment } } = one(app, 'AWS::SageMaker::Model');
  expect(EnableNetworkIsolation).toBe(false);
  expect(Environment).toEqual({
    SM_VLLM_MODEL: 'Qwen/Qwen3-8B', SM_VLLM_REVISION: revision, SM_VLLM_TENSOR_PARALLEL_SIZE: '4', SM_VLLM_MAX_MODEL_LEN: '8192', SM_VLLM_ENFORCE_EAGER: '',
  });
});

test('rollouts in other ways: linear, and blue and green with the old fleet kept', () => {
  const routing = (rollout: Rollout) => one(made(() => ({ rollout })).synth(), ENDPOINT).DeploymentConfig.BlueGreenUpdatePolicy;
  expect(routing(Rollout.linear(25)).TrafficRoutingConfiguration).toEqual({ Type: 'LINEAR', WaitIntervalInSeconds: 600, LinearStepSize: { Type: 'CAPACITY_PERCENT', Value: 25 } });
  expect(routing(Rollout.blueGreen())).toMatchObject({ TrafficRoutingConfiguration: { Type: 'ALL_AT_ONCE', WaitIntervalInSeconds: 600 }, TerminationWaitInSeconds: 600 });
});

test('development rolls out at once, and an alarm of the user’s guards beside the own', () => {
  const { endpoint, ml, stack, synth } = made(() => ({}), { profile: Profile.development() });
  const drift = ml.addAlarm('Drift', { metric: endpoint.metrics.errorPercent(), threshold: 5, description: 'x' });
  ml.addModelEndpoint('Other', { model: Model.fromArtifact(ml.artifacts.path('o/model.tar.gz'), Runtime.xgboost('3.2')), rollout: Rollout.allAtOnce({ alarms: [drift] }) });
  expect(stack).toBeDefined();
  const other = synth().of(ENDPOINT).find(({ properties }) => properties.EndpointName === 'acme-ml-other')!.properties.DeploymentConfig;
  expect(other.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.Type).toBe('ALL_AT_ONCE');
  expect(other.AutoRollbackConfiguration.Alarms).toHaveLength(2);
});

test('a boundary bounds the role', () => {
  const app = made(() => ({}), { guardrails: { permissionsBoundary: BOUNDARY } }).synth();
  expect(endpointRole(app).properties.PermissionsBoundary).toBe(BOUNDARY);
});

test('a version of this program is served as its package, whose files and image the role may read; of another one it reads the whole store', () => {
  const versions = (ml: MlPlatform) => {
    const registry = ml.addModelRegistry('Models', { stage: ModelStage.STAGING, approvers: { ada: Identity.role('arn:aws:iam::123456789012:role/risk') } });
    return { registry, added: registry.addVersion('V1', { model: model(ml), approval: Approval.approved('ada', 'good') }) };
  };
  const reads = (served: (ml: MlPlatform) => Model) => {
    const app = made((ml) => ({ model: served(ml) })).synth();
    const own = rights(app, endpointRole(app).id);
    const objects = allowed(own, 's3:GetObject').flatMap(({ Resource }) => [Resource].flat()).map((resource: string) => resource.replace(/^.*?\//, ''));
    return { objects, images: allowed(own, 'ecr:BatchGetImage').flatMap(({ Resource }) => [Resource].flat() as string[]), model: one(app, 'AWS::SageMaker::Model') };
  };
  const known = reads((ml) => Model.fromRegistry(versions(ml).added));
  expect(known.model.PrimaryContainer).toEqual({ ModelPackageName: expect.stringContaining('ModelPackageArn') });
  expect(known.objects).toEqual(['fraud/*']);
  expect(known.images).toEqual([expect.stringContaining('repository/sagemaker-xgboost')]);
  expect(reads((ml) => Model.fromRegistry(versions(ml).registry.version('7'))).objects).toEqual(['*']);
});
