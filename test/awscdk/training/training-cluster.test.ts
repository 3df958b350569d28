import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from 'aws-cdk-lib/aws-eks-v2';
import { Stack } from 'aws-cdk-lib/core';
import { MlPlatform, TrainingCluster } from '../../../src/awscdk';
import { Accelerator, Capacity, Egress, Machine, Profile, Scaling, Size } from '../../../src/core';
import { CertManager } from '../../../src/kubernetes';
import { Json, synthesize, SynthesizedApp, testApp, text } from '../../support/cloudformation';
import { ATTRIBUTES, ENV, EVERY_GROUP, everything, layer, ONE_GROUP, RESERVATION, trained } from './clusters';
import { before, chart, objects } from './templates';

describe('a cluster', () => {
  let app: SynthesizedApp;
  beforeAll(() => (app = synthesize(everything().app)));

  test('has all logs of its control plane, in a group that is made before, encrypted and kept for a time', () => {
    const [cluster] = app.of('AWS::EKS::Cluster');
    expect(cluster.properties.Logging.ClusterLogging.EnabledTypes.map(({ Type }: Json) => Type)).toEqual(['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']);
    const logs = app.of('AWS::Logs::LogGroup').find(({ properties }) => properties.LogGroupName === '/aws/eks/acme-ml-train/cluster')!;
    expect(logs.properties).toMatchObject({ RetentionInDays: 365, KmsKeyId: expect.anything() });
    expect(before(app, cluster)).toContain(logs.id);
  });

  test('lets the key encrypt those logs, and the disks of managed nodes', () => {
    const statements: Json[] = app.of('AWS::KMS::Key')[0].properties.KeyPolicy.Statement;
    expect(JSON.stringify(statements.find(({ Sid }) => Sid === 'Logs'))).toContain(':log-group:/aws/eks/acme-ml-*/cluster');
    expect(statements.find(({ Sid }) => Sid === 'NodeDisks').Condition.ArnEquals['aws:PrincipalArn']).toBeDefined();
  });

  test('makes nobody an administrator but the function that installs software', () => {
    const entries = app.of('AWS::EKS::AccessEntry').filter(({ properties }) => properties.AccessPolicies);
    expect(entries.map(({ properties }) => text(properties.PrincipalArn))).toEqual([expect.stringContaining('KubectlProviderHandlerServiceRole')]);
  });

  test('takes the way to AWS away after what needs it', () => {
    const network = before(app, chart(app, 'karpenter'));
    ['AWS::EC2::NatGateway', 'AWS::EC2::Route', 'AWS::EC2::VPCEndpoint'].forEach((type) => {
      app.of(type).forEach(({ id }) => expect(network).toContain(id));
    });
  });

  test('starts machines with encrypted disks, and without metadata for pods', () => {
    const templates = app.of('AWS::EC2::LaunchTemplate').map(({ properties }) => properties.LaunchTemplateData);
    expect(templates).toHaveLength(4);
    templates.forEach(({ BlockDeviceMappings: [{ Ebs }], MetadataOptions }) => {
      expect(Ebs).toMatchObject({ Encrypted: true, VolumeType: 'gp3', KmsKeyId: expect.anything() });
      expect(MetadataOptions).toEqual({ HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 });
    });
  });

  test('joins machines with a fabric by all of their network cards', () => {
    const cards = app.of('AWS::EC2::LaunchTemplate').map(({ properties }) => properties.LaunchTemplateData.NetworkInterfaces ?? []).find((found) => found.length > 1);
    expect(cards).toHaveLength(32);
    expect(cards[0]).toMatchObject({ InterfaceType: 'efa', DeviceIndex: 0, NetworkCardIndex: 0 });
    expect(cards[31]).toMatchObject({ InterfaceType: 'efa-only', DeviceIndex: 1, NetworkCardIndex: 31 });
    expect(chart(app, 'fabric-plugin').properties).toMatchObject({ Chart: 'aws-efa-k8s-device-plugin', Namespace: 'kube-system' });
  });

  test('starts machines from the image of their processor', () => {
    const newest = Machine.custom('p6e-gb200.36xlarge', { gpus: 4, cpus: 144, memory: Size.gibibytes(960) });
    const made = synthesize(trained({ nodeGroups: [{ name: 'newest', machine: newest, scaling: Scaling.fixed(1) }] }).app).of('AWS::EKS::Nodegroup');
    const images = Object.fromEntries(made.map(({ properties }) => [properties.Labels['ml-platform/node-group'], properties.AmiType]));
    expect(images).toEqual({ system: 'AL2023_x86_64_STANDARD', newest: 'AL2023_ARM_64_NVIDIA' });
  });

  test('takes GPUs away before it adds others, since they have no spare', () => {
    const strategies = Object.fromEntries(app.of('AWS::EKS::Nodegroup').map(({ properties }) => [properties.Labels['ml-platform/node-group'], properties.UpdateConfig.UpdateStrategy]));
    expect(strategies).toEqual({ system: 'DEFAULT', h100x8: 'MINIMAL', kept: 'MINIMAL', booked: 'MINIMAL' });
  });

  test('lets nodes and pods do no more than they need', () => {
    const roles = app.of('AWS::IAM::Role').filter(({ id }) => /NodesRole|KarpenterNodeRole/.test(id));
    expect(roles).toHaveLength(2);
    roles.forEach(({ properties }) => expect(properties.ManagedPolicyArns.map(text).map((arn: string) => arn.split('/').pop())).toEqual(['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly']));
    const pods = app.of('AWS::IAM::Role').filter(({ properties }) => JSON.stringify(properties.AssumeRolePolicyDocument).includes('pods.eks.amazonaws.com'));
    expect(pods).toHaveLength(4);
    pods.forEach(({ properties: { AssumeRolePolicyDocument: { Statement: [statement] } } }) => {
      expect(statement.Action).toEqual(['sts:AssumeRole', 'sts:TagSession']);
      expect(statement.Condition.StringEquals['aws:RequestTag/eks-cluster-name']).toBe('acme-ml-train');
    });
  });

  test('has a default class of volumes, encrypted with the key', () => {
    const [storageClass] = objects(app, 'storage');
    expect(storageClass.metadata.annotations).toEqual({ 'storageclass.kubernetes.io/is-default-class': 'true' });
    expect(storageClass.parameters).toMatchObject({ type: 'gp3', encrypted: 'true', kmsKeyId: expect.stringMatching(/Key.*\.Arn/) });
  });

  test('lets Karpenter work as long as there are nodes that it made', () => {
    const karpenter = before(app, chart(app, 'karpenter-pools'));
    [chart(app, 'karpenter'), chart(app, 'karpenter-crd'), ...app.of('AWS::SQS::Queue', 'AWS::EKS::PodIdentityAssociation', 'AWS::Events::Rule', 'AWS::IAM::InstanceProfile')]
      .filter(({ id }) => id.includes('Karpenter') || id.includes('karpenter'))
      .forEach(({ id }) => expect(karpenter).toContain(id));
  });

  test('finds charts in registries as AWS CDK wants them', () => {
    expect(chart(app, 'karpenter').properties).toMatchObject({ Chart: 'karpenter', Repository: 'oci://public.ecr.aws/karpenter/karpenter', Atomic: true, Wait: true });
    expect(chart(app, 'gpu-operator').properties.Repository).toBe('https://helm.ngc.nvidia.com/nvidia');
  });

  test('writes its quotas beside the templates', () => {
    const { app: program, cluster } = everything();
    try {
      const { directory } = program.synth();
      expect(JSON.parse(readFileSync(join(directory, 'quotas', 'acme-ml-train.json'), 'utf8'))).toEqual(cluster.quotas);
    } finally {
      rmSync(program.outdir, { recursive: true, force: true });
    }
    const needed = cluster.quotas.find(({ quota }) => quota === 'Running On-Demand P instances');
    expect(needed).toEqual({ quota: 'Running On-Demand P instances', region: 'eu-north-1', needed: 384, unit: 'vCPU', nodeGroups: ['h100x8'] });
  });

  test('is private unless it is said who comes in', () => {
    const [{ properties }] = synthesize(trained().app).of('AWS::EKS::Cluster');
    expect(properties.ResourcesVpcConfig).toMatchObject({ EndpointPrivateAccess: true, EndpointPublicAccess: false });
  });

  test('lets go in development', () => {
    const developed = synthesize(trained({}, { profile: Profile.development() }).app);
    expect(developed.of('AWS::EKS::Cluster')[0].properties.DeletionProtection).toBe(false);
    expect(developed.resources.filter(({ deletionPolicy }) => deletionPolicy === 'Retain').map(({ id }) => id)).toEqual([]);
  });

  test('bounds every role, those of AWS CDK too', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
    const bounded = synthesize(trained({}, { guardrails: { permissionsBoundary } }).app);
    bounded.of('AWS::IAM::Role').forEach(({ properties }) => expect(properties.PermissionsBoundary).toBe(permissionsBoundary));
  });

  test('opens what it is made of', () => {
    const { cluster, app: program } = everything();
    expect(Object.keys(cluster.nodeGroupResources)).toEqual(['system', 'h100x8', 'kept', 'booked']);
    expect(cluster.nodeGroupNames).toEqual(['t4x1', 'h100x8', 'kept', 'booked', 'cpus']);
    cluster.nodeGroupResources.kept!.releaseVersion = '1.35.0-20260714';
    expect(cluster.resource).toBeInstanceOf(Cluster);
    expect(synthesize(program).of('AWS::EKS::Nodegroup').map(({ properties }) => properties.ReleaseVersion)).toContain('1.35.0-20260714');
  });

  test('takes nodes on a capacity block as EKS wants them', () => {
    const { ml } = trained();
    const [, subnetId] = ml.network.privateSubnetIds;
    const nodeGroups = [{ name: 'block', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2), capacity: Capacity.reservation(RESERVATION) }];
    const cluster = new TrainingCluster(ml, 'Blocks', {
      platform: ml, kubectlLayer: layer(ml), nodeGroups, reservations: [{ reservationId: RESERVATION, subnetId, capacityBlock: true }],
    });
    const template = synthesize(ml.node.root as never);
    const group = template.of('AWS::EKS::Nodegroup').find(({ properties }) => properties.CapacityType === 'CAPACITY_BLOCK')!;
    expect(group.properties.Subnets).toHaveLength(1);
    expect(group.properties.InstanceTypes).toBeUndefined();
    expect(template.named(group, group.properties.LaunchTemplate.Id)!.properties.LaunchTemplateData).toMatchObject({
      InstanceType: 'p5.48xlarge',
      InstanceMarketOptions: { MarketType: 'capacity-block' },
      CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: RESERVATION } },
    });
    expect(cluster.quotas.map(({ quota }) => quota)).not.toContain('Running On-Demand P instances');
  });

  test('reaches AWS without a way out', () => {
    const sealed = synthesize(trained({}, { network: { egress: Egress.mirrored('registry.acme.internal') } }).app);
    const services = sealed.of('AWS::EC2::VPCEndpoint').map(({ properties }) => text(properties.ServiceName).split('.').pop());
    expect(services).toEqual(expect.arrayContaining(['ec2', 'eks', 'eks-auth', 'sqs', 'ssm', 'sts', 'lambda']));
  });
});

describe('a cluster elsewhere', () => {
  test('stands in another stack than its platform', () => {
    const { app, ml } = trained();
    const other = new Stack(app, 'Other', { env: ENV });
    const cluster = new TrainingCluster(other, 'Second', { platform: ml, kubectlLayer: layer(other), nodeGroups: EVERY_GROUP });
    cluster.install(new CertManager());
    const template = synthesize(app);
    expect(template.of('AWS::EKS::Cluster').map(({ stack, properties }) => [stack, properties.Name])).toEqual([['Acme', 'acme-ml-train'], ['Other', 'acme-ml-second']]);
    expect(template.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName)).toEqual(
      expect.arrayContaining(['acme-ml-train-gpu-idle', 'acme-ml-second-gpu-idle']),
    );
  });

  test('stands on a platform of another program, with its layer', () => {
    const app = testApp();
    const stack = new Stack(app, 'Jobs', { env: ENV });
    const platform = MlPlatform.fromAttributes(stack, 'Ml', { ...ATTRIBUTES, kubectlLayer: layer(stack) });
    platform.addTrainingCluster('Train', { nodeGroups: ONE_GROUP });
    const [cluster] = synthesize(app).of('AWS::EKS::Cluster');
    expect(cluster.properties.ResourcesVpcConfig.SubnetIds).toEqual(['subnet-0a1b2c3d', 'subnet-1a2b3c4d']);
  });

  test('needs no region; then AWS checks what it has', () => {
    const { app, cluster } = trained({}, {}, {});
    expect(text(synthesize(app).of('AWS::EKS::Cluster')[0].properties.Name)).toBe('acme-ml-train');
    expect(cluster.quotas.length).toBeGreaterThan(0);
  });
});
