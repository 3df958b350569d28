/** What a cluster takes of a quota of the account, project or subscription when all its groups are at their largest. */
export interface QuotaNeed {
  /** What the cloud calls the quota. */
  readonly quota: string;

  /** The region that it holds in. */
  readonly region: string;

  /** How much is needed, in the quota's own unit. */
  readonly needed: number;

  /** What is counted: `vCPU`, `GPU`. */
  readonly unit: string;

  /** The groups that need it. */
  readonly nodeGroups: string[];
}
