/** How early a cluster gets new minor versions of Kubernetes, where the cloud upgrades it by itself. */
export enum ReleaseChannel {
  /** As soon as they are there: for trying out. */
  RAPID = 'rapid',

  /** Some weeks later: the balance. */
  REGULAR = 'regular',

  /** When they have been used for some months. */
  STABLE = 'stable',
}
