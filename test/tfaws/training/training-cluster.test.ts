import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Accelerator, Capacity, ClusterAccess, Egress, Placement, Profile, Scaling } from '../../../src/core';
import { CertManager } from '../../../src/kubernetes';
import { Identity } from '../../../src/tfaws';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { statements } from '../audit';
import { synth } from '../platforms';
import { BLOCK, clusterStage, EVERY_GROUP, RESERVATION } from './clusters';

const DEPLOYER = 'arn:aws:iam::123456789012:role/deploy';

const groupOf = (stack: SynthesizedStack, name: string) => stack.resource('aws_eks_node_group', `Nodes/${name}/Resource`);
const templateOf = (stack: SynthesizedStack, name: string) => stack.resource('aws_launch_template', `Nodes/${name}/Template`);

function manifestsOf(workloads: SynthesizedStack): Attributes[] {
  const given = Object.values(workloads.resources('helm_release')).map(({ values }) => JSON.parse(values?.[0] ?? '{}') as Attributes);
  return given.flatMap(({ manifests = [] }) => manifests as string[]).map((text) => JSON.parse(text) as Attributes);
}

function find(workloads: SynthesizedStack, kind: string, name: string): Attributes {
  return manifestsOf(workloads).find((one) => one.kind === kind && one.metadata.name === name)!;
}

describe('the control plane', () => {
  test('is upgraded by nobody but its owner, logs everything, and outlives a zone', () => {
    const { main } = clusterStage().synthBoth();
    expect(main.resource('aws_eks_cluster')).toMatchObject({
      name: 'acme-ml-train',
      version: '1.35',
      bootstrap_self_managed_addons: false,
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      kubernetes_network_config: { service_ipv4_cidr: '10.132.0.0/20' },
      upgrade_policy: { support_type: 'STANDARD' },
      zonal_shift_config: { enabled: true },
    });
  });

  test('writes to groups that were made before, with the key of the platform, kept as the profile says', () => {
    const { main } = clusterStage({}, { profile: Profile.development() }).synthBoth();
    const logs = Object.entries(main.resources('aws_cloudwatch_log_group')).filter(([, { name }]) => (name as string).includes('acme-ml-train'));
    expect(logs.map(([, { name }]) => name as string).sort()).toEqual([
      '/aws/containerinsights/acme-ml-train/application',
      '/aws/containerinsights/acme-ml-train/dataplane',
      '/aws/containerinsights/acme-ml-train/host',
      '/aws/containerinsights/acme-ml-train/performance',
      '/aws/eks/acme-ml-train/cluster',
    ]);
    logs.forEach(([, log]) => expect(log).toMatchObject({ kms_key_id: expect.stringContaining('aws_kms_key.Ml_Key') as string, retention_in_days: 30 }));
    const [made] = logs.find(([, { name }]) => name === '/aws/eks/acme-ml-train/cluster')!;
    expect(main.resource('aws_eks_cluster').depends_on).toContain(`aws_cloudwatch_log_group.${made}`);
    const [key] = Object.values(main.resources('aws_kms_key')).map(({ policy }) => policy as string);
    expect(key).toContain('log-group:/aws/eks/acme-ml-*/cluster');
  });

  test('is administered by whoever makes it, or by the deployer that is named, as an entry that everybody sees', () => {
    const bootstrapped = ({ main }: { main: SynthesizedStack }) => main.resource('aws_eks_cluster').access_config.bootstrap_cluster_creator_admin_permissions as boolean;
    expect(bootstrapped(clusterStage().synthBoth())).toBe(true);
    const named = clusterStage({ deployer: Identity.role(DEPLOYER) }).synthBoth();
    expect(bootstrapped(named)).toBe(false);
    const entries = Object.values(named.main.resources('aws_eks_access_entry')).filter(({ type }) => type !== 'EC2_LINUX');
    expect(entries.map(({ principal_arn }) => principal_arn as string)).toEqual([DEPLOYER]);
  });

  test('is reached by a token of each run, which is stored nowhere', () => {
    const { workloads } = clusterStage().synthBoth();
    const [{ exec: [exec], ...kubernetes }] = workloads.providers('kubernetes') as [Attributes];
    expect(exec).toMatchObject({ api_version: 'client.authentication.k8s.io/v1beta1', command: 'aws', args: expect.arrayContaining(['get-token', 'us-east-2']) as string[] });
    expect(kubernetes.token).toBeUndefined();
    expect(workloads.dependencies).toEqual(['ml']);
  });
});

describe('nodes', () => {
  test('of the cluster itself stand in each zone', () => {
    const { main } = clusterStage({}, { profile: Profile.development() }).synthBoth();
    expect(groupOf(main, 'system')).toMatchObject({ instance_types: ['m7i.xlarge'], scaling_config: { min_size: 2, max_size: 2, desired_size: 2 } });
    expect(groupOf(main, 'system').subnet_ids).toHaveLength(2);
    expect(groupOf(main, 'system').taint).toBeUndefined();
  });

  test('begin with an encrypted disk, hide their rights from pods, and carry the tags', () => {
    const { main } = clusterStage({ nodeGroups: EVERY_GROUP }).synthBoth();
    Object.values(main.resources('aws_launch_template')).forEach((template) => {
      expect(template.metadata_options).toEqual({ http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 });
      expect(template.block_device_mappings[0].ebs).toMatchObject({ encrypted: 'true', volume_type: 'gp3' });
      (template.tag_specifications as Attributes[]).forEach(({ tags }) => expect(tags).toMatchObject({ platform: 'acme-ml', environment: 'production' }));
    });
  });

  test('of which some are always there are a managed group and a pool under one name', () => {
    const { main, workloads } = clusterStage({ nodeGroups: EVERY_GROUP }).synthBoth();
    expect(groupOf(main, 'h100x8')).toMatchObject({ scaling_config: { min_size: 2, max_size: 2 }, ami_type: 'AL2023_x86_64_NVIDIA', version: '1.35' });
    expect(find(workloads, 'NodePool', 'h100x8').spec.limits).toEqual({ 'nvidia.com/gpu': '16' });
    expect(groupOf(main, 'sometimes').capacity_type).toBe('SPOT');
    expect(Object.keys(clusterStage({ nodeGroups: EVERY_GROUP }).cluster.nodeGroupResources)).toEqual(['system', 'h100x8', 'sometimes', 'reserved', 'block', 'newest']);
  });

  test('that lie close together share a placement group and a subnet, those of Karpenter too', () => {
    const nodeGroups = [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(2, 4) }];
    const { main, workloads } = clusterStage({ nodeGroups }).synthBoth();
    expect(main.resource('aws_placement_group')).toMatchObject({ name: 'acme-ml-train-h100x8', strategy: 'cluster' });
    expect(templateOf(main, 'h100x8').placement.group_name).toContain('aws_placement_group');
    expect(groupOf(main, 'h100x8').subnet_ids).toEqual([expect.stringContaining('Private0')]);
    const { spec } = find(workloads, 'EC2NodeClass', 'h100x8');
    expect(spec.placementGroupSelector.id).toContain('placement_group_id');
    expect(spec.subnetSelectorTerms).toEqual([{ id: expect.stringContaining('Private0') as string }]);
  });

  test('that lie close together may lie in the zone that has them', () => {
    const existingNetwork = { networkId: 'vpc-1', privateSubnetIds: ['subnet-0a', 'subnet-0b'] };
    const nodeGroups = [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(1, 2) }];
    const { main, workloads } = clusterStage({ nodeGroups, compactSubnetId: 'subnet-0b' }, { existingNetwork }).synthBoth();
    expect(groupOf(main, 'h100x8').subnet_ids).toEqual(['subnet-0b']);
    expect(find(workloads, 'EC2NodeClass', 'h100x8').spec.subnetSelectorTerms).toEqual([{ id: 'subnet-0b' }]);
  });

  test('with a fabric have an interface on each card, and pods may ask for them', () => {
    const { main, workloads } = clusterStage({ nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) }] }).synthBoth();
    const interfaces = templateOf(main, 'h100x8').network_interfaces as Attributes[];
    expect(interfaces.map(({ interface_type }) => interface_type as string)).toEqual(['efa', ...Array<string>(31).fill('efa-only')]);
    expect(interfaces.map(({ device_index }) => device_index as number)).toEqual([0, ...Array<number>(31).fill(1)]);
    interfaces.forEach(({ security_groups }) => expect(security_groups).toEqual([expect.stringContaining('cluster_security_group_id')]));
    const plugin = Object.values(workloads.resources('helm_release')).find(({ name }) => name === 'fabric-plugin')!;
    expect(JSON.parse(plugin.values[0]).supportedInstanceLabels.values).toEqual(['p5.48xlarge']);
  });

  test('that were reserved lie where they were reserved', () => {
    const existingNetwork = { networkId: 'vpc-1', privateSubnetIds: ['subnet-0a', 'subnet-0b'] };
    const reservations = [{ reservationId: RESERVATION }, { reservationId: BLOCK, capacityBlock: true, subnetId: 'subnet-0b' }];
    const { main, workloads } = clusterStage({ nodeGroups: EVERY_GROUP, reservations }, { existingNetwork }).synthBoth();
    const target = { capacity_reservation_target: { capacity_reservation_id: RESERVATION } };
    expect(templateOf(main, 'reserved')).toMatchObject({ capacity_reservation_specification: target });
    expect(templateOf(main, 'reserved').placement).toBeUndefined();
    expect(groupOf(main, 'reserved')).toMatchObject({ capacity_type: 'ON_DEMAND', subnet_ids: ['subnet-0a', 'subnet-0b'] });
    expect(find(workloads, 'EC2NodeClass', 'reserved').spec).toMatchObject({
      capacityReservationSelectorTerms: [{ id: RESERVATION }], subnetSelectorTerms: [{ id: 'subnet-0a' }, { id: 'subnet-0b' }],
    });
    // A capacity block has its machine in the template, and its market.
    expect(templateOf(main, 'block')).toMatchObject({ instance_type: 'p5en.48xlarge', instance_market_options: { market_type: 'capacity-block' } });
    expect(groupOf(main, 'block')).toMatchObject({ capacity_type: 'CAPACITY_BLOCK', subnet_ids: ['subnet-0b'] });
    expect(groupOf(main, 'block').instance_types).toBeUndefined();
  });

  test('take the image of their processor, and the machine that the region has', () => {
    const { main } = clusterStage({ nodeGroups: EVERY_GROUP }).synthBoth();
    expect(groupOf(main, 'newest').ami_type).toBe('AL2023_ARM_64_NVIDIA');
    const nodeGroups = [{ accelerator: Accelerator.h200(8), scaling: Scaling.fixed(1), placement: Placement.spread() }];
    const sydney = clusterStage({ nodeGroups }, { region: 'ap-southeast-2' }).synthBoth().main;
    expect(groupOf(sydney, 'h200x8').instance_types).toEqual(['p5e.48xlarge']);
    expect(sydney.hasResource('aws_placement_group')).toBe(false);
  });

  test('of Karpenter are replaced in the window, by a controller that knows of interruptions', () => {
    const { main, workloads } = clusterStage().synthBoth();
    const chart = Object.values(workloads.resources('helm_release')).find(({ name }) => name === 'karpenter')!;
    expect(JSON.parse(chart.values[0])).toMatchObject({
      serviceAccount: { name: 'karpenter' },
      settings: { clusterName: 'acme-ml-train', interruptionQueue: expect.stringContaining('aws_sqs_queue') as string, isolatedVPC: false },
    });
    expect(main.resource('aws_eks_pod_identity_association')).toMatchObject({ namespace: 'kube-system', service_account: 'karpenter' });
    expect(main.resource('aws_eks_access_entry')).toMatchObject({ type: 'EC2_LINUX', principal_arn: expect.stringContaining('Elastic_NodeRole') as string });
    expect(main.resource('aws_sqs_queue').sqs_managed_sse_enabled).toBe(true);
    expect(Object.values(main.resources('aws_cloudwatch_event_rule')).filter(({ name }) => (name as string).startsWith('acme-ml-train-'))).toHaveLength(5);
  });

  test('that never scale need no Karpenter', () => {
    const { main, workloads } = clusterStage({ nodeGroups: [{ accelerator: Accelerator.t4(), scaling: Scaling.fixed(2) }] }).synthBoth();
    expect(main.hasResource('aws_sqs_queue')).toBe(false);
    expect(Object.values(workloads.resources('helm_release')).map(({ name }) => name as string)).toEqual(['gpu-operator', 'storage']);
  });
});

describe('what a cluster brings', () => {
  test('are add-ons whose roles are for one account of pods and name each right', () => {
    const { main } = clusterStage().synthBoth();
    const trust = main.resource('aws_iam_role', 'aws-ebs-csi-driver-role/Resource').assume_role_policy as string;
    expect(JSON.parse(trust).Statement[0]).toMatchObject({
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Condition: { StringEquals: { 'aws:RequestTag/eks-cluster-name': 'acme-ml-train', 'aws:RequestTag/kubernetes-service-account': 'ebs-csi-controller-sa' } },
    });
    const managed = Object.values(main.resources('aws_iam_role_policy_attachment')).map(({ policy_arn }) => policy_arn as string).filter((arn) => arn.includes(':aws:policy/'));
    expect([...new Set(managed)].sort()).toEqual(['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSClusterPolicy', 'AmazonEKSWorkerNodePolicy'].map((name) => `arn:aws:iam::aws:policy/${name}`));
    const network = Object.values(main.resources('aws_eks_addon')).find(({ addon_name }) => addon_name === 'vpc-cni')!;
    expect(JSON.parse(network.configuration_values)).toEqual({ env: { CLUSTER_NAME: 'acme-ml-train' } });
  });

  test('measures GPUs of each of its groups', () => {
    const { main } = clusterStage({ nodeGroups: EVERY_GROUP }).synthBoth();
    const insights = Object.values(main.resources('aws_eks_addon')).find(({ addon_name }) => addon_name === 'amazon-cloudwatch-observability')!;
    expect(insights.configuration_values).toContain('"key":"ml-platform/node-group","operator":"In","values":["t4x1","h100x8","sometimes","reserved","block","newest"]');
  });

  test('is a default class of volumes with the key of the platform and its tags', () => {
    const { workloads } = clusterStage({}, { tags: { team: 'ml' } }).synthBoth();
    const { metadata, parameters } = find(workloads, 'StorageClass', 'gp3');
    expect(metadata.annotations).toEqual({ 'storageclass.kubernetes.io/is-default-class': 'true' });
    expect(parameters).toMatchObject({ encrypted: 'true', kmsKeyId: expect.stringContaining('aws_kms_key') as string });
    expect(Object.values(parameters)).toEqual(expect.arrayContaining(['team=ml', 'platform=acme-ml']));
  });

  test('is bounded as every role of the platform', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
    const { main } = clusterStage({}, { guardrails: { permissionsBoundary } }).synthBoth();
    Object.values(main.resources('aws_iam_role')).forEach((role) => expect(role.permissions_boundary).toBe(permissionsBoundary));
  });

  test('goes through the mirror, and Karpenter asks for no prices', () => {
    const { cluster, synthBoth } = clusterStage({ nodeGroups: EVERY_GROUP }, { network: { egress: Egress.mirrored('registry.acme.internal/ml') } });
    cluster.install(new CertManager());
    const releases = Object.values(synthBoth().workloads.resources('helm_release')).filter(({ repository }) => repository);
    releases.forEach(({ repository }) => expect(repository).toBe('oci://registry.acme.internal/ml/charts'));
    const values = (name: string) => JSON.parse(releases.find((release) => release.name === name)!.values[0]) as Attributes;
    expect(values('karpenter').settings.isolatedVPC).toBe(true);
    expect(values('fabric-plugin').image.repository).toBe('registry.acme.internal/ml/eks/aws-efa-k8s-device-plugin');
  });

  test('without a way out, is nothing that a registry would have to give', () => {
    const nodeGroups = [{ name: 'cpus', machine: EVERY_GROUP[6]!.machine, scaling: Scaling.fixed(2) }];
    const { cluster, stack, app } = clusterStage({ nodeGroups }, { network: { egress: Egress.none() } });
    expect(app.node.children).toEqual([stack]);
    expect(cluster.nodeGroupNames).toEqual(['cpus']);
  });
});

describe('the platform of a cluster', () => {
  test.each([Egress.none(), Egress.mirrored('registry.acme.internal')])('has private ways to what nodes call, once, where it has no way out', (egress) => {
    const services = Object.values(synth({ network: { egress } }).resources('aws_vpc_endpoint')).map(({ service_name }) => (service_name as string).split('eu-west-1.')[1]);
    expect(services).toEqual(expect.arrayContaining(['ec2', 'eks', 'eks-auth', 'sqs', 'ssm', 'sts', 'ecr.api']));
  });

  test('needs none of them with a way out', () => {
    const services = Object.values(synth().resources('aws_vpc_endpoint')).map(({ service_name }) => service_name as string);
    expect(services).not.toContain('com.amazonaws.eu-west-1.eks');
  });

  test('lets the role of EC2 Auto Scaling use its key for disks, and nobody else', () => {
    const key = statements(synth()).filter(({ statement }) => statement.Principal?.AWS === '*' && statement.Effect === 'Allow' && (statement.Sid as string).includes('NodeDisks'));
    expect(key).toHaveLength(2);
    key.forEach(({ statement: { Condition } }) => expect(Condition).toMatchObject({
      StringEquals: { 'kms:CallerAccount': '123456789012' },
      ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling' },
    }));
  });
});

describe('what tells of a cluster', () => {
  test('is a file and an output of what it needs of quotas, without what was bought as a block', () => {
    const { cluster, synthBoth } = clusterStage({
      nodeGroups: EVERY_GROUP, reservations: [{ reservationId: BLOCK, capacityBlock: true, subnetId: 'subnet-0c' }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
    }, { existingNetwork: { networkId: 'vpc-1', privateSubnetIds: ['subnet-0a', 'subnet-0c'] } });
    const { main } = synthBoth();
    const needs = cluster.quotas.map(({ quota, needed, nodeGroups }) => [quota.replace(/ \(.*\)/, ''), needed, nodeGroups]);
    expect(needs).toEqual([
      ['Running On-Demand Standard instances', 2 * 4 + 10 * 16, ['system', 'general16']],
      ['All G and VT Spot Instance Requests', 8 * 8 + 4 * 8, ['t4x1', 'sometimes']],
      ['Running On-Demand P instances', 4 * 192 + 144, ['h100x8', 'newest']],
      ['Running On-Demand G and VT instances', 2 * 48, ['reserved']],
    ]);
    expect(JSON.parse(main.outputs.train_quotas as string)).toEqual(cluster.quotas);
    expect(JSON.parse(readFileSync(join(main.directory, 'quotas', 'acme-ml-train.json'), 'utf8'))).toEqual(cluster.quotas);
  });

  test('calls at the tightest quota of its machines, and after half an hour of waiting', () => {
    const nodeGroups = [{ accelerator: Accelerator.t4(), capacity: Capacity.spot(), scaling: Scaling.elastic(0, 4) }];
    const { main } = clusterStage({ nodeGroups }).synthBoth();
    const quota = main.resource('aws_cloudwatch_metric_alarm', 'QuotaNear/Resource');
    expect(quota.alarm_name).toBe('acme-ml-train-quota-near');
    expect((quota.metric_query as Attributes[]).map(({ expression, metric }) => (expression ?? metric.dimensions.Class) as string)).toEqual([
      'MAX([m0 / SERVICE_QUOTA(m0) * 100, m1 / SERVICE_QUOTA(m1) * 100])', 'Standard/OnDemand', 'G/Spot',
    ]);
    expect(main.resource('aws_cloudwatch_metric_alarm', 'GpusPending/Resource')).toMatchObject({ period: 60, evaluation_periods: 30, namespace: 'AWS/EKS' });
    expect(main.resource('aws_cloudwatch_metric_alarm', 'NodesNotReady/Resource')).toMatchObject({ period: 60, evaluation_periods: 15, namespace: 'ContainerInsights' });
    const page = main.resource('aws_cloudwatch_dashboard', 'Train/Dashboard/Resource').dashboard_body as string;
    expect(page).toContain('MAX([m0_0 / SERVICE_QUOTA(m0_0) * 100, m0_1 / SERVICE_QUOTA(m0_1) * 100])');
  });
});
