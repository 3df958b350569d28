import { IConstruct } from 'constructs';
import { ClusterAccess, Egress } from '../network';
import { ProfileSettings } from '../platform/profile';
import { deepFreeze, kebab, literal, NameRule, nearest, physicalName, Problems, requireAcknowledgeable, requireCapability, Target } from '../private';
import { Duration } from '../units';
import { ClusterAlarmPlan, planClusterAlarms } from './cluster-alarm-plan';
import { MachineCatalogue } from './machine-catalogue';
import { MaintenanceWindow, Weekday } from './maintenance-window';
import { NodeGroupPlan, planNodeGroups } from './node-group-plan';
import { ReleaseChannel } from './release-channel';
import { TrainingClusterProps } from './training-cluster';

export type AccessKind = 'private' | 'authorized' | 'gateway';

/** What a target renders as a cluster. */
export interface TrainingClusterPlan {
  readonly name: string;
  readonly groups: readonly NodeGroupPlan[];
  /** Absent where the cluster exists already. */
  readonly kubernetesVersion?: string;
  readonly releaseChannel: ReleaseChannel;
  readonly maintenance: { readonly day: Weekday; readonly startHour: number; readonly hours: number };
  readonly access: { readonly kind: AccessKind; readonly cidrs: readonly string[] };
  readonly egress: { readonly kind: 'nat' | 'none' | 'mirrored'; readonly mirror?: string };
  readonly alarms: readonly ClusterAlarmPlan[];
  readonly hasGpus: boolean;
}

/** The minor versions that a cloud supports. */
export interface KubernetesVersions {
  readonly supported: readonly string[];
  readonly proven: string;
}

/** What the target knows when it asks for a plan. */
export interface TrainingClusterContext {
  readonly target: Target;
  readonly platform: { readonly platformName: string; readonly egress?: Egress; readonly profile: ProfileSettings };
  readonly nameRule: NameRule;
  readonly region?: string;
  /** Absent where the nodes exist already. */
  readonly catalogue?: MachineCatalogue;
  /** Absent where the cluster exists already. */
  readonly versions?: KubernetesVersions;
  readonly defaultAccess: ClusterAccess;
  /** Whether the one who deploys, and no function of the cloud's inside the network, speaks with the API server. */
  readonly deployedByRunner: boolean;
  /** The cloud's own checks; its problems arrive together with core's. */
  check(plan: Pick<TrainingClusterPlan, 'name' | 'groups' | 'maintenance' | 'egress'>, problems: Problems): void;
}

/** Refusals that a user may overrule. */
const ACKNOWLEDGEABLE = ['network/private-runner', 'training/accelerator-region', 'training/kubernetes-version'];

const WINDOW = MaintenanceWindow.weekly(Weekday.SUNDAY, 0, Duration.hours(12));

/** Checks a user's wishes and completes them; throws all that is wrong at once, before anything was made. */
export function planTrainingCluster(
  scope: IConstruct,
  id: string,
  props: TrainingClusterProps,
  context: TrainingClusterContext,
): TrainingClusterPlan {
  const problems = new Problems(scope, id);
  const { target, platform } = context;
  const acknowledged = props.acknowledge ?? [];
  requireAcknowledgeable(acknowledged, ACKNOWLEDGEABLE, problems);
  requireClusterCapabilities(props, target, problems);
  const { day, startHour, hours } = props.maintenanceWindow ?? WINDOW;
  checkEgress(props, context, problems);
  const name = physicalName(context.nameRule, [platform.platformName, kebab(id)], problems);
  const groups = planNodeGroups(props.nodeGroups, { ...context, acknowledged }, problems);
  const hasGpus = groups.some(({ gpus }) => gpus > 0);
  const plan: TrainingClusterPlan = {
    name,
    groups,
    kubernetesVersion: problems.collect(() => versionOf(props.kubernetesVersion, context, acknowledged, problems)),
    releaseChannel: props.releaseChannel ?? ReleaseChannel.REGULAR,
    maintenance: { day, startHour, hours },
    access: accessOf(props.access ?? context.defaultAccess, context, acknowledged, problems),
    egress: egressOf(props.egress ?? platform.egress ?? Egress.nat()),
    alarms: planClusterAlarms(name, hasGpus, platform.profile),
    hasGpus,
  };
  context.check(plan, problems);
  problems.throwIfAny();
  return deepFreeze(plan);
}

/** What nodes reach, as a target reads it. */
export function egressOf({ kind, mirror }: Egress): TrainingClusterPlan['egress'] {
  return { kind: kind as TrainingClusterPlan['egress']['kind'], mirror };
}

/** The nodes that are made lie in the platform's network, which decides what is reached; a mirror may stand in any. */
function checkEgress({ egress: wish }: TrainingClusterProps, { platform, versions }: TrainingClusterContext, problems: Problems): void {
  const network = platform.egress;
  if (!versions || !network || !wish || wish.kind === 'mirrored' || (wish.kind === 'nat') === (network.kind === 'nat')) return;
  const given = wish.kind === 'nat' ? 'nodes are to reach the internet' : 'nodes are to reach nothing outside';
  problems.add(
    'training/egress',
    `${given}, but the platform's network has the egress '${network.kind}': say it in 'network.egress' of the platform, or leave 'egress' of the cluster out`,
  );
}

function requireClusterCapabilities(props: TrainingClusterProps, target: Target, problems: Problems): void {
  const { kubernetesVersion, releaseChannel, maintenanceWindow, access } = props;
  if (kubernetesVersion !== undefined) requireCapability(target, 'training/kubernetes-version', `Kubernetes ${kubernetesVersion} is asked for`, problems);
  if (releaseChannel) requireCapability(target, 'training/release-channel', `the release channel '${releaseChannel}' is asked for`, problems);
  if (maintenanceWindow) requireCapability(target, 'training/maintenance-window', 'a maintenance window is asked for', problems);
  if (access?.kind === 'private') requireCapability(target, 'access/private', 'an API server is to be private', problems);
  if (access?.kind === 'authorized') requireCapability(target, 'access/authorized-networks', `an API server is to be reached from ${access.cidrs.join(', ')}`, problems);
  if (access?.kind === 'gateway') requireCapability(target, 'access/gateway', 'an API server is to be reached through a gateway', problems);
}

function versionOf(
  wanted: string | undefined,
  { versions }: TrainingClusterContext,
  acknowledged: readonly string[],
  problems: Problems,
): string | undefined {
  if (!versions) return undefined;
  const version = literal(wanted ?? versions.proven, 'the version of Kubernetes');
  if (!/^1\.\d+$/.test(version)) {
    problems.add('training/kubernetes-version', `'${version}' is no minor version of Kubernetes: write it as '${versions.proven}'`);
  } else if (!versions.supported.includes(version) && !acknowledged.includes('training/kubernetes-version')) {
    problems.add(
      'training/kubernetes-version',
      `Kubernetes ${version} is not supported by the cloud (nearest: ${nearest(version, versions.supported)}; supported: ${versions.supported.join(', ')}): `
        + "choose one of these, or acknowledge 'training/kubernetes-version' if it is newer than this library",
    );
  }
  return version;
}

function accessOf(access: ClusterAccess, { target, deployedByRunner }: TrainingClusterContext, acknowledged: readonly string[], problems: Problems): TrainingClusterPlan['access'] {
  if (access.kind === 'private' && deployedByRunner && !acknowledged.includes('network/private-runner')) {
    const gateway = target.refusals['access/gateway'] ? '' : 'ClusterAccess.gateway(), ';
    problems.add(
      'network/private-runner',
      `the API server is reached from the platform's network only, but on ${target.name} whoever runs Terraform installs what runs in the cluster: `
        + `give access to your runners with ${gateway}ClusterAccess.authorizedNetworks(…), or acknowledge 'network/private-runner' if they run in that network`,
    );
  }
  return { kind: access.kind as AccessKind, cidrs: access.cidrs };
}
