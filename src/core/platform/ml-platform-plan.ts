import { IConstruct } from 'constructs';
import { PersonaPlan, planPersonas } from '../identity/persona-plan';
import { NetworkPlan, planNetwork } from '../network/network-plan';
import { AlertRoutes, planAlertRoutes, PlatformAlarmPlan, planPlatformAlarms } from '../observability/alarm-plan';
import { deepFreeze, isUnresolved, Problems, requireAcknowledgeable, requireCapability, requireKnownRegion, Target } from '../private';
import { ArtifactStorePlan, planArtifactStore } from '../storage/artifact-store-plan';
import { ContainerRegistryPlan, planContainerRegistry } from '../storage/container-registry-plan';
import { Budget } from './budget';
import { MlPlatformProps } from './ml-platform';
import { Profile, ProfileSettings } from './profile';

/** What a target renders as a platform. */
export interface PlatformPlan {
  readonly name: string;
  readonly profile: ProfileSettings;
  /** `development`, `staging` or `production`. */
  readonly environment: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly permissionsBoundary?: string;
  readonly centralDns: boolean;
  /** Absent where an existing network is used. */
  readonly network?: NetworkPlan;
  readonly alerts: AlertRoutes;
  readonly budget?: Budget;
  readonly alarms: readonly PlatformAlarmPlan[];
  readonly artifacts: ArtifactStorePlan;
  readonly registry: ContainerRegistryPlan;
  readonly personas: readonly PersonaPlan[];
}

/** What a platform may find instead of making it. */
export type Existing = 'network' | 'store' | 'registry';

/** Every target has props of these names, each with a shape of its own. */
interface ExistingProps {
  readonly existingNetwork?: unknown;
  readonly existingArtifacts?: unknown;
  readonly existingRegistry?: unknown;
}

/** What the user says is there already. */
export function existingIn({ existingNetwork, existingArtifacts, existingRegistry }: ExistingProps): Existing[] {
  const given: Array<[Existing, unknown]> = [['network', existingNetwork], ['store', existingArtifacts], ['registry', existingRegistry]];
  return given.filter(([, value]) => value !== undefined).map(([thing]) => thing);
}

/** What the target knows when it asks for a plan. */
export interface PlatformContext {
  readonly target: Target;
  /** `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly system: string;
  /** The region; absent where there is none, or it is known only at deployment. */
  readonly region?: string;
  readonly knownRegions: readonly string[];
  readonly existing: readonly Existing[];
  /** The cloud's own checks; its problems arrive together with core's. */
  check(name: string, problems: Problems): void;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/**
 * What a tag's key and value must match to be a label of Google Cloud, and of Kubernetes, which wants a letter or digit at both ends:
 * https://cloud.google.com/compute/docs/labeling-resources#requirements,
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
const TAG_KEY = /^[a-z](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;
const TAG_VALUE = /^(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)?$/;
const OWN_TAGS = ['platform', 'environment', 'managed-by'];
/** Refusals that a user may overrule, because a newer fact can make them wrong, or because the risk is the user's to take. */
const ACKNOWLEDGEABLE = ['platform/unknown-region'];

/** Checks a user's wishes and completes them; throws all that is wrong at once, before anything was made. */
export function planPlatform(scope: IConstruct, id: string, props: MlPlatformProps, context: PlatformContext): PlatformPlan {
  const problems = new Problems(scope, id);
  const profile = props.profile ?? Profile.production();
  const name = checkedName(props.platformName ?? id.toLowerCase(), problems);
  const acknowledged = props.acknowledge ?? [];
  requireAcknowledgeable(acknowledged, ACKNOWLEDGEABLE, problems);
  checkRegion(props, context, acknowledged, problems);
  checkGuardrails(props, context, problems);
  checkBoth(props, context, problems);
  if (props.budget) requireCapability(context.target, 'platform/budget', `a budget of ${props.budget.amount} a month is asked for`, problems);
  const network = context.existing.includes('network') ? undefined : planNetwork(props.network ?? {}, profile.settings.zones, context.target, problems);
  const artifacts = planArtifactStore(props.artifacts ?? {}, profile.settings, context.region, context.target, problems);
  const plan: PlatformPlan = {
    name,
    profile: profile.settings,
    environment: profile.name,
    tags: planTags(name, profile, props, problems),
    permissionsBoundary: props.guardrails?.permissionsBoundary,
    centralDns: props.guardrails?.centralDns ?? false,
    network,
    alerts: planAlertRoutes(props.alerts ?? [], context.target, problems),
    budget: props.budget,
    alarms: planPlatformAlarms(name, profile.settings, props.budget, artifacts.alarmAboveBytes),
    artifacts,
    registry: planContainerRegistry(props.registry ?? {}, profile.settings, context.target, problems),
    personas: planPersonas(props.personas ?? {}, context.system, problems),
  };
  context.check(name, problems);
  problems.throwIfAny();
  return deepFreeze(plan);
}

function checkedName(name: string, problems: Problems): string {
  if (isUnresolved(name)) {
    problems.add('core/token-not-allowed', 'the name of the platform is known only at deployment, but it names everything: give a literal');
  } else if (!NAME.test(name)) {
    problems.add('platform/name', `'${name}' cannot name a platform: use lower-case letters, digits and single hyphens, a letter first, and set 'platformName'`);
  } else if (name.length < 2 || name.length > 16) {
    problems.add('platform/name', `'${name}' has ${name.length} characters, but the name of a platform has 2 to 16, since names are made from it: set 'platformName'`);
  }
  return name;
}

function checkRegion(props: MlPlatformProps, context: PlatformContext, acknowledged: readonly string[], problems: Problems): void {
  const replica = props.artifacts?.replicaRegion;
  [context.region, replica].forEach((region) => {
    if (region === undefined || isUnresolved(region)) return;
    requireKnownRegion(region, context.knownRegions, acknowledged, problems);
    const allowed = props.guardrails?.allowedRegions;
    if (allowed && !allowed.includes(region)) {
      problems.add('guardrails/region', `'${region}' is not among the regions that the guardrails allow (${allowed.join(', ')}): choose one of them`);
    }
  });
}

function checkGuardrails(props: MlPlatformProps, context: PlatformContext, problems: Problems): void {
  const { requiredTags = [], forbidNewNetwork, requireBudget, permissionsBoundary, centralDns } = props.guardrails ?? {};
  const missing = requiredTags.filter((key) => !props.tags?.[key]);
  if (missing.length > 0) problems.add('guardrails/tags', `the guardrails demand the tags ${missing.join(', ')}: set them in 'tags'`);
  if (forbidNewNetwork && !context.existing.includes('network')) problems.add('guardrails/new-network', "the guardrails forbid a new network: give 'existingNetwork'");
  if (requireBudget && !props.budget && !context.target.refusals['platform/budget']) problems.add('guardrails/budget', "the guardrails demand a budget: set 'budget'");
  if (permissionsBoundary) requireCapability(context.target, 'platform/permissions-boundary', 'the guardrails set a permissions boundary', problems);
  if (centralDns) requireCapability(context.target, 'platform/central-dns', 'the guardrails keep private DNS zones central', problems);
}

function checkBoth(props: MlPlatformProps, { existing }: PlatformContext, problems: Problems): void {
  const both = (thing: Existing, wish: string, name: string) =>
    `both '${wish}' and '${name}' are given: one describes a ${thing} to make, the other one that exists; give one`;
  if (props.network && existing.includes('network')) problems.add('network/both', both('network', 'network', 'existingNetwork'));
  if (props.artifacts && existing.includes('store')) problems.add('storage/both', both('store', 'artifacts', 'existingArtifacts'));
  if (props.registry && existing.includes('registry')) problems.add('registry/both', both('registry', 'registry', 'existingRegistry'));
}

function planTags(name: string, profile: Profile, props: MlPlatformProps, problems: Problems): Record<string, string> {
  const tags = props.tags ?? {};
  Object.entries(tags).forEach(([key, value]) => {
    if (OWN_TAGS.includes(key)) problems.add('platform/tag-reserved', `the tag '${key}' is set by the platform itself: choose another key`);
    if (!TAG_KEY.test(key) || (!isUnresolved(value) && !TAG_VALUE.test(value))) {
      problems.add('platform/tag', `the tag '${key}' = '${value}' cannot be: use up to 63 lower-case letters, digits, '-' and '_', begin the key with a letter, and end both with a letter or digit`);
    }
  });
  const all = { 'platform': name, 'environment': profile.name, 'managed-by': 'ml-platform-constructs', ...tags };
  // In the order of the keys: Python hands them over in another order than TypeScript, and the same program is to give the same bytes.
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
