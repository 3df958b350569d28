import { Construct } from 'constructs';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { planSystemGroup } from '../../core/training/system-group-plan';
import { GPU_DRIVERS, GPU_TAINT, NODE_SCOPE, RESERVATION_NAME_KEY } from '../../facts/gcp/cluster';
import { MachineFacts } from '../../facts/gcp/machines';
import { ContainerNodePool } from '../../providers/google/container-node-pool';
import { factsOf } from './machine-offer';
import { spread } from './node-zones';
import { affinityValue, parseReservation } from './reservation';

/** What all groups of a cluster have in common. */
export interface NodeGroupSettings {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  readonly keyId: string;
  readonly account: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly latestGpuDriver: boolean;
}

/** Where a group may stand, and what only the user knows of its machine. */
export interface NodeGroupPlace {
  readonly zones: readonly string[];
  readonly acceleratorType?: string;
}

/** A group as a node pool that repairs and upgrades itself. */
export function nodePool(scope: Construct, id: string, group: NodeGroupPlan, place: NodeGroupPlace, settings: NodeGroupSettings): ContainerNodePool {
  const { zones, nodesPerZone } = spread(group, place.zones);
  const facts = factsOf(group.machine?.name);
  return new ContainerNodePool(scope, id, {
    project: settings.project,
    location: settings.location,
    cluster: settings.cluster,
    name: group.name,
    nodeLocations: [...zones],
    ...(group.elastic
      ? {
        initialNodeCount: nodesPerZone,
        autoscaling: { totalMinNodeCount: group.min, totalMaxNodeCount: group.max, locationPolicy: 'ANY' },
        // What a group began with is past; another minimum must not replace it.
        lifecycle: { ignoreChanges: ['initial_node_count'] },
      }
      : { nodeCount: nodesPerZone }),
    management: { autoRepair: true, autoUpgrade: true },
    upgradeSettings: { strategy: 'SURGE', maxSurge: group.surge, maxUnavailable: group.surge > 0 ? 0 : 1 },
    placementPolicy: group.compact && (facts?.compactPlacement ?? true) ? { type: 'COMPACT' } : undefined,
    nodeConfig: {
      ...nodeConfig(group, facts, settings),
      guestAccelerator: accelerators(group.gpus, facts?.acceleratorType ?? place.acceleratorType, settings.latestGpuDriver),
    },
  });
}

function nodeConfig(group: NodeGroupPlan, facts: MachineFacts | undefined, { project, keyId, account, labels }: NodeGroupSettings) {
  return {
    machineType: group.machine!.name,
    spot: group.capacity === 'spot',
    reservationAffinity: reservationAffinity(group, project),
    diskSizeGb: group.diskGib,
    diskType: facts?.bootDisk,
    bootDiskKmsKey: keyId,
    ephemeralStorageLocalSsdConfig: facts?.localSsds ? { localSsdCount: facts.localSsds } : undefined,
    serviceAccount: account,
    oauthScopes: [NODE_SCOPE],
    labels: { ...group.labels },
    resourceLabels: { ...labels },
    taint: group.tainted ? [{ ...GPU_TAINT }] : undefined,
    metadata: { 'disable-legacy-endpoints': 'true' },
    workloadMetadataConfig: { mode: 'GKE_METADATA' },
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    kubeletConfig: { insecureKubeletReadonlyPortEnabled: 'FALSE' },
    gcfsConfig: { enabled: true },
    gvnic: { enabled: true },
  };
}

function accelerators(gpus: number, type: string | undefined, latestDriver: boolean) {
  if (gpus === 0 || type === undefined) return undefined;
  return [{ type, count: gpus, gpuDriverInstallationConfig: { gpuDriverVersion: latestDriver ? GPU_DRIVERS.latest : GPU_DRIVERS.default } }];
}

/** Without one, nodes use up whatever open reservation fits, as everything in the project does. */
function reservationAffinity({ reservationId }: NodeGroupPlan, project: string) {
  if (reservationId === undefined) return undefined;
  const reservation = parseReservation(reservationId) ?? { name: reservationId };
  return { consumeReservationType: 'SPECIFIC_RESERVATION', key: RESERVATION_NAME_KEY, values: [affinityValue(reservation, project)] };
}

/** The group of the cluster's own software: a small node a zone, and never one alone. */
export function systemGroup(machine: string, zones: number): NodeGroupPlan {
  const { cpus, memoryGib } = factsOf(machine)!;
  return planSystemGroup({ name: machine, gpus: 0, cpus, memoryGib, fabric: false }, Math.max(2, zones));
}
