import { Severity } from '../observability/severity';
import { refuse } from '../private';
import { Duration, Size } from '../units';

/** What a profile decides. `docs/platform.md` has a table of the presets. */
export interface ProfileSettings {
  /** Whether what holds data resists a destroy, and stays when it is removed from the program. */
  readonly deletionProtection: boolean;

  /** In how many zones there are subnets, 2 or 3. */
  readonly zones: number;

  /** Whether each zone has an address translation of its own, so that a zone that fails takes no other's way out with it. */
  readonly natPerZone: boolean;

  /** How long logs are kept. */
  readonly logsKept: Duration;

  /** How long an old version of an object is kept, and a deleted one can be brought back. */
  readonly oldVersionsKept: Duration;

  /** The amount of stored data above which an alarm goes off. */
  readonly storageAlarmAbove: Size;

  /** How urgent a failed deployment is. */
  readonly failedDeploySeverity: Severity;
}

/** What to set otherwise than a preset does. */
export interface ProfileOverrides {
  /**
   * Whether what holds data resists a destroy.
   * @default - as the preset says
   */
  readonly deletionProtection?: boolean;

  /**
   * In how many zones there are subnets, 2 or 3.
   * @default - as the preset says
   */
  readonly zones?: number;

  /**
   * Whether each zone has an address translation of its own.
   * @default - as the preset says
   */
  readonly natPerZone?: boolean;

  /**
   * How long logs are kept: 7, 14, 30, 60, 90, 180 or 365 days, which every cloud can.
   * @default - as the preset says
   */
  readonly logsKept?: Duration;

  /**
   * How long an old version of an object is kept, 7 to 90 days.
   * @default - as the preset says
   */
  readonly oldVersionsKept?: Duration;

  /**
   * The amount of stored data above which an alarm goes off.
   * @default - as the preset says
   */
  readonly storageAlarmAbove?: Size;

  /**
   * How urgent a failed deployment is.
   * @default - as the preset says
   */
  readonly failedDeploySeverity?: Severity;
}

/**
 * The periods that CloudWatch Logs has and the others can: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 * has 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 …; Log Analytics takes 30 to 730 (7 on the free tier only), so shorter ones become 30 there.
 */
const LOG_DAYS = [7, 14, 30, 60, 90, 180, 365];

/**
 * A preset over everything that differs between a trial and what a company lives on.
 *
 * @example
 * import { Profile } from 'ml-platform-constructs';
 *
 * const trial = Profile.development();
 * const live = Profile.production().with({ zones: 2 });
 */
export class Profile {
  /** Cheap and quick to throw away: two zones, one way out, logs for 30 days, nothing protected. */
  public static development(): Profile {
    return new Profile('development', {
      deletionProtection: false,
      zones: 2,
      natPerZone: false,
      logsKept: Duration.days(30),
      oldVersionsKept: Duration.days(7),
      storageAlarmAbove: Size.tebibytes(1),
      failedDeploySeverity: Severity.INFO,
    });
  }

  /** As production, smaller: two zones, one way out, logs for 90 days, data protected. */
  public static staging(): Profile {
    return new Profile('staging', {
      deletionProtection: true,
      zones: 2,
      natPerZone: false,
      logsKept: Duration.days(90),
      oldVersionsKept: Duration.days(30),
      storageAlarmAbove: Size.tebibytes(5),
      failedDeploySeverity: Severity.WARNING,
    });
  }

  /** Three zones, a way out in each, logs for a year, data protected, a failed deployment wakes somebody. */
  public static production(): Profile {
    return new Profile('production', {
      deletionProtection: true,
      zones: 3,
      natPerZone: true,
      logsKept: Duration.days(365),
      oldVersionsKept: Duration.days(90),
      storageAlarmAbove: Size.tebibytes(20),
      failedDeploySeverity: Severity.CRITICAL,
    });
  }

  private constructor(
    /** `development`, `staging` or `production`; becomes the tag `environment`. */
    public readonly name: string,
    /** What the profile decides. */
    public readonly settings: ProfileSettings,
  ) {
    if (settings.zones !== 2 && settings.zones !== 3) refuse('network/zones', `a profile of ${settings.zones} zones cannot be: give 2 or 3`);
    if (!LOG_DAYS.includes(settings.logsKept.toDays())) {
      refuse('platform/log-retention', `logs cannot be kept for ${settings.logsKept} on every cloud: give one of ${LOG_DAYS.join(', ')} days`);
    }
    const versions = settings.oldVersionsKept.toDays();
    if (versions < 7 || versions > 90) refuse('platform/old-versions', `old versions cannot be kept for ${settings.oldVersionsKept} on every cloud: give 7 to 90 days`);
  }

  /**
   * The same profile with some settings changed.
   *
   * @param overrides what to set otherwise
   */
  public with(overrides: ProfileOverrides): Profile {
    return new Profile(this.name, { ...this.settings, ...overrides });
  }
}
