import { IConstruct } from 'constructs';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { parseRange } from '../../core/network/cidr';
import { isUnresolved, Problems } from '../../core/private';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { API_SERVER_INTEGRATION, MAX_NODES } from '../../facts/azure/cluster';
import { checkPrivateDnsZone } from './private-dns-zone';
import { systemGroup } from './system-pool';
import { TrainingClusterProps } from './training-cluster-props';

type Checked = Pick<TrainingClusterPlan, 'name' | 'groups' | 'egress'>;

const RESERVATION = /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Compute\/capacityReservationGroups\/[^/]+$/i;

/** A node takes a /24 of the pods' range: https://learn.microsoft.com/en-us/azure/aks/concepts-network-azure-cni-overlay#ip-address-planning */
const NODE_PREFIX = 24;

/** What only Azure has against a cluster. */
export function checkCluster(scope: IConstruct, props: TrainingClusterProps, plan: Checked, problems: Problems): void {
  checkGround(props, problems);
  checkReach(plan, problems);
  checkPrivateDnsZone(props, problems);
  checkReservations(plan, problems);
  checkSurge(plan, problems);
  checkSizes(props, plan, problems);
  (props.deployers ?? []).forEach((deployer) => problems.collect(() => requireGranteeOf('azure', deployer, scope)));
  if (props.compactZone !== undefined && ![1, 2, 3].includes(props.compactZone)) {
    problems.add('training/zones', `nodes cannot lie together in zone ${props.compactZone}: give 1, 2 or 3`);
  }
}

function checkGround({ platform }: TrainingClusterProps, problems: Problems): void {
  if (platform.apiServerSubnetId === undefined) {
    problems.add(
      'training/api-server-subnet',
      `the platform '${platform.platformName}' has no subnet for API servers, which a cluster needs to reach the private vault that its secrets are encrypted with: `
        + "give 'apiServerSubnetId' of the existing network, or of the platform's attributes",
    );
  }
  if (platform.versionedEncryptionKeyId === undefined) {
    problems.add('training/key-version', `the platform '${platform.platformName}' is given without 'versionedEncryptionKeyId', which the disks of nodes are encrypted with: add it to its attributes`);
  }
  if ((API_SERVER_INTEGRATION.unsupportedRegions as readonly string[]).includes(platform.location)) {
    problems.add('training/region', `'${platform.location}' has no API servers inside a network, which a cluster needs to encrypt its secrets: choose another region`);
  }
}

function checkReach({ groups, egress }: Checked, problems: Problems): void {
  if (egress.kind === 'none' && groups.some(({ gpus }) => gpus > 0)) {
    problems.add('software/unreachable', "the GPU operator comes from registries that the network cannot reach, since its egress is 'none': give Egress.mirrored(…) with a registry that has it");
  }
}

function checkReservations({ groups }: Checked, problems: Problems): void {
  groups.forEach(({ name, reservationId }) => {
    if (reservationId === undefined || isUnresolved(reservationId) || RESERVATION.test(reservationId)) return;
    problems.add(
      'training/reservation-id',
      `'${reservationId}' is to be the reservation of the group '${name}', but is no id of a capacity reservation group: `
        + "give '/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/capacityReservationGroups/…'",
    );
  });
}

/** https://learn.microsoft.com/en-us/azure/aks/spot-node-pool#limitations: there are no surge nodes for spot pools. */
function checkSurge({ groups }: Checked, problems: Problems): void {
  groups.filter(({ capacity, surge, asked }) => capacity === 'spot' && asked.surge && surge > 0).forEach(({ name, surge }) => {
    problems.add('training/surge-on-spot', `the spot group '${name}' is to be upgraded with ${surge} further nodes, which Azure gives no spot group: leave 'surge' out`);
  });
}

function checkSizes({ platform }: TrainingClusterProps, { groups }: Checked, problems: Problems): void {
  groups.filter(({ max }) => max > MAX_NODES).forEach(({ name, max }) => {
    problems.add('training/node-count', `the group '${name}' is to have up to ${max} nodes, but Azure takes ${MAX_NODES} in one group: divide it into several`);
  });
  const range = problems.collect(() => parseRange(platform.podCidr, 'the range of the pods'));
  if (!range) return;
  const room = 2 ** Math.max(0, NODE_PREFIX - range.prefix);
  const nodes = [systemGroup(platform.profile.settings.zones), ...groups].reduce((sum, { max, surge }) => sum + max + surge, 0);
  if (nodes > room) {
    problems.add('training/node-count', `the cluster is to have up to ${nodes} nodes, but '${platform.podCidr}' has room for the pods of ${room}: let it have fewer, or give a larger 'podCidr'`);
  }
}
