/** How far models of a registry have come. */
export enum ModelStage {
  /** What training makes. */
  DEVELOPMENT = 'development',
  /** What is tried as in production. */
  STAGING = 'staging',
  /** What customers meet. */
  PRODUCTION = 'production',
}
