/** What an organization imposes on every platform. A platform that breaks one is refused; one that a target cannot keep is refused there. */
export interface Guardrails {
  /**
   * Tags that a platform must set in `tags`.
   * @default - none
   */
  readonly requiredTags?: string[];

  /**
   * The only regions that a platform, and the copy of its artifacts, may lie in. A store that is added later is not held against it.
   * @default - every region
   */
  readonly allowedRegions?: string[];

  /**
   * Whether a platform has to use an existing network.
   * @default false
   */
  readonly forbidNewNetwork?: boolean;

  /**
   * Whether a platform has to have a budget (on targets that have one).
   * @default false
   */
  readonly requireBudget?: boolean;

  /**
   * The ARN of an IAM policy that bounds every role the platform makes. AWS only.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;

  /**
   * Whether names of private endpoints are kept by the organization: the platform makes no private DNS zones,
   * and no private names of endpoints. Not on Kubernetes.
   * @default false
   */
  readonly centralDns?: boolean;
}
