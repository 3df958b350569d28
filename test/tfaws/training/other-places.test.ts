import { App, Fn, S3Backend, Token } from 'cdktf';
import { Accelerator, Egress, Scaling } from '../../../src/core';
import { CertManager, DcgmExporter, GpuOperator } from '../../../src/kubernetes';
import { Identity, MlPlatform, TrainingCluster } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, synthApp } from '../../support/terraform';
import { EXISTING_KEY, newApp, stackIn, stage } from '../platforms';
import { LEAST, REGION } from './clusters';

const EXISTING = { clusterName: 'acme-shared', nodeGroups: [{ name: 'gpus', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(4) }] };

test('a cluster may stand in another stack than its platform, with a second stack of its own', () => {
  const { app, platform } = stage({ region: REGION });
  new TrainingCluster(stackIn(app, 'team'), 'Train', { ...LEAST, platform });
  const { stacks } = synthApp(app);
  expect(Object.keys(stacks)).toEqual(['ml', 'team', 'team-Train-workloads']);
  expect(stacks.ml!.hasResource('aws_eks_cluster')).toBe(false);
  expect(stacks.team!.resource('aws_eks_cluster').encryption_config.provider.key_arn).toContain('terraform_remote_state');
  expect(stacks.team!.backend.config.key).toBe('team.tfstate');
  expect(stacks['team-Train-workloads']!.backend.config.key).toBe('team-Train-workloads.tfstate');
  Object.values(stacks).forEach((stack) => expect(danglingReferences(stack)).toEqual([]));
});

test('what is granted to the pods of a cluster in another stack stands there, so that no stack waits for one that waits for it', () => {
  const { app, platform } = stage({ region: REGION });
  const cluster = new TrainingCluster(stackIn(app, 'team'), 'Train', { ...LEAST, platform });
  const { identity } = cluster.addServiceAccount('Trainer', { namespace: 'vision' });
  platform.artifacts.grantRead(identity);
  platform.artifacts.grantWrite(identity, 'checkpoints/');
  platform.addArtifactStore('Second').grantRead(identity);
  platform.registry.grantPull(identity);
  const { stacks } = synthApp(app);
  const granted = (stack: string) => Object.values(stacks[stack]!.resources('aws_iam_role_policy')).filter(({ name }) => /-(?:read|write|pull)-/.test(name as string));
  expect(granted('ml')).toEqual([]);
  expect(granted('team')).toHaveLength(4);
  granted('team').forEach(({ role, policy }) => {
    expect(role).toContain('aws_iam_role.');
    expect(policy).toContain('terraform_remote_state');
  });
  Object.values(stacks).forEach((stack) => expect(danglingReferences(stack)).toEqual([]));
});

test('two clusters of a platform share nothing but what is the platform\'s', () => {
  const { app, platform } = stage({ region: REGION });
  ['Train', 'Try'].forEach((id) => platform.addTrainingCluster(id, LEAST));
  const { stacks } = synthApp(app);
  expect(Object.keys(stacks)).toEqual(['ml', 'ml-Ml-Train-workloads', 'ml-Ml-Try-workloads']);
  const names = ['aws_iam_role', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_metric_alarm', 'aws_cloudwatch_dashboard', 'aws_launch_template', 'aws_cloudwatch_log_group'].flatMap((type) => {
    return Object.values(stacks.ml!.resources(type)).map(({ name, alarm_name, dashboard_name }: Attributes) => `${type} ${name ?? alarm_name ?? dashboard_name}`);
  });
  expect(names).toHaveLength(new Set(names).size);
});

function imported(app: App, privateSubnetIds: string[]) {
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  return MlPlatform.fromAttributes(stackIn(app, 'team'), 'Ml', {
    platformName: 'acme-ml',
    region: REGION,
    accountId: '123456789012',
    networkId: 'vpc-1',
    privateSubnetIds,
    jobSecurityGroupId: 'sg-1',
    encryptionKeyArn: EXISTING_KEY.replace('eu-west-1', REGION),
    artifactsBucketName: 'acme-ml-artifacts',
    registryNamespace: 'acme-ml',
    repositories: ['training', 'serving'],
    personaRoleArns: {},
    trainingRoleArn: role('training'),
    servingRoleArn: role('serving'),
    pipelineRoleArn: role('pipeline'),
    criticalTopicArns: ['arn:aws:sns:us-east-2:123456789012:c'],
    warningTopicArns: ['arn:aws:sns:us-east-2:123456789012:w'],
    infoTopicArns: ['arn:aws:sns:us-east-2:123456789012:i'],
    tags: { platform: 'acme-ml' },
    serviceCidr: '10.140.0.0/20',
  });
}

test('a platform of another program has clusters too', () => {
  const app = newApp();
  const platform = imported(app, ['subnet-1', 'subnet-2']);
  const cluster = platform.addTrainingCluster('Train', LEAST);
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  const { stacks } = synthApp(app);
  expect(stacks.team!.resource('aws_eks_cluster')).toMatchObject({ name: 'acme-ml-train', kubernetes_network_config: { service_ipv4_cidr: '10.140.0.0/20' } });
  expect(stacks.team!.resource('aws_cloudwatch_metric_alarm', 'NodesNotReady/Resource').alarm_actions).toEqual(['arn:aws:sns:us-east-2:123456789012:c']);
});

test('a platform whose subnets are a list that is known only at deployment is refused with the way out', () => {
  const subnets = () => Token.asList('${var.subnets}');
  expect(codesOf(() => imported(newApp(), subnets()))).toEqual(['core/token-not-allowed']);
  const platform = imported(newApp(), [Fn.element(subnets(), 0), Fn.element(subnets(), 1)] as string[]);
  expect(codesOf(() => platform.addTrainingCluster('Train', LEAST))).toEqual([]);
});

test('the second stack takes a backend and resources of its user', () => {
  const { app, platform } = stage({ region: REGION });
  const cluster = new TrainingCluster(platform, 'Train', { ...LEAST, platform });
  new S3Backend(cluster.workloadsStack, { bucket: 'elsewhere', key: 'inside.tfstate', region: REGION });
  expect(cluster.workloadsStack).toBe(cluster.workloadsStack);
  expect(synthApp(app).stack('ml-Ml-Train-workloads').backend.config.bucket).toBe('elsewhere');
});

describe('a cluster that exists already', () => {
  test('is asked for its address only; nothing of it is made', () => {
    const { app, platform } = stage({ region: REGION });
    const cluster = TrainingCluster.fromExisting(platform, 'Shared', platform, EXISTING);
    cluster.install(new GpuOperator({ metrics: false }));
    cluster.grantEdit(Identity.role('arn:aws:iam::123456789012:role/science'), 'vision');
    cluster.addServiceAccount('Trainer', { namespace: 'vision' });
    const { stacks } = synthApp(app);
    const [main, inside] = [stacks.ml!, stacks['ml-Ml-Shared-workloads']!];
    expect(main.dataSource('aws_eks_cluster')).toMatchObject({ name: 'acme-shared' });
    ['aws_eks_cluster', 'aws_eks_node_group', 'aws_eks_addon', 'aws_launch_template'].forEach((type) => expect(main.hasResource(type)).toBe(false));
    expect(inside.providers('helm')[0]!.kubernetes.host).toContain('dataaws_eks_cluster');
    expect(main.resource('aws_iam_role', 'Trainer/Role/Resource').name).toBe('acme-shared-us-east-2-vision-trainer');
    expect(cluster.quotas).toEqual([]);
    expect(cluster.nodeGroupNames).toEqual(['gpus']);
    expect(main.resource('aws_cloudwatch_metric_alarm', 'Shared/GpuIdle/Resource')).toMatchObject({ alarm_name: 'acme-shared-gpu-idle', dimensions: { ClusterName: 'acme-shared' } });
  });

  test('needs to tell of its nodes only where somebody asks for GPUs', () => {
    const { app, platform } = stage({ region: REGION });
    const cluster = TrainingCluster.fromExisting(platform, 'Shared', platform, { clusterName: 'acme-shared', existingSoftware: ['cert-manager'] });
    expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/installed-twice']);
    expect(codesOf(() => cluster.install(new DcgmExporter()))).toEqual(['software/need-missing']);
    const alarms = Object.values(synthApp(app).stack('ml').resources('aws_cloudwatch_metric_alarm')).map(({ alarm_name }) => alarm_name as string);
    expect(alarms.filter((name) => name.startsWith('acme-shared'))).toEqual(['acme-shared-nodes-not-ready', 'acme-shared-quota-near']);
  });

  test('has a second stack that takes a backend of its user', () => {
    const { app, platform } = stage({ region: REGION });
    const cluster = TrainingCluster.fromExisting(platform, 'Shared', platform, EXISTING);
    new S3Backend(cluster.workloadsStack, { bucket: 'elsewhere', key: 'inside.tfstate', region: REGION });
    expect(synthApp(app).stack('ml-Ml-Shared-workloads').backend.config.bucket).toBe('elsewhere');
  });

  test('reaches what it is said to reach', () => {
    const { platform } = stage({ region: REGION });
    const cluster = TrainingCluster.fromExisting(platform, 'Shared', platform, { ...EXISTING, egress: Egress.none() });
    expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/unreachable']);
  });

  test('is named by a literal, and its groups are checked', () => {
    const { platform } = stage({ region: REGION });
    const found = (existing: Partial<typeof EXISTING>) => codesOf(() => TrainingCluster.fromExisting(platform, 'Bad', platform, { ...EXISTING, ...existing }));
    expect(found({ clusterName: '${var.cluster}' })).toEqual(['core/token-not-allowed']);
    expect(found({ nodeGroups: [{ ...EXISTING.nodeGroups[0]!, name: 'Not-One' }] })).toEqual(['training/node-group-name']);
    expect(platform.node.tryFindChild('Bad')).toBeUndefined();
  });
});
