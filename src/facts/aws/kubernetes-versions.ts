/** What this library knows of a minor version of Kubernetes on EKS. */
interface KubernetesVersionFacts {
  readonly version: string;
  /** The day on which standard support ends, UTC. */
  readonly standardUntil: string;
  /** The day on which extended support ends, which costs extra; after it AWS upgrades the control plane by itself. */
  readonly extendedUntil: string;
}

/**
 * Minor versions that EKS had in the summer of 2026 and that Karpenter 1.14 runs on, the oldest first. On 2026-11-25 the last three are in standard support, of
 * which 1.34 leaves it on 2026-12-02. The calendar: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar, for
 * 1.35 and 1.36 read in https://github.com/endoflife-date/endoflife.date/blob/master/products/amazon-eks.md, which takes it from there.
 */
const KUBERNETES_VERSIONS: readonly KubernetesVersionFacts[] = [
  { version: '1.32', standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  { version: '1.33', standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  { version: '1.34', standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  { version: '1.35', standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
  { version: '1.36', standardUntil: '2027-08-02', extendedUntil: '2028-08-02' },
];

/** Those in standard support on 2026-11-25. */
export const STANDARD_SUPPORT = KUBERNETES_VERSIONS.filter(({ standardUntil }) => standardUntil > '2026-11-25').map(({ version }) => version);

/**
 * The version of a cluster that names none: one behind the newest. With it the NVIDIA image has the kernel of 1.33 and 1.34 (6.12), whereas 1.36 brings 6.18:
 * https://github.com/awslabs/amazon-eks-ami/releases/tag/v20260714
 */
export const DEFAULT_KUBERNETES_VERSION = '1.35';

/**
 * With `STANDARD` AWS upgrades the cluster when standard support ends; with `EXTENDED`, which is the default of the API, it costs extra from then on:
 * https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
 */
export const SUPPORT_TYPES = { standard: 'STANDARD', extended: 'EXTENDED' } as const;
