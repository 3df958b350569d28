import { MACHINES } from '../../../src/facts/aws/machines';
import { Json, list, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { AccessFacts, ClusterFacts, NodeGroupFacts, SoftwareFacts } from '../facts';

const LABEL = 'ml-platform/node-group';
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export function clusters(app: SynthesizedApp): ClusterFacts[] {
  return app.of('AWS::EKS::Cluster').map((cluster) => {
    const { properties } = cluster;
    const vpc = properties.ResourcesVpcConfig;
    const cidrs: string[] = vpc.PublicAccessCidrs ?? [];
    const pools = customResources(app).filter(({ kind }) => kind === 'NodePool');
    return {
      name: properties.Name,
      version: properties.Version,
      access: !vpc.EndpointPublicAccess ? 'private' : cidrs.length === 0 || cidrs.includes('0.0.0.0/0') ? 'open' : 'authorized',
      authorizedCidrs: cidrs,
      privateNodes: !app.of('AWS::EC2::LaunchTemplate').flatMap((template) => list<Json>(data(template).NetworkInterfaces)).some((card) => card.AssociatePublicIpAddress),
      secretsEncrypted: properties.EncryptionConfig?.some(({ Resources, Provider }: Json) => Resources.includes('secrets') && Provider.KeyArn !== undefined) ?? false,
      auditLogs: properties.Logging.ClusterLogging.EnabledTypes.some(({ Type }: Json) => Type === 'audit'),
      workloadIdentity: app.of('AWS::EKS::Addon').some((addon) => addon.properties.AddonName === 'eks-pod-identity-agent'),
      localAccounts: properties.AccessConfig?.AuthenticationMode !== 'API' || properties.AccessConfig?.BootstrapClusterCreatorAdminPermissions !== false,
      protected: properties.DeletionProtection === true,
      maintenance: pools.length > 0 ? maintenance(pools[0]) : undefined,
      groups: groups(app, pools),
      letIn: letIn(app),
    };
  });
}

/** By EKS's own policies, in the entry of a principal. */
function letIn(app: SynthesizedApp): AccessFacts[] {
  return app.of('AWS::EKS::AccessEntry').flatMap(({ properties: { PrincipalArn, AccessPolicies } }) => list<Json>(AccessPolicies).flatMap(({ PolicyArn, AccessScope }): AccessFacts[] => {
    const [who, policy] = [text(PrincipalArn), text(PolicyArn)];
    if (policy.endsWith('/AmazonEKSClusterAdminPolicy') && AccessScope.Type === 'cluster') return [{ who, rights: 'admin' }];
    if (!policy.endsWith('/AmazonEKSEditPolicy')) return [];
    return list<string>(AccessScope.Namespaces).map((namespace) => ({ who, rights: 'edit', namespace }));
  }));
}

/** Nodes that are always there, and those of the group's pool beside them. */
function groups(app: SynthesizedApp, pools: Json[]): NodeGroupFacts[] {
  const kept = app.of('AWS::EKS::Nodegroup').filter(({ properties }) => properties.Labels[LABEL] !== 'system').map((group) => managed(app, group));
  const elastic = pools.map((pool) => elasticGroup(pool, customResources(app).find(({ kind, metadata }) => kind === 'EC2NodeClass' && metadata.name === pool.metadata.name)));
  const names = [...new Set([...kept, ...elastic].map(({ name }) => name))];
  return names.map((name) => {
    const [always, more] = [kept, elastic].map((found) => found.find((group) => group.name === name));
    if (!always || !more) return (always ?? more)!;
    return { ...always, ...more, min: always.min, max: always.max + more.max, diskEncrypted: always.diskEncrypted && more.diskEncrypted };
  });
}

function managed(app: SynthesizedApp, group: TemplateResource): NodeGroupFacts {
  const { Labels, ScalingConfig, InstanceTypes, CapacityType, Taints } = group.properties;
  const template = data(app.named(group, group.properties.LaunchTemplate.Id)!);
  const machine = InstanceTypes?.[0] ?? template.InstanceType;
  const { VolumeSize, Encrypted, KmsKeyId } = template.BlockDeviceMappings[0].Ebs;
  const reservationId = template.CapacityReservationSpecification?.CapacityReservationTarget.CapacityReservationId;
  return {
    name: Labels[LABEL],
    machine,
    gpus: MACHINES[machine]?.gpus ?? 0,
    min: ScalingConfig.MinSize,
    max: ScalingConfig.MaxSize,
    capacity: reservationId ? 'reservation' : CapacityType === 'SPOT' ? 'spot' : 'on-demand',
    reservationId,
    compact: template.Placement?.GroupName !== undefined,
    diskGib: VolumeSize,
    diskEncrypted: Encrypted === true && KmsKeyId !== undefined,
    tainted: list<Json>(Taints).some(({ Key }) => Key === 'nvidia.com/gpu'),
    labels: Labels,
    patched: false,
  };
}

function elasticGroup({ metadata, spec }: Json, nodeClass: Json): NodeGroupFacts {
  const requirement = (key: string) => spec.template.spec.requirements.find((found: Json) => found.key === key).values[0];
  const machine = requirement('node.kubernetes.io/instance-type');
  const capacity = requirement('karpenter.sh/capacity-type');
  const { gpus, cpus } = MACHINES[machine]!;
  const { volumeSize, encrypted, kmsKeyID } = nodeClass.spec.blockDeviceMappings[0].ebs;
  return {
    name: metadata.name,
    machine,
    gpus,
    min: 0,
    max: gpus > 0 ? Number(spec.limits['nvidia.com/gpu']) / gpus : Number(spec.limits.cpu) / cpus,
    capacity: capacity === 'reserved' ? 'reservation' : capacity,
    reservationId: nodeClass.spec.capacityReservationSelectorTerms?.[0].id,
    compact: nodeClass.spec.placementGroupSelector !== undefined,
    diskGib: Number(volumeSize.replace('Gi', '')),
    diskEncrypted: encrypted === true && kmsKeyID !== undefined,
    tainted: list<Json>(spec.template.spec.taints).some(({ key }) => key === 'nvidia.com/gpu'),
    labels: spec.template.metadata.labels,
    patched: nodeClass.spec.amiSelectorTerms[0].alias.endsWith('@latest'),
  };
}

/** The rest of the week is closed. */
function maintenance(pool: Json): ClusterFacts['maintenance'] {
  const closed = pool.spec.disruption.budgets.find(({ nodes, schedule }: Json) => nodes === '0' && schedule);
  const [, hour, , , day] = closed.schedule.split(' ').map(Number);
  const hours = 168 - Number(closed.duration.replace('h', ''));
  const start = (day * 24 + hour - hours + 168) % 168;
  return { day: DAYS[Math.floor(start / 24)]!, startHour: start % 24, hours };
}

export function software(app: SynthesizedApp): SoftwareFacts[] {
  return app.of('Custom::AWSCDK-EKS-HelmChart').map(({ properties }) => {
    const values = properties.Values === undefined ? {} : JSON.parse(text(properties.Values));
    const ours = properties.ChartAssetURL !== undefined;
    return {
      release: properties.Release,
      chart: ours ? 'manifests' : properties.Chart,
      repository: properties.Repository,
      version: properties.Version,
      namespace: properties.Namespace,
      values: ours ? {} : values,
      manifests: ours ? values.manifests.map((manifest: string) => JSON.parse(manifest)) : [],
    };
  });
}

function customResources(app: SynthesizedApp): Json[] {
  return software(app).flatMap(({ manifests }) => manifests);
}

function data({ properties }: TemplateResource): Json {
  return properties.LaunchTemplateData;
}
