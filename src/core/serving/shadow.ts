import { literal, refuse } from '../private';
import { Model } from '../registry';
import { Accelerator, Machine } from '../training';

/** How a model is tried beside the one that answers. */
export interface ShadowOptions {
  /**
   * Of how many requests in a hundred it gets a copy, 1 to 100; Azure ML takes 50 at most. Throws `serving/shadow-percent`.
   * @default 10
   */
  readonly percent?: number;

  /**
   * The GPUs of each of its replicas.
   * @default - the endpoint's
   */
  readonly accelerator?: Accelerator;

  /**
   * The machine of each of its replicas.
   * @default - the endpoint's
   */
  readonly machine?: Machine;

  /**
   * How many replicas it has, always. Throws `serving/shadow-replicas`.
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * A model that gets copies of requests, and whose answers nobody sees: what it does with real traffic stands in metrics and in what is captured. An endpoint has
 * one at most, on every cloud.
 *
 * @example
 * import { Model, Shadow } from 'ml-platform-constructs';
 *
 * function tryOut(candidate: Model): Shadow {
 *   return Shadow.of(candidate, { percent: 20 });
 * }
 */
export class Shadow {
  /**
   * Throws `serving/shadow-percent` and `serving/shadow-replicas`.
   *
   * @param model what is tried
   * @param options with how many of the requests, and on what
   */
  public static of(model: Model, options?: ShadowOptions): Shadow {
    const { percent = 10, replicas = 1 } = options ?? {};
    if (!Number.isInteger(literal(percent, 'the part of a shadow')) || percent < 1 || percent > 100) {
      refuse('serving/shadow-percent', `copies of ${percent} % of the requests cannot be: give a whole number from 1 to 100`);
    }
    if (!Number.isInteger(literal(replicas, 'the replicas of a shadow')) || replicas < 1) {
      refuse('serving/shadow-replicas', `${replicas} replicas of a shadow cannot be: give a whole number, 1 or more`);
    }
    return new Shadow(model, percent, replicas, options ?? {});
  }

  private constructor(
    /** What is tried. */
    public readonly model: Model,
    /** Of how many requests in a hundred it gets a copy. */
    public readonly percent: number,
    /** How many replicas it has. */
    public readonly replicas: number,
    /** @internal */
    public readonly _options: ShadowOptions,
  ) {}
}
