import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { isUnresolved, Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { RESERVATION_ID } from '../../facts/aws/cluster';
import { DEFAULT_KUBERNETES_VERSION } from '../../facts/aws/kubernetes-versions';
import { privateSubnets } from '../platform/platform-network';
import { requireKubectlLayer } from './kubectl-layer';
import { TrainingClusterProps } from './training-cluster-props';

type Planned = Pick<TrainingClusterPlan, 'groups' | 'egress'>;

/** What only EKS refuses in a cluster. */
export function checkCluster(scope: IConstruct, props: TrainingClusterProps, plan: Planned, problems: Problems): void {
  const { key, region } = props.platform;
  requireKeyRegion(key.keyArn, region, Stack.of(scope).region, problems);
  checkSubnets(props, problems);
  checkReservations(props, plan, problems);
  checkSoftware(props, plan, problems);
}

/** https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function checkSubnets({ platform: { vpc }, reservations = [], compactSubnetId }: TrainingClusterProps, problems: Problems): void {
  const known = privateSubnets(vpc).map(({ subnetId }) => subnetId);
  if (known.length < 2) {
    problems.add('training/subnets', `a cluster of EKS lies in two zones at least, but the network '${vpc.vpcId}' has ${known.length} private subnet: give a network with two or more`);
  }
  if (known.some(isUnresolved)) return;
  const named = [...reservations.map(({ subnetId }) => subnetId), compactSubnetId].flatMap((id) => id ?? []);
  named.filter((id) => !isUnresolved(id) && !known.includes(id)).forEach((id) => {
    problems.add('training/subnets', `'${id}' is no private subnet of the network '${vpc.vpcId}': give one of ${known.join(', ')}`);
  });
}

function checkReservations({ reservations = [] }: TrainingClusterProps, { groups }: Planned, problems: Problems): void {
  const used = groups.flatMap(({ reservationId }) => reservationId ?? []);
  const known = [...new Set([...used, ...reservations.map(({ reservationId }) => reservationId)])].filter((id) => !isUnresolved(id));
  known.filter((id) => !RESERVATION_ID.test(id)).forEach((id) => {
    problems.add('training/reservation-id', `'${id}' is no capacity reservation of EC2: give an id such as 'cr-0123456789abcdef0'`);
  });
  reservations.forEach(({ reservationId, capacityBlock, subnetId }) => {
    if (!isUnresolved(reservationId) && !used.some((id) => isUnresolved(id) || id === reservationId)) {
      problems.add('training/reservation-unused', `'reservations' tells of '${reservationId}', but no group runs on it: name it in Capacity.reservation(…) of a group, or leave it out`);
    }
    if (capacityBlock && subnetId === undefined) {
      problems.add('training/reservation-zone', `the capacity block '${reservationId}' lies in one zone, and its nodes can be nowhere else: give the private subnet there as its 'subnetId'`);
    }
  });
  groups.filter(({ capacity, asked }) => capacity === 'reservation' && asked.compact).forEach(({ name, reservationId }) => {
    problems.add(
      'training/reservation-placement',
      `the nodes of the group '${name}' are to lie close together on '${reservationId}', but machines lie where they were reserved: reserve them close together, and leave 'placement' out`,
    );
  });
}

/** The device plugin and Karpenter come from registries, and without them a group with GPUs or one that scales is none. */
function checkSoftware({ platform, kubectlLayer, kubernetesVersion }: TrainingClusterProps, { groups, egress }: Planned, problems: Problems): void {
  groups.filter(({ gpus, elastic }) => gpus > 0 || elastic).forEach(({ name, gpus }) => {
    const needs = `the group '${name}' needs ${gpus > 0 ? 'the GPU operator' : 'Karpenter'}`;
    if (!(kubectlLayer ?? platform.kubectlLayer)) requireKubectlLayer(needs, kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION, problems);
    if (egress.kind !== 'none') return;
    problems.add(
      'software/unreachable',
      `${needs}, which comes from registries that the network cannot reach, since its egress is 'none': give Egress.mirrored(…) with a registry that has it`,
    );
  });
}
