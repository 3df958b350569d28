import { MACHINES, QuotaClass } from './machines';

/** A quota of EC2 on vCPUs, of an account in a region. */
interface ComputeQuota {
  /** What Service Quotas calls it. */
  readonly quota: string;
  /** The dimension `Class` of the metric of its use; absent where no source tells. */
  readonly usageClass?: string;
}

/**
 * Names: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html. On demand all P instances share one quota, spot
 * they do not; for spot P6 the page has none, so that what would be counted against is not known.
 * The classes of use are what Service Quotas answers as `UsageMetric` (there the quota of P4 spot still has its old name, `All P Spot Instance Requests`):
 * https://docs.aws.amazon.com/cli/latest/userguide/cli_service-quotas_code_examples.html,
 * https://github.com/aquasecurity/cloudsploit/blob/master/plugins/aws/ec2/instanceLimit.spec.js
 */
const ON_DEMAND_P: ComputeQuota = { quota: 'Running On-Demand P instances', usageClass: 'P/OnDemand' };

const COMPUTE_QUOTAS: Readonly<Record<QuotaClass, { readonly onDemand: ComputeQuota; readonly spot?: ComputeQuota }>> = {
  Standard: {
    onDemand: {
      quota: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
      usageClass: 'Standard/OnDemand',
    },
    spot: {
      quota: 'All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests',
      usageClass: 'Standard/Spot',
    },
  },
  G: {
    onDemand: { quota: 'Running On-Demand G and VT instances', usageClass: 'G/OnDemand' },
    spot: { quota: 'All G and VT Spot Instance Requests', usageClass: 'G/Spot' },
  },
  P4: {
    onDemand: ON_DEMAND_P,
    spot: { quota: 'All P4, P3 and P2 Spot Instance Requests', usageClass: 'P/Spot' },
  },
  P5: {
    onDemand: ON_DEMAND_P,
    spot: { quota: 'All P5 Spot Instance Requests' },
  },
  P6: { onDemand: ON_DEMAND_P },
};

/** What is counted. */
const COMPUTE_QUOTA_UNIT = 'vCPU';

/**
 * How much of such a quota is used, by `Class`; `SERVICE_QUOTA(m1)` in a metric expression is the quota itself, so that `m1 / SERVICE_QUOTA(m1) * 100` is the
 * percentage: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
 */
export const COMPUTE_USAGE = {
  namespace: 'AWS/Usage',
  metricName: 'ResourceCount',
  statistic: 'Maximum',
  dimensions: { Service: 'EC2', Resource: 'vCPU', Type: 'Resource' },
  classDimension: 'Class',
} as const;

/** Families that count against a quota, by what their names begin with: the names of the quotas say it. */
const CLASSES: ReadonlyArray<readonly [RegExp, QuotaClass]> = [
  [/^p6/, 'P6'], [/^p5/, 'P5'], [/^p[234]/, 'P4'], [/^(g|vt)\d/, 'G'], [/^(a|c|d|h|i|im|is|m|r|t|z)\d/, 'Standard'],
];

/** A group of machines that are alike; of what nobody told the machine is absent. */
interface Machines {
  readonly machine?: { readonly name: string; readonly cpus: number };
  readonly capacity: string;
  readonly reservationId?: string;
}

/** What one of these machines counts against, beside those of `machines.ts` too; nothing for families with quotas of their own, and for capacity blocks, which were bought. */
export function quotasPerNode(machines: Machines, reservations: ReadonlyArray<{ readonly reservationId: string; readonly capacityBlock?: boolean }>) {
  const bought = reservations.some(({ reservationId, capacityBlock }) => capacityBlock && reservationId === machines.reservationId);
  const found = bought ? undefined : computeQuotaOf(machines);
  return found ? [{ quota: found.quota, unit: COMPUTE_QUOTA_UNIT, perNode: machines.machine!.cpus }] : [];
}

/** How CloudWatch calls the quotas whose use it knows; of a cluster whose machines nobody told, those on demand. */
export function usageClasses(groups: readonly Machines[]): string[] {
  const own = groups.flatMap((group) => computeQuotaOf(group)?.usageClass ?? []);
  const onDemand = Object.values(COMPUTE_QUOTAS).flatMap((quotas) => quotas.onDemand.usageClass ?? []);
  return [...new Set(own.length > 0 ? own : onDemand)];
}

function computeQuotaOf({ machine, capacity }: Machines): ComputeQuota | undefined {
  if (!machine) return undefined;
  const quotaClass = MACHINES[machine.name]?.quotaClass ?? CLASSES.find(([family]) => family.test(machine.name))?.[1];
  const quotas = quotaClass && COMPUTE_QUOTAS[quotaClass];
  return capacity === 'spot' ? quotas?.spot : quotas?.onDemand;
}
