import { Capability } from '../platform/capability';
import { nearest } from './nearest';
import { Problems } from './validation-error';

export type TargetName = 'awscdk' | 'tfaws' | 'tfgcp' | 'tfazure' | 'tfk8s';

/** Why a target cannot do something, and what comes nearest to it there. */
export interface Refusal {
  readonly reason: string;
  readonly alternative: string;
}

/** What a plan has to know of the target it is made for: data only, so that core never asks which cloud it is. */
export interface Target {
  readonly name: TargetName;
  /** Whose identities, metrics, alarms and registries are its own: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly system: string;
  /** What its clusters say of themselves: `eks`, `gke`, `aks` or `kubernetes`. */
  readonly clusterSystem: string;
  /** The capabilities that this target lacks. They stand in the support matrix with their reason. */
  readonly refusals: Partial<Record<Capability, Refusal>>;
}

/** Notes that a wish meets a target that cannot fulfil it. */
export function requireCapability(target: Target, capability: Capability, wish: string, problems: Problems): void {
  const refusal = target.refusals[capability];
  if (refusal) problems.add(capability, `${wish}, but ${target.name} cannot: ${refusal.reason}; ${refusal.alternative}`);
}

/** Notes that a region is not in the almanac; the user may acknowledge that the almanac is older than the region. Where there are no regions, the wish is refused elsewhere. */
export function requireKnownRegion(region: string, known: readonly string[], acknowledged: readonly string[], problems: Problems): void {
  if (known.length === 0 || known.includes(region) || acknowledged.includes('platform/unknown-region')) return;
  problems.add(
    'platform/unknown-region',
    `'${region}' is not a region that this version knows (nearest: '${nearest(region, known)}'): correct it, or acknowledge 'platform/unknown-region' if it is new`,
  );
}
