import { Problems } from '../private';
import { Lifecycle, StorageTier } from './lifecycle';

/** From which age a service takes objects into its tiers; a target hands it in. */
export interface TierAges {
  /** The service, for the message. */
  readonly service: string;
  /** What the service calls a tier, and the least age of what moves there. */
  readonly tiers: Readonly<Record<string, { readonly storageClass: string; readonly minimumDays: number }>>;
  /** How long an object has to stay in the infrequent tier before it moves on. */
  readonly daysInInfrequent: number;
}

/** Notes moves that come earlier than the service makes them. */
export function requireTierAges(lifecycle: Lifecycle | undefined, { service, tiers, daysInInfrequent }: TierAges, problems: Problems): void {
  lifecycle?.rules.forEach(({ prefix, transitions = [] }) => transitions.forEach(({ tier, after }, i) => {
    const where = prefix ? `under '${prefix}'` : 'of the whole store';
    const { minimumDays, storageClass } = tiers[tier];
    if (after.toDays() < minimumDays) {
      problems.add('storage/tier-age', `objects ${where} move to '${tier}' after ${after}, but ${service} takes none into ${storageClass} before ${minimumDays} days: let them move later`);
    }
    const before = transitions[i - 1];
    if (before?.tier === StorageTier.INFREQUENT && after.toDays() < before.after.toDays() + daysInInfrequent) {
      problems.add(
        'storage/tier-age',
        `objects ${where} move to '${before.tier}' after ${before.after} and to '${tier}' after ${after}, but ${service} keeps them in the former for ${daysInInfrequent} days at least: let them move later`,
      );
    }
  }));
}
