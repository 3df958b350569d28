import { ProfileSettings } from '../platform/profile';
import { literal, Problems, requireCapability, Target } from '../private';
import { ArtifactStoreProps } from './artifact-store';
import { Lifecycle, StorageTier } from './lifecycle';
import { Retention } from './retention';

/** One rule of a lifecycle, in days. */
export interface LifecycleRulePlan {
  /** Stable name of the rule, from its prefix. */
  readonly id: string;
  readonly prefix: string;
  readonly transitions: ReadonlyArray<{ readonly tier: StorageTier; readonly days: number }>;
  readonly expireDays?: number;
  /** Present exactly where the store is versioned. */
  readonly expireOldVersionsDays?: number;
}

/** What a target renders as an artifact store. */
export interface ArtifactStorePlan {
  /** Always holds a rule with the prefix '' that ends abandoned uploads and, where versioned, old versions. */
  readonly rules: readonly LifecycleRulePlan[];
  readonly abortUploadsDays: number;
  readonly lockedDays?: number;
  readonly versioned: boolean;
  readonly replicaRegion?: string;
  readonly alarmAboveBytes: number;
  readonly deletionProtection: boolean;
}

const ABORT_UPLOADS_DAYS = 7;

export function planArtifactStore(
  props: ArtifactStoreProps,
  profile: ProfileSettings,
  region: string | undefined,
  target: Target,
  problems: Problems,
): ArtifactStorePlan {
  const retention = props.retention ?? Retention.none();
  const lifecycle = props.lifecycle ?? defaultLifecycle(retention, target);
  const versioned = props.versioned ?? target.refusals['storage/versions'] === undefined;
  requireStoreCapabilities(props, lifecycle, retention, target, problems);
  checkReplica(props.replicaRegion, region, problems);
  checkRetention(retention, lifecycle, problems);
  return {
    rules: planRules(lifecycle, profile, versioned),
    abortUploadsDays: ABORT_UPLOADS_DAYS,
    lockedDays: retention.lockedDays,
    versioned,
    replicaRegion: props.replicaRegion,
    alarmAboveBytes: props.alarmAbove?.toBytes() ?? profile.storageAlarmAbove.toBytes(),
    deletionProtection: profile.deletionProtection,
  };
}

/** Notes wishes that S3, and what speaks as S3 does, fulfils by means of old versions, in a store that is to keep none. */
export function requireVersions({ versioned, retention, replicaRegion }: ArtifactStoreProps, problems: Problems): void {
  if (versioned !== false) return;
  if (retention?.lockedDays) {
    problems.add('storage/lock-versions', "objects are to be locked, but S3 locks versions only and 'versioned' is false: leave 'versioned' out");
  }
  if (replicaRegion) {
    problems.add('storage/replica-versions', "objects are to be copied, but S3 copies versions only and 'versioned' is false: leave 'versioned' out");
  }
}

/** A default never makes a refusal: it leaves out tiers that a target lacks, and expiry that a lock forbids. */
function defaultLifecycle({ lockedDays = 0 }: Retention, target: Target): Lifecycle {
  const possible = Lifecycle.standard().rules.filter(({ transitions, expireAfter }) => {
    if (transitions && target.refusals['storage/tiers']) return false;
    return !expireAfter || (expireAfter.toDays() >= lockedDays && !target.refusals['storage/expiry']);
  });
  return Lifecycle.of(...possible);
}

function requireStoreCapabilities(props: ArtifactStoreProps, lifecycle: Lifecycle, retention: Retention, target: Target, problems: Problems): void {
  if (lifecycle.rules.some((rule) => rule.transitions?.length)) requireCapability(target, 'storage/tiers', 'objects are to move to colder tiers', problems);
  if (lifecycle.rules.some((rule) => rule.expireAfter)) requireCapability(target, 'storage/expiry', 'objects are to expire', problems);
  if (lifecycle.rules.some((rule) => rule.expireOldVersionsAfter)) requireCapability(target, 'storage/versions', 'old versions are to expire', problems);
  if (props.versioned) requireCapability(target, 'storage/versions', 'the store is to keep old versions', problems);
  if (retention.lockedDays) requireCapability(target, 'storage/locked-retention', 'objects are to be locked', problems);
  if (props.replicaRegion) requireCapability(target, 'storage/replication', `objects are to be copied to '${props.replicaRegion}'`, problems);
}

function checkReplica(replicaRegion: string | undefined, region: string | undefined, problems: Problems): void {
  problems.collect(() => replicaRegion !== undefined && literal(replicaRegion, 'the replica region'));
  if (replicaRegion !== undefined && replicaRegion === region) {
    problems.add('storage/replica-region', `the copy would lie in '${region}', where the store is: choose another region`);
  }
}

function checkRetention(retention: Retention, lifecycle: Lifecycle, problems: Problems): void {
  const locked = retention.lockedDays;
  if (!locked) return;
  lifecycle.rules.forEach((rule) => {
    if (rule.expireAfter && rule.expireAfter.toDays() < locked) {
      problems.add('storage/expiry-locked', `objects expire after ${rule.expireAfter} but are locked for ${locked} days: let them expire later`);
    }
  });
}

function planRules(lifecycle: Lifecycle, profile: ProfileSettings, versioned: boolean): LifecycleRulePlan[] {
  const rules = lifecycle.rules.some((rule) => !rule.prefix) ? lifecycle.rules : [...lifecycle.rules, {}];
  return rules.map((rule) => ({
    id: rule.prefix ? rule.prefix.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') : 'all',
    prefix: rule.prefix ?? '',
    transitions: (rule.transitions ?? []).map(({ tier, after }) => ({ tier, days: after.toDays() })),
    expireDays: rule.expireAfter?.toDays(),
    expireOldVersionsDays: versioned ? (rule.expireOldVersionsAfter ?? profile.oldVersionsKept).toDays() : undefined,
  }));
}
