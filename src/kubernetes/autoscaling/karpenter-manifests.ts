import { MaintenanceWindow, Weekday } from '../../core';
import { GPU_TAINT } from '../../core/training/node-group-plan';
import { KarpenterPool } from './karpenter-pool';

/** As cron counts them, from 0. */
const WEEK = [Weekday.SUNDAY, Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY, Weekday.SATURDAY];
const HOURS_A_WEEK = 168;

/** A node class and a node pool a group: https://karpenter.sh/docs/concepts/nodepools/ and https://karpenter.sh/docs/concepts/nodeclasses/ */
export function karpenterManifests(pools: readonly KarpenterPool[], window: MaintenanceWindow): Record<string, unknown>[] {
  return pools.flatMap((pool) => [nodeClass(pool), nodePool(pool, window)]);
}

function nodeClass(pool: KarpenterPool): Record<string, unknown> {
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: pool.name },
    spec: {
      // A new image makes nodes drift; they are replaced in the window. Machines with GPUs get the variant with NVIDIA's driver.
      amiSelectorTerms: [{ alias: `al2023@${pool.imageVersion ?? 'latest'}` }],
      instanceProfile: pool.instanceProfileName,
      subnetSelectorTerms: pool.subnetIds.map((id) => ({ id })),
      securityGroupSelectorTerms: pool.securityGroupIds.map((id) => ({ id })),
      ...(pool.reservationId ? { capacityReservationSelectorTerms: [{ id: pool.reservationId }] } : {}),
      ...(pool.placementGroupId ? { placementGroupSelector: { id: pool.placementGroupId } } : {}),
      metadataOptions: { httpEndpoint: 'enabled', httpProtocolIPv6: 'disabled', httpPutResponseHopLimit: 1, httpTokens: 'required' },
      instanceStorePolicy: 'RAID0',
      blockDeviceMappings: [{
        deviceName: '/dev/xvda',
        ebs: { volumeSize: `${pool.diskGib}Gi`, volumeType: 'gp3', encrypted: true, kmsKeyID: pool.keyArn, deleteOnTermination: true },
      }],
      detailedMonitoring: true,
      tags: pool.tags,
    },
  };
}

function nodePool(pool: KarpenterPool, window: MaintenanceWindow): Record<string, unknown> {
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: pool.name },
    spec: {
      template: {
        metadata: { labels: pool.labels },
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: pool.name },
          requirements: [
            { key: 'node.kubernetes.io/instance-type', operator: 'In', values: pool.instanceTypes },
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: [pool.capacityType] },
          ],
          ...(pool.gpus > 0 ? { taints: [{ ...GPU_TAINT }] } : {}),
          // A node that expires is taken away whatever runs on it and whatever the hour.
          expireAfter: 'Never',
        },
      },
      limits: pool.gpus > 0 ? { 'nvidia.com/gpu': String(pool.gpus * pool.maxNodes) } : { cpu: String(pool.cpus * pool.maxNodes) },
      disruption: {
        consolidationPolicy: 'WhenEmpty',
        consolidateAfter: '5m',
        budgets: [{ nodes: '100%', reasons: ['Empty'] }, { nodes: '1', reasons: ['Drifted'] }, ...closed(window)],
      },
    },
  };
}

/** Nothing drifts from the end of the window to its next beginning. */
function closed({ day, startHour, hours }: MaintenanceWindow): object[] {
  const end = (WEEK.indexOf(day) * 24 + startHour + hours) % HOURS_A_WEEK;
  return [{ nodes: '0', reasons: ['Drifted'], schedule: `0 ${end % 24} * * ${Math.floor(end / 24)}`, duration: `${HOURS_A_WEEK - hours}h` }];
}
