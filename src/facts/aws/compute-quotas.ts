import { MACHINES, QuotaClass } from './machines';

/** A quota of EC2 on vCPUs, of an account in a region. */
export interface ComputeQuota {
  /** What Service Quotas calls it. */
  readonly quota: string;
  /** Its code, of service `ec2`. */
  readonly code: string;
  /** vCPUs that a new account has. */
  readonly defaultLimit: number;
  /** The dimension `Class` of the metric of its use; absent where no source tells. */
  readonly usageClass?: string;
}

/**
 * Names, codes and defaults: https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html. On demand all P instances share one quota, spot
 * they do not; for spot P6 the page has none, so that what would be counted against is not known.
 * The classes of use are what Service Quotas answers as `UsageMetric` (there the quota of P4 spot still has its old name, `All P Spot Instance Requests`):
 * https://docs.aws.amazon.com/cli/latest/userguide/cli_service-quotas_code_examples.html,
 * https://github.com/aquasecurity/cloudsploit/blob/master/plugins/aws/ec2/instanceLimit.spec.js
 */
const ON_DEMAND_P: ComputeQuota = { quota: 'Running On-Demand P instances', code: 'L-417A185B', defaultLimit: 0, usageClass: 'P/OnDemand' };

export const COMPUTE_QUOTAS: Readonly<Record<QuotaClass, { readonly onDemand: ComputeQuota; readonly spot?: ComputeQuota }>> = {
  Standard: {
    onDemand: {
      quota: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
      code: 'L-1216C47A',
      defaultLimit: 5,
      usageClass: 'Standard/OnDemand',
    },
    spot: {
      quota: 'All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests',
      code: 'L-34B43A08',
      defaultLimit: 5,
      usageClass: 'Standard/Spot',
    },
  },
  G: {
    onDemand: { quota: 'Running On-Demand G and VT instances', code: 'L-DB2E81BA', defaultLimit: 0, usageClass: 'G/OnDemand' },
    spot: { quota: 'All G and VT Spot Instance Requests', code: 'L-3819A6DF', defaultLimit: 0, usageClass: 'G/Spot' },
  },
  P4: {
    onDemand: ON_DEMAND_P,
    spot: { quota: 'All P4, P3 and P2 Spot Instance Requests', code: 'L-7212CCBC', defaultLimit: 0, usageClass: 'P/Spot' },
  },
  P5: {
    onDemand: ON_DEMAND_P,
    spot: { quota: 'All P5 Spot Instance Requests', code: 'L-C4BD4855', defaultLimit: 0 },
  },
  P6: { onDemand: ON_DEMAND_P },
};

/** What is counted. */
export const COMPUTE_QUOTA_UNIT = 'vCPU';

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

/** The quota that a machine counts against, also one that `machines.ts` does not have; none for families with quotas of their own. */
export function computeQuotaOf(machine: string, spot: boolean): ComputeQuota | undefined {
  const quotaClass = MACHINES[machine]?.quotaClass ?? CLASSES.find(([family]) => family.test(machine))?.[1];
  const quotas = quotaClass && COMPUTE_QUOTAS[quotaClass];
  return spot ? quotas?.spot : quotas?.onDemand;
}
