import { IConstruct } from 'constructs';
import { Severity } from '../observability';
import { ProfileSettings } from '../platform/profile';
import { deepFreeze, kebab, physicalName, Problems, TakenNames, Target } from '../private';
import { FeatureGroupPlan, planFeatureGroup } from './feature-group-plan';
import { FeatureService } from './feature-service';
import { FeatureStoreProps } from './feature-store';
import { FeatureStoreKind } from './feature-store-kind';
import { checkFeastName, FeastPlace, FeatureStorePlace, planStorePlace } from './feature-store-place';
import { SchemaLock } from './schema-lock';
import { LockPlan, planLock, rememberLock } from './schema-lock-plan';

/** What a target renders as a feature store. */
export interface FeatureStorePlan<Place extends FeatureStorePlace = FeatureStorePlace> {
  readonly name: string;
  readonly place: Place;
  readonly groups: readonly FeatureGroupPlan[];
  /** What is to be written into the lock; absent where it is up to date. */
  readonly lock?: LockPlan;
  /** Of the alarms for old values and for dead letters. */
  readonly severity: Severity;
  /** Whether what holds data resists a destroy. */
  readonly deletionProtection: boolean;
}

/** What a plan has to know of the platform. */
export interface FeaturePlatform {
  readonly construct: IConstruct;
  readonly platformName: string;
  /** `development`, `staging` or `production`. */
  readonly profileName: string;
  readonly profile: ProfileSettings;
}

/** What the target knows when it asks for a plan. */
export interface FeatureStoreContext {
  readonly target: Target;
  readonly platform: FeaturePlatform;
  /** The cloud's own service; none where there is no cloud. */
  readonly managed?: FeatureService;
  readonly feast: FeatureService;
  readonly storageUri: RegExp;
  readonly storageName: string;
  /** The text of the lock that is there; nothing where none is. */
  readLock(path: string): string | undefined;
  /** Whether the offline values of a group are the store's, and not in a table that was there before. */
  keepsValues?(groupName: string): boolean;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: FeatureStorePlan, problems: Problems): void;
}

/** The names that the cloud's service has: two of one name would be one to the cloud, whatever stacks they stand in. */
const STORES = new TakenNames();
const GROUPS = new TakenNames();

/** Checks a user's wishes and completes them; throws all that is wrong at once, before anything was made. */
export function planFeatureStore(scope: IConstruct, id: string, props: FeatureStoreProps, context: FeatureStoreContext): FeatureStorePlan {
  const problems = new Problems(scope, id);
  const { target, platform, storageUri, storageName } = context;
  const kind = props.kind ?? FeatureStoreKind.managed();
  const managed = kind._cluster === undefined;
  const place = planStorePlace(kind, props.groups, scope, target, problems);
  // Where there is no service of the cloud, which was said, the rest is checked as Feast has it.
  const service = (managed ? context.managed : undefined) ?? context.feast;
  const name = physicalName(service.storeRule, [platform.platformName, kebab(id)].map((part) => part.replace(/[-_]/g, service.storeRule.separator)), problems);
  const group = { scope, target, service, storageUri, storageName, managed, storeName: name };
  const groups = props.groups.map((given) => planFeatureGroup(given, group, problems));
  checkGroups(groups, service, problems);
  const lock = props.lock ?? SchemaLock.at(`feature-schemas/${name}.json`);
  if (lock.path === undefined && platform.profileName === 'production') {
    problems.add('features/no-lock', 'a feature store of production has no lock, so that a feature that models need could go: leave \'lock\' out, or give SchemaLock.at(\'…\')');
  }
  const plan: FeatureStorePlan | undefined = place && {
    name,
    place,
    groups,
    lock: planLock({
      lock,
      groups,
      key: `${target.name}/${platform.platformName}`,
      store: { name: name.replace(/-/g, '_'), path: `${scope.node.path}/${id}`, kind: place.kind },
      retired: props.retired ?? [],
      root: scope.node.root,
      read: (path) => context.readLock(path),
      keepsValues: (groupName) => context.keepsValues?.(groupName) ?? true,
    }, problems),
    severity: platform.profile.failedDeploySeverity,
    deletionProtection: platform.profile.deletionProtection,
  };
  if (plan) context.check(plan, problems);
  if (plan && isFeast(plan)) checkFeastName(name, plan.place, problems);
  else checkNames(name, groups, platform.construct, problems);
  problems.throwIfAny();
  if (managed) {
    STORES.add(platform.construct, name);
    groups.forEach(({ name: taken }) => GROUPS.add(platform.construct, taken));
  }
  rememberLock(lock, scope.node.root);
  return deepFreeze(plan!);
}

/** Narrows a plan to where its store is. */
export function isFeast(plan: FeatureStorePlan): plan is FeatureStorePlan<FeastPlace> {
  return plan.place.kind === 'feast';
}

function checkGroups(groups: readonly FeatureGroupPlan[], { name, mostGroups = Infinity }: FeatureService, problems: Problems): void {
  if (groups.length === 0) problems.add('features/no-groups', 'the feature store has no groups: give one or more');
  if (groups.length > mostGroups) problems.add('features/too-many', `the feature store has ${groups.length} groups, but ${name} takes ${mostGroups}: divide it`);
  const names = groups.map(({ groupName }) => groupName);
  names.filter((groupName, i) => names.indexOf(groupName) !== i).forEach((groupName) => {
    problems.add('features/group-twice', `there are two groups '${groupName}': give each a name of its own`);
  });
}

function checkNames(store: string, groups: readonly FeatureGroupPlan[], platform: IConstruct, problems: Problems): void {
  if (STORES.has(platform, store)) {
    problems.add('features/name-twice', `a feature store '${store}' of the platform is there already, in this stack or in another: choose another id`);
    return;
  }
  groups.filter(({ name }) => GROUPS.has(platform, name)).forEach(({ name }) => {
    problems.add('features/name-twice', `a feature group '${name}' of the platform is there already, in this stack or in another: choose another id or group name`);
  });
}
