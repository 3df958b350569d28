import { ReleaseChannel } from '../../core';
import { parseRange } from '../../core/network/cidr';
import { isUnresolved, Problems } from '../../core/private';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { COMPACT_PLACEMENT_NODES, MAINTENANCE, NODE_POD_PREFIX } from '../../facts/gcp/cluster';
import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from '../../facts/gcp/kubernetes-versions';
import { Network } from '../network/network';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { factsOf, regionOf } from './machine-offer';
import { clusterZones, possibleZones, spread } from './node-zones';
import { parseReservation } from './reservation';
import { TrainingClusterProps } from './training-cluster-props';

type Checked = Pick<TrainingClusterPlan, 'groups' | 'maintenance'>;

/** What only Google Cloud demands of a cluster. */
export function checkCluster(plan: Checked, props: TrainingClusterProps, problems: Problems): void {
  checkMaintenance(plan.maintenance.hours, problems);
  checkChannel(props, problems);
  checkZones(props, problems);
  checkPods(plan.groups, props, problems);
  checkSpread(plan.groups, props, problems);
  plan.groups.forEach((group) => {
    checkMachine(group, props, problems);
    checkCompact(group, problems);
    checkReservation(group, props, problems);
    checkGroupZones(group, props, problems);
  });
}

/** Of windows that come once a week, as many lie in the period of the rule as it has whole weeks. */
function checkMaintenance(hours: number, problems: Problems): void {
  const least = Math.ceil(MAINTENANCE.minimumHours / Math.floor(MAINTENANCE.perDays / 7));
  if (hours >= least) return;
  problems.add(
    'training/maintenance-hours',
    `a weekly window of ${hours} hours is too short for GKE, which wants ${MAINTENANCE.minimumHours} hours in ${MAINTENANCE.perDays} days: give ${least} hours or more`,
  );
}

function checkChannel(props: TrainingClusterProps, problems: Problems): void {
  const { kubernetesVersion = DEFAULT_KUBERNETES_VERSION, releaseChannel = ReleaseChannel.REGULAR } = props;
  if (!KUBERNETES_VERSIONS[kubernetesVersion]?.rapidOnly || releaseChannel === ReleaseChannel.RAPID) return;
  problems.add(
    'training/version-channel',
    `Kubernetes ${kubernetesVersion} is in GKE's channel 'rapid' only, but '${releaseChannel}' is asked for: take ReleaseChannel.RAPID, or ${DEFAULT_KUBERNETES_VERSION}`,
  );
}

function checkZones({ zones, platform }: TrainingClusterProps, problems: Problems): void {
  if (zones === undefined) return;
  if (zones.length === 0) problems.add('training/zones', "'zones' is empty, and nodes stand nowhere: name at least one, or leave it out");
  zones.filter((zone) => !isUnresolved(zone) && regionOf(zone) !== platform.location).forEach((zone) => {
    problems.add('training/zones', `'${zone}' is no zone of the platform's region '${platform.location}': name zones such as '${platform.location}-a'`);
  });
}

function checkMachine({ name, machine, capacity, gpus }: NodeGroupPlan, { acceleratorTypes = {} }: TrainingClusterProps, problems: Problems): void {
  const facts = factsOf(machine?.name);
  if (facts?.spotOnly && capacity !== 'spot') {
    problems.add(
      'training/spot-only',
      `the group '${name}' is to run on '${machine!.name}', which is sold as a Spot VM only, but its capacity is '${capacity}': take Capacity.spot() with Scaling.elastic(…), or all 8 GPUs of the machine`,
    );
  }
  if (facts?.reservedOrSpot && capacity === 'on-demand') {
    problems.add(
      'training/on-demand',
      `the group '${name}' is to run on '${machine!.name}', which Google sells nobody on demand: take Capacity.reservation(…), or Capacity.spot() with Scaling.elastic(…)`,
    );
  }
  if (gpus > 0 && machine && !facts?.acceleratorType && acceleratorTypes[name] === undefined) {
    problems.add(
      'training/accelerator-type',
      `the group '${name}' is to run on '${machine.name}', whose GPUs this version does not know, but GKE wants their type: set 'acceleratorTypes' to { ${name}: 'nvidia-…' }`,
    );
  }
}

/** Only the range of a network of the platform's own is known. */
function checkPods(groups: readonly NodeGroupPlan[], { platform, podRangeName, zones }: TrainingClusterProps, problems: Problems): void {
  const { podCidr, podRangeName: own } = platform.network as Partial<Network>;
  if (podCidr === undefined || (podRangeName ?? own) !== own) return;
  const room = 2 ** Math.max(0, NODE_POD_PREFIX - parseRange(podCidr, 'the range of the pods').prefix);
  const system = Math.max(2, zonesOfCluster(platform, zones).length) + 1;
  const nodes = groups.reduce((sum, { max, surge }) => sum + max + surge, system);
  if (nodes > room) {
    problems.add('training/node-count', `the cluster is to have up to ${nodes} nodes, but '${podCidr}' has room for the pods of ${room}: let it have fewer, or give the network a larger 'podCidr'`);
  }
}

/** A wish that GKE cannot fulfil; where nobody wishes, a group stands in as many zones as it can. Groups that cannot be were refused already. */
function checkSpread(groups: readonly NodeGroupPlan[], { nodeGroups, platform, zones }: TrainingClusterProps, problems: Problems): void {
  if (groups.length !== nodeGroups.length) return;
  groups.filter((_, i) => nodeGroups[i]!.placement?.kind === 'spread').forEach((group) => {
    const places = possibleZones(group, platform.location, zones, zonesOfCluster(platform, zones));
    const wanted = Math.min(places.length, group.max);
    const had = spread(group, places).zones.length;
    if (had >= wanted) return;
    const nodes = group.elastic ? `${group.min} to ${group.max}` : group.max;
    problems.add(
      'training/spread-nodes',
      `the group '${group.name}' of ${nodes} nodes is to be spread over ${wanted} zones, but GKE has as many in each, and would use ${had}: `
        + `give a number that ${wanted} divides, or leave the placement out`,
    );
  });
}

/** A machine that is newer than this version is believed. */
function checkCompact({ name, machine, compact, asked, max }: NodeGroupPlan, problems: Problems): void {
  const facts = factsOf(machine?.name);
  if (asked.compact && facts && !facts.compactPlacement) {
    const instead = facts.fabric ? 'leave the placement out: its nodes stand in one zone, and lie together by their reservation' : 'leave the placement out, or take an L4, A100 or H100';
    problems.add('training/compact-placement-machine', `the nodes of the group '${name}' are to lie close together, but '${machine!.name}' takes no compact placement policy: ${instead}`);
  }
  if (compact && max > COMPACT_PLACEMENT_NODES) {
    problems.add(
      'training/compact-placement-nodes',
      `the group '${name}' may have ${max} nodes, but a compact placement has ${COMPACT_PLACEMENT_NODES} at most: make several groups, or spread them`,
    );
  }
}

function checkReservation(group: NodeGroupPlan, { platform, zones }: TrainingClusterProps, problems: Problems): void {
  const { name, reservationId } = group;
  if (reservationId === undefined || isUnresolved(reservationId)) return;
  const found = parseReservation(reservationId);
  if (!found) {
    problems.add(
      'training/reservation-id',
      `'${reservationId}' is no reservation of Compute Engine, but the group '${name}' is to run on it: give its name, or 'projects/…/zones/…/reservations/…'`,
    );
  } else if (found.zone !== undefined && regionOf(found.zone) !== platform.location) {
    problems.add('training/reservation-zone', `the reservation of the group '${name}' lies in '${found.zone}', but the platform in '${platform.location}': reserve in its region`);
  } else if (found.zone === undefined && placesOf(group, platform.location, zones).length > 1) {
    problems.add(
      'training/reservation-zone',
      `the reservation '${reservationId}' lies in one zone, but its name does not tell which: give 'projects/…/zones/…/reservations/${found.name}', or set 'zones' to that one`,
    );
  }
}

function checkGroupZones(group: NodeGroupPlan, { platform, zones }: TrainingClusterProps, problems: Problems): void {
  const own = zones?.filter((zone) => regionOf(zone) === platform.location) ?? [];
  if (own.length === 0 || placesOf(group, platform.location, own).length > 0) return;
  const offering = possibleZones(group, platform.location, undefined, []);
  problems.add('training/zones', `no zone of ${own.join(', ')} has the ${group.accelerator} of the group '${group.name}': name one of ${offering.join(', ')}`);
}

function zonesOfCluster({ location, profile }: IMlPlatform, zones: readonly string[] | undefined): string[] {
  return clusterZones(location, zones, profile.settings.zones);
}

function placesOf(group: NodeGroupPlan, region: string, zones: readonly string[] | undefined): string[] {
  return possibleZones(group, region, zones, clusterZones(region, zones, 3));
}
