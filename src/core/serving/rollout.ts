import { IAlarm } from '../observability';
import { literal, refuse } from '../private';
import { Duration } from '../units';

/** How a new model takes over, whatever the way. */
export interface RolloutOptions {
  /**
   * How long the alarms are watched after each step, the last one, too. More than the service or the deployment waits for is refused with `serving/bake-time`.
   * @default Duration.minutes(10); 4 minutes where a release in a cluster ends after 14, on awscdk, unless Argo Rollouts goes on without it
   */
  readonly bakeTime?: Duration;

  /**
   * Alarms that send traffic back when they go off, beside those of the endpoint for errors and latency.
   * @default - those of the endpoint only
   */
  readonly alarms?: IAlarm[];

  /**
   * Whether the endpoint's own alarms send traffic back. Without them and without `alarms` nothing guards the rollout, which production refuses with
   * `serving/rollout-guard`.
   * @default true
   */
  readonly ownAlarms?: boolean;
}

/** How a new fleet takes over beside an old one. */
export interface BlueGreenOptions extends RolloutOptions {
  /**
   * How long the old fleet stays after the new one took over, at its full size.
   * @default - as long as the bake time
   */
  readonly keepOld?: Duration;
}

/**
 * How a new model takes over from the old one. While it does, the old one stays; when an alarm goes off or the new one does not start, traffic goes back, what was
 * new is removed, and somebody is told. `docs/serving.md` says what each cloud does step by step.
 *
 * @example
 * import { Duration, Rollout } from 'ml-platform-constructs';
 *
 * const careful = Rollout.canary(10, { bakeTime: Duration.minutes(30) });
 * const stepwise = Rollout.linear(25);
 */
export class Rollout {
  /**
   * All traffic at once, as soon as the new model is ready.
   *
   * @param options how long it is watched
   */
  public static allAtOnce(options?: RolloutOptions): Rollout {
    return new Rollout('all-at-once', [100], options ?? {});
  }

  /**
   * A part of the traffic, and all of it after the bake time. Throws `serving/canary`.
   *
   * @param percent of the traffic, 1 to 99; SageMaker takes 50 at most
   * @param options how long it is watched
   */
  public static canary(percent: number, options?: RolloutOptions): Rollout {
    if (!Number.isInteger(literal(percent, 'the part of a canary')) || percent < 1 || percent > 99) {
      refuse('serving/canary', `a canary with ${percent} % of the traffic is none: give a whole number from 1 to 99, or take Rollout.allAtOnce()`);
    }
    return new Rollout('canary', [percent, 100], options ?? {});
  }

  /**
   * Equal parts of the traffic, one after the other. Throws `serving/linear`.
   *
   * @param stepPercent the part that each step adds, 1 to 50; SageMaker takes 10 or more
   * @param options how long each step is watched
   */
  public static linear(stepPercent: number, options?: RolloutOptions): Rollout {
    if (!Number.isInteger(literal(stepPercent, 'the steps of a rollout')) || stepPercent < 1 || stepPercent > 50) {
      refuse('serving/linear', `steps of ${stepPercent} % cannot be: give a whole number from 1 to 50`);
    }
    const between = Array.from({ length: Math.ceil(100 / stepPercent) - 1 }, (_, i) => (i + 1) * stepPercent);
    return new Rollout('linear', [...between, 100], options ?? {});
  }

  /**
   * All traffic at once onto a new fleet of full size, beside the old one, which stays for a while so that traffic can go back at once.
   *
   * @param options how long the old fleet stays
   */
  public static blueGreen(options?: BlueGreenOptions): Rollout {
    return new Rollout('blue-green', [100], options ?? {}, options?.keepOld ?? options?.bakeTime ?? Duration.minutes(10));
  }

  private constructor(
    /** `all-at-once`, `canary`, `linear` or `blue-green`. */
    public readonly kind: string,
    /** The part of the traffic that the new model has after each step, in percent. */
    public readonly steps: number[],
    /** @internal */
    public readonly _options: RolloutOptions,
    /** How long the old fleet stays, for `blue-green`. */
    public readonly keepOld?: Duration,
  ) {}
}
