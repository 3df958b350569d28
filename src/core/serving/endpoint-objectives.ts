import { Duration } from '../units';

/** What callers may expect of an endpoint; what falls short of it raises an alarm, and sends a rollout back. */
export interface EndpointObjectives {
  /**
   * The time within which 99 of 100 requests are answered.
   * @default - no alarm for latency
   */
  readonly latencyP99?: Duration;

  /**
   * Of how many requests in a hundred may fail by the endpoint's own fault. Above 0, below 100; throws `serving/objective`.
   * @default 1
   */
  readonly errorPercent?: number;

  /**
   * How busy its replicas may be on average, in percent of their CPUs, or of their GPUs where they have some. Throws `serving/objective`.
   * @default 90
   */
  readonly saturationPercent?: number;
}
