import { refuse } from '../private';
import { Duration } from '../units';

/** How cold objects are kept; colder is cheaper to keep and dearer to read. */
export enum StorageTier {
  /** Read less than monthly: S3 Standard-IA, Nearline, Azure cool. */
  INFREQUENT = 'infrequent',

  /** Read a few times a year, still at once: S3 Glacier Instant Retrieval, Coldline, Azure cold. */
  COLD = 'cold',

  /** Kept for the record: S3 Glacier Deep Archive (read after hours), Archive, Azure archive (read after hours). */
  ARCHIVE = 'archive',
}

/** A move to a colder tier. */
export interface TierTransition {
  /** Where to. */
  readonly tier: StorageTier;

  /** How long after an object was written, in whole days. */
  readonly after: Duration;
}

/** What happens to the objects below a prefix as they age. */
export interface LifecycleRule {
  /**
   * Which objects: those whose key begins so.
   * @default - all objects
   */
  readonly prefix?: string;

  /**
   * Moves to colder tiers, in the order of time.
   * @default - objects stay where they are
   */
  readonly transitions?: TierTransition[];

  /**
   * When an object is deleted, in whole days after it was written.
   * @default - never
   */
  readonly expireAfter?: Duration;

  /**
   * When an old version of an object is deleted, in whole days after it was replaced.
   * @default - as the profile says
   */
  readonly expireOldVersionsAfter?: Duration;
}

/** The coldness of each tier; a transition may only go up. */
const COLDNESS: Record<StorageTier, number> = { [StorageTier.INFREQUENT]: 1, [StorageTier.COLD]: 2, [StorageTier.ARCHIVE]: 3 };

/**
 * How the objects of a store age.
 *
 * @example
 * import { Duration, Lifecycle, StorageTier } from 'ml-platform-constructs';
 *
 * const aging = Lifecycle.of(
 *   { prefix: 'experiments/', expireAfter: Duration.days(90) },
 *   { prefix: 'models/', transitions: [{ tier: StorageTier.INFREQUENT, after: Duration.days(30) }, { tier: StorageTier.ARCHIVE, after: Duration.days(365) }] },
 * );
 */
export class Lifecycle {
  /**
   * Rules of your own. Throws `storage/tier-order` when tiers or days do not rise, `storage/expiry-order` when objects would expire before
   * they move, and `storage/prefix-twice` when two rules have the same prefix.
   *
   * @param rules one rule a prefix
   */
  public static of(...rules: LifecycleRule[]): Lifecycle {
    return new Lifecycle(rules);
  }

  /** Objects under `experiments/` expire after 180 days; those under `models/` move to the infrequent tier after 30 days and to the cold one after 180. */
  public static standard(): Lifecycle {
    return new Lifecycle([
      { prefix: 'experiments/', expireAfter: Duration.days(180) },
      {
        prefix: 'models/',
        transitions: [
          { tier: StorageTier.INFREQUENT, after: Duration.days(30) },
          { tier: StorageTier.COLD, after: Duration.days(180) },
        ],
      },
    ]);
  }

  /** Objects stay as they are for ever. */
  public static keep(): Lifecycle {
    return new Lifecycle([]);
  }

  /** The rules, in the order they were given. */
  public readonly rules: LifecycleRule[];

  private constructor(rules: LifecycleRule[]) {
    rules.forEach(checkRule);
    const prefixes = rules.map((rule) => rule.prefix ?? '');
    const twice = prefixes.find((prefix, i) => prefixes.indexOf(prefix) !== i);
    if (twice !== undefined) refuse('storage/prefix-twice', `two rules have the prefix '${twice}': join them to one`);
    this.rules = rules;
  }
}

function checkRule(rule: LifecycleRule): void {
  const where = rule.prefix ? `under '${rule.prefix}'` : 'of the whole store';
  const transitions = rule.transitions ?? [];
  transitions.forEach((next, i) => {
    const before = transitions[i - 1];
    if (before && (COLDNESS[next.tier] <= COLDNESS[before.tier] || next.after.toDays() <= before.after.toDays())) {
      refuse(
        'storage/tier-order',
        `objects ${where} move to '${before.tier}' after ${before.after} and then to '${next.tier}' after ${next.after}: each move must be later and colder`,
      );
    }
  });
  const last = transitions[transitions.length - 1];
  if (last && rule.expireAfter && rule.expireAfter.toDays() <= last.after.toDays()) {
    refuse(
      'storage/expiry-order',
      `objects ${where} expire after ${rule.expireAfter}, before or when they move to '${last.tier}' after ${last.after}: let them expire later`,
    );
  }
  [rule.expireAfter, rule.expireOldVersionsAfter].forEach((age) => {
    if (age && age.toDays() < 1) refuse('storage/expiry', `objects ${where} expire after ${age}: give at least one day`);
  });
}
