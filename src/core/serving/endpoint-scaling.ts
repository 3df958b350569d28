import { literal, refuse } from '../private';
import { Scaling } from '../training';
import { Duration, Schedule } from '../units';

/** When nobody is there. Hours are of UTC. */
export interface OffHours {
  /** The hour at which they begin, 0 to 23. */
  readonly begins: number;

  /** The hour at which they end, 0 to 23. */
  readonly ends: number;

  /**
   * How many replicas run meanwhile. 0 is for kinds that can only.
   * @default - 0 where the kind can, else 1
   */
  readonly replicas?: number;

  /**
   * Whether Saturday and Sunday are off, the whole day.
   * @default true
   */
  readonly weekends?: boolean;
}

/**
 * What moves the number of replicas between the least and the most that `scaling` says. Several of them: the one that wants most replicas wins.
 *
 * @example
 * import { Duration, EndpointScaling } from 'ml-platform-constructs';
 *
 * const scaleOn = [
 *   EndpointScaling.requestsPerReplica(600),
 *   EndpointScaling.latency(Duration.millis(40)),
 *   EndpointScaling.offHours({ begins: 20, ends: 6 }),
 * ];
 */
export class EndpointScaling {
  /**
   * As many replicas as keep each below that many requests a minute. Throws `serving/scaling-target`.
   *
   * @param requestsPerMinute above 0
   */
  public static requestsPerReplica(requestsPerMinute: number): EndpointScaling {
    return new EndpointScaling('requests', above(requestsPerMinute, 'requests a minute'));
  }

  /**
   * As many replicas as keep their CPUs that busy. Throws `serving/scaling-target`.
   *
   * @param percent of all CPUs of a replica, 1 to 99
   */
  public static cpuUtilization(percent: number): EndpointScaling {
    return new EndpointScaling('cpu', below100(percent));
  }

  /**
   * As many replicas as keep their GPUs that busy. Throws `serving/scaling-target`.
   *
   * @param percent of all GPUs of a replica, 1 to 99
   */
  public static gpuUtilization(percent: number): EndpointScaling {
    return new EndpointScaling('gpu', below100(percent));
  }

  /**
   * As many replicas as keep the model's time for a request near that, on average. Throws `serving/scaling-target`.
   *
   * @param target above 0
   */
  public static latency(target: Duration): EndpointScaling {
    return new EndpointScaling('latency', above(target.toMilliseconds(), 'milliseconds'));
  }

  /**
   * Other limits from certain times on, until another schedule sets them anew.
   *
   * @param when the times
   * @param scaling the least and the most replicas from then on
   */
  public static schedule(when: Schedule, scaling: Scaling): EndpointScaling {
    return new EndpointScaling('schedule', undefined, when, scaling);
  }

  /**
   * Few replicas while nobody is there; from the end of these hours on the limits are those of `scaling` again. Throws `serving/off-hours`.
   *
   * @param hours which hours
   */
  public static offHours(hours: OffHours): EndpointScaling {
    const { begins, ends, replicas } = hours;
    const isHour = (hour: number) => Number.isInteger(literal(hour, 'an hour')) && hour >= 0 && hour <= 23;
    if (!isHour(begins) || !isHour(ends) || begins === ends) refuse('serving/off-hours', `hours off from ${begins} to ${ends} cannot be: give two different hours from 0 to 23`);
    if (replicas !== undefined && (!Number.isInteger(replicas) || replicas < 0)) refuse('serving/off-hours', `${replicas} replicas cannot run: give a whole number, 0 or more`);
    return new EndpointScaling('off-hours', undefined, undefined, undefined, hours);
  }

  private constructor(
    /** `requests`, `cpu`, `gpu`, `latency`, `schedule` or `off-hours`. */
    public readonly kind: string,
    /** What is held: requests a minute, percent, milliseconds. */
    public readonly target?: number,
    /** The times, for `schedule`. */
    public readonly when?: Schedule,
    /** The limits from then on, for `schedule`. */
    public readonly limits?: Scaling,
    /** The hours, for `off-hours`. */
    public readonly hours?: OffHours,
  ) {}
}

function above(target: number, unit: string): number {
  if (!Number.isFinite(literal(target, 'a scaling target')) || target <= 0) refuse('serving/scaling-target', `${target} ${unit} cannot be held: give a number above 0`);
  return target;
}

function below100(percent: number): number {
  if (!Number.isFinite(literal(percent, 'a scaling target')) || percent < 1 || percent > 99) {
    refuse('serving/scaling-target', `${percent} % cannot be held: give 1 to 99, and leave room for what comes while new replicas start`);
  }
  return percent;
}
