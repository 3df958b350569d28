import { Refusal } from '../private';
import { MachineCatalogue } from '../training/machine-catalogue';
import { Duration } from '../units';

/** What a kind of endpoint may lack, beside what the target as a whole lacks. */
export type EndpointFeature = 'shadow' | 'variants' | 'capture' | 'stepwise-rollout' | 'network-isolation' | 'hugging-face';

/** A service of the cloud that serves models, as a target hands it to a plan. */
export interface EndpointService {
  /** As its users call it: `SageMaker`. */
  readonly name: string;
  readonly machines: MachineCatalogue;
  /** The fewest replicas of a variant: 1, or 0. */
  readonly leastReplicas: number;
  readonly mostVariants: number;
  readonly mostShadowPercent: number;
  readonly rollouts: RolloutLimits;
  readonly lacks: Partial<Record<EndpointFeature, Refusal>>;
}

/** What a service's rollouts may be. */
export interface RolloutLimits {
  readonly mostCanaryPercent?: number;
  readonly leastLinearPercent?: number;
  readonly longestBake: Duration;
  /** All steps together. */
  readonly longestRollout: Duration;
}

/** Where an endpoint runs when a service of the cloud serves it. */
export interface ServicePlace {
  readonly kind: 'managed' | 'scale-to-zero';
  readonly service: EndpointService;
}
