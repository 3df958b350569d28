import { MACHINES } from '../../../src/facts/aws/machines';
import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { AccessFacts, ClusterFacts, NodeGroupFacts, SoftwareFacts } from '../facts';
import { acrossStacks, all, isKey, target } from './tfaws-references';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEK = 168;

/** What a cluster's second stack installs, Karpenter's pools among it. */
export function software(stack: SynthesizedStack): SoftwareFacts[] {
  return all(stack, 'helm_release').map(({ name, chart, repository, version, namespace, values }) => {
    const { manifests, ...own } = parseJsonText(values?.[0] ?? '{}');
    return {
      release: name,
      chart: manifests ? 'manifests' : chart,
      repository,
      version,
      namespace,
      values: own,
      manifests: ((manifests ?? []) as string[]).map(parseJsonText),
    };
  });
}

export function clusters(main: SynthesizedStack, installed: readonly SoftwareFacts[]): ClusterFacts[] {
  const pools = installed.flatMap(({ manifests }) => manifests).filter(({ kind }) => kind === 'NodePool');
  return all(main, 'aws_eks_cluster').map((cluster) => ({
    name: cluster.name,
    version: cluster.version,
    access: accessOf(cluster),
    authorizedCidrs: cluster.vpc_config.public_access_cidrs ?? [],
    privateNodes: cluster.vpc_config.endpoint_private_access && all(main, 'aws_launch_template').every(({ network_interfaces: nics = [] }) => {
      return (nics as Attributes[]).every(({ associate_public_ip_address }) => associate_public_ip_address === undefined);
    }),
    secretsEncrypted: cluster.encryption_config.resources.includes('secrets') && isKey(main, cluster.encryption_config.provider.key_arn),
    auditLogs: cluster.enabled_cluster_log_types.includes('audit') && all(main, 'aws_cloudwatch_log_group').some(({ name }) => name === `/aws/eks/${cluster.name}/cluster`),
    workloadIdentity: all(main, 'aws_eks_addon').some(({ addon_name }) => addon_name === 'eks-pod-identity-agent'),
    localAccounts: cluster.access_config.authentication_mode !== 'API',
    protected: cluster.lifecycle.prevent_destroy,
    maintenance: pools[0] && maintenance(pools[0]),
    groups: groups(main, installed),
    letIn: letIn(main),
  }));
}

/** By EKS's own policies, each for an entry of a principal. */
function letIn(main: SynthesizedStack): AccessFacts[] {
  return all(main, 'aws_eks_access_policy_association').flatMap(({ principal_arn, policy_arn, access_scope }): AccessFacts[] => {
    const who = target(main, principal_arn)!.principal_arn as string;
    if ((policy_arn as string).endsWith('/AmazonEKSClusterAdminPolicy') && access_scope.type === 'cluster') return [{ who, rights: 'admin' }];
    if (!(policy_arn as string).endsWith('/AmazonEKSEditPolicy')) return [];
    return (access_scope.namespaces as string[]).map((namespace) => ({ who, rights: 'edit', namespace }));
  });
}

export function isOpen(cluster: Attributes): boolean {
  return accessOf(cluster) === 'open';
}

function accessOf({ vpc_config: { endpoint_public_access, public_access_cidrs = ['0.0.0.0/0'] } }: Attributes): ClusterFacts['access'] {
  if (!endpoint_public_access) return 'private';
  return public_access_cidrs.some((cidr: string) => cidr.endsWith('/0')) ? 'open' : 'authorized';
}

/** Karpenter is told when nothing may be replaced: the window is the rest of the week. */
function maintenance({ spec }: Attributes): ClusterFacts['maintenance'] {
  const closed = (spec.disruption.budgets as Attributes[]).find(({ nodes, schedule }) => nodes === '0' && schedule)!;
  const [, hour, , , day] = (closed.schedule as string).split(' ').map(Number);
  const shut = Number.parseInt(closed.duration as string, 10);
  const start = (day! * 24 + hour! + shut) % WEEK;
  return { day: DAYS[Math.floor(start / 24)]!, startHour: start % 24, hours: WEEK - shut };
}

/** A group is what is always there, what Karpenter may add, or both under one name. */
function groups(main: SynthesizedStack, installed: readonly SoftwareFacts[]): NodeGroupFacts[] {
  const always = all(main, 'aws_eks_node_group').filter(({ node_group_name }) => node_group_name !== 'system').map((group) => keptGroup(main, group));
  const manifests = installed.flatMap((release) => release.manifests);
  const elastic = manifests.filter(({ kind }) => kind === 'NodePool').map((pool) => {
    return elasticGroup(main, pool, manifests.find(({ kind, metadata }) => kind === 'EC2NodeClass' && metadata.name === pool.metadata.name)!);
  });
  return [
    ...always.map((group) => ({ ...group, max: group.max + (elastic.find(({ name }) => name === group.name)?.max ?? 0) })),
    ...elastic.filter(({ name }) => !always.some((group) => group.name === name)),
  ];
}

function keptGroup(main: SynthesizedStack, group: Attributes): NodeGroupFacts {
  const template = target(main, group.launch_template.id)!;
  const [{ ebs }] = template.block_device_mappings as Attributes[];
  const machine = (group.instance_types?.[0] ?? template.instance_type) as string;
  const reservationId = template.capacity_reservation_specification?.capacity_reservation_target.capacity_reservation_id;
  return {
    name: group.node_group_name,
    machine,
    gpus: MACHINES[machine]!.gpus,
    min: group.scaling_config.min_size,
    max: group.scaling_config.max_size,
    capacity: group.capacity_type === 'SPOT' ? 'spot' : reservationId ? 'reservation' : 'on-demand',
    reservationId,
    compact: target(main, template.placement?.group_name ?? '')?.strategy === 'cluster' && group.subnet_ids.length === 1,
    diskGib: ebs.volume_size,
    diskEncrypted: ebs.encrypted === 'true' && isKey(main, ebs.kms_key_id),
    tainted: ((group.taint ?? []) as Attributes[]).some(({ key, effect }) => key === 'nvidia.com/gpu' && effect === 'NO_SCHEDULE'),
    labels: group.labels,
    patched: false,
  };
}

function elasticGroup(main: SynthesizedStack, { metadata, spec }: Attributes, { spec: nodeClass }: Attributes): NodeGroupFacts {
  const { requirements, taints = [] } = spec.template.spec as { requirements: Attributes[]; taints?: Attributes[] };
  const [machine] = requirements.find(({ key }) => key === 'node.kubernetes.io/instance-type')!.values as string[];
  const [capacity] = requirements.find(({ key }) => key === 'karpenter.sh/capacity-type')!.values as string[];
  const { gpus, cpus } = MACHINES[machine!]!;
  const [{ ebs }] = nodeClass.blockDeviceMappings as Attributes[];
  const [reservation] = (nodeClass.capacityReservationSelectorTerms ?? []) as Attributes[];
  return {
    name: metadata.name,
    machine,
    gpus,
    min: 0,
    max: gpus > 0 ? spec.limits['nvidia.com/gpu'] / gpus : spec.limits.cpu / cpus,
    capacity: capacity === 'reserved' ? 'reservation' : capacity as 'spot' | 'on-demand',
    reservationId: reservation?.id,
    compact: nodeClass.placementGroupSelector !== undefined && nodeClass.subnetSelectorTerms.length === 1,
    diskGib: Number.parseInt(ebs.volumeSize as string, 10),
    diskEncrypted: ebs.encrypted && isKey(main, acrossStacks(main, ebs.kmsKeyID)),
    tainted: taints.some(({ key, effect }) => key === 'nvidia.com/gpu' && effect === 'NoSchedule'),
    labels: spec.template.metadata.labels,
    patched: nodeClass.amiSelectorTerms[0].alias.endsWith('@latest'),
  };
}
