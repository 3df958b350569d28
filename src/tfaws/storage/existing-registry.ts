/** Repositories of ECR that exist already. */
export interface ExistingRegistry {
  /** What stands before the name of each repository, without a slash: `acme-ml` for `acme-ml/training`. */
  readonly namespace: string;

  /**
   * The repositories, by their names without the namespace.
   * @default ['training', 'serving']
   */
  readonly repositories?: string[];

  /**
   * The account that they belong to.
   * @default - the platform's
   */
  readonly accountId?: string;

  /**
   * The region that they lie in.
   * @default - the platform's
   */
  readonly region?: string;
}
