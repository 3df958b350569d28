import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, physicalName, Problems } from '../../core/private';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { ADDONS, RESERVATION_ID } from '../../facts/aws/cluster';
import { INTERRUPTION_EVENTS } from '../../facts/aws/karpenter';
import { RULE_NAME } from '../../facts/aws/names';
import { Identity } from '../identity/identity';
import { roleName } from './cluster-role';
import { ROLES } from './roles';
import { TrainingClusterProps } from './training-cluster-props';

type Planned = Pick<TrainingClusterPlan, 'name' | 'groups' | 'egress'>;

/** What only AWS refuses in a cluster. */
export function checkCluster(props: TrainingClusterProps, plan: Planned, problems: Problems): void {
  checkNames(props, plan, problems);
  checkReachable(plan, problems);
  checkSubnets(props, problems);
  checkReservations(props, plan, problems);
  checkDeployer(props, problems);
  checkServices(props, problems);
}

/** The longest of each kind: a name that is too long is found before anything was made. */
function checkNames({ platform }: TrainingClusterProps, { name }: Planned, problems: Problems): void {
  [...Object.values(ROLES), ...ADDONS.flatMap(({ role }) => role ?? [])].forEach((suffix) => roleName(name, platform.region, suffix, problems));
  Object.keys(INTERRUPTION_EVENTS).forEach((kind) => physicalName(RULE_NAME, [name, kind], problems));
}

/** The device plugin and Karpenter come from registries, and without them a group with GPUs or one that scales is none. */
function checkReachable({ egress, groups }: Planned, problems: Problems): void {
  if (egress.kind !== 'none') return;
  groups.filter(({ gpus, elastic }) => gpus > 0 || elastic).forEach(({ name, gpus }) => {
    problems.add(
      'software/unreachable',
      `the group '${name}' needs ${gpus > 0 ? 'the GPU operator' : 'Karpenter'}, which comes from registries that the network cannot reach, since its egress is 'none': `
        + 'give Egress.mirrored(…) with a registry that has it',
    );
  });
}

/** https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function checkSubnets({ platform: { network }, reservations = [], compactSubnetId }: TrainingClusterProps, problems: Problems): void {
  const { networkId, privateSubnetIds: known } = network;
  if (known.length < 2) {
    problems.add(
      'training/subnets',
      `a cluster of EKS lies in two zones at least, but the network '${networkId}' has ${known.length} private subnet: give a network with two or more`,
    );
  }
  if (known.some(isUnresolved)) return;
  const named = [...reservations.map(({ subnetId }) => subnetId), compactSubnetId].flatMap((id) => id ?? []);
  named.filter((id) => !isUnresolved(id) && !known.includes(id)).forEach((id) => {
    problems.add('training/subnets', `'${id}' is no private subnet of the network '${networkId}': give one of ${known.join(', ')}`);
  });
}

function checkReservations({ reservations = [] }: TrainingClusterProps, { groups }: Planned, problems: Problems): void {
  const used = groups.flatMap(({ reservationId }) => reservationId ?? []);
  const named = new Set([...used, ...reservations.map(({ reservationId }) => reservationId)]);
  [...named].filter((id) => !isUnresolved(id) && !RESERVATION_ID.test(id)).forEach((id) => {
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

function checkDeployer({ deployer }: TrainingClusterProps, problems: Problems): void {
  if (!deployer) return;
  requireIdentityOf('aws', deployer, problems);
  requireEntry(deployer as Identity, problems);
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html */
function checkServices({ platform: { serviceCidr } }: TrainingClusterProps, problems: Problems): void {
  if (serviceCidr === undefined || isUnresolved(serviceCidr)) return;
  const [, prefix] = serviceCidr.split('/').map(Number);
  if (/^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.)/.test(serviceCidr) && prefix! >= 12 && prefix! <= 24) return;
  problems.add(
    'training/service-cidr',
    `'${serviceCidr}' is to be the range of the cluster's services, but EKS takes a /12 to /24 of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: `
      + "change 'network.serviceCidr' of the platform",
  );
}

/** Notes an identity that no access entry can name. */
export function requireEntry({ kind, identityName }: Identity, problems: Problems): void {
  if (kind !== 'account' && kind !== 'oidc') return;
  problems.add('identity/no-policy', `'${identityName}' is an ${kind}, and a cluster lets in roles and users only: let it assume a role, and name the role`);
}
