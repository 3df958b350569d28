/** How fast the online store of a group answers; `docs/features.md` says what each place has for it. */
export enum OnlineLatency {
  /** Some ten milliseconds, at the least cost: the standard store of SageMaker, Bigtable on Google Cloud. */
  STANDARD = 'standard',

  /**
   * Few milliseconds, from memory: the in-memory store of SageMaker, which takes `offline: false` only (`features/low-latency-offline`), and a larger Redis on Azure. Vertex AI
   * gives its optimized store up and refuses it with `features/managed-low-latency`; Feast has it with Redis only (`features/feast-low-latency`).
   */
  LOW = 'low',
}
