import { IConstruct } from 'constructs';
import { IAlarm } from '../observability';
import { Problems, Target } from '../private';
import { EndpointService } from './endpoint-service';
import { Rollout } from './rollout';
import { UsualRollout } from './usual-rollout';

/** How a new model takes over. */
export interface RolloutPlan {
  readonly kind: 'all-at-once' | 'canary' | 'linear' | 'blue-green';
  /** The part of the traffic that the new model has after each step, in percent; the last is 100. */
  readonly steps: readonly number[];
  /** How long the alarms are watched after each step. */
  readonly bakeSeconds: number;
  /** How long the old fleet stays after the last bake. */
  readonly keepOldSeconds: number;
  /** Alarms of the user's. */
  readonly alarms: readonly IAlarm[];
  /** Whether the endpoint's own alarms send traffic back. */
  readonly ownAlarms: boolean;
}

export interface RolloutWish {
  readonly given?: Rollout;
  readonly production: boolean;
  /** The most careful way that what serves has without further wishes. */
  readonly mostCareful: UsualRollout;
  readonly service?: EndpointService;
  readonly acknowledged: readonly string[];
  readonly scope: IConstruct;
  readonly target: Target;
  readonly inCluster: boolean;
  /** How many seconds it may be watched in all; absent where nothing ends it, or where the service says so itself. */
  longestWatch(kind: RolloutPlan['kind']): number | undefined;
}

const USUAL = { 'canary': () => Rollout.canary(10), 'blue-green': () => Rollout.blueGreen(), 'all-at-once': () => Rollout.allAtOnce() } as const;
const BAKE_SECONDS = 600;

export function planRollout(wish: RolloutWish, problems: Problems): RolloutPlan {
  const { given, production, mostCareful, service, acknowledged } = wish;
  const rollout = given ?? USUAL[production ? mostCareful : 'all-at-once']();
  const { bakeTime, alarms = [], ownAlarms = true } = rollout._options;
  if (production && !ownAlarms && alarms.length === 0 && !acknowledged.includes('serving/rollout-guard')) {
    problems.add(
      'serving/rollout-guard',
      "no alarm guards the rollout, so that in production nothing would send traffic back from a model that fails: leave 'ownAlarms' out, give 'alarms', or acknowledge 'serving/rollout-guard'",
    );
  }
  const plan: RolloutPlan = {
    kind: rollout.kind as RolloutPlan['kind'],
    steps: rollout.steps,
    bakeSeconds: bakeTime?.toSeconds() ?? usualBake(rollout, wish),
    keepOldSeconds: rollout.keepOld?.toSeconds() ?? 0,
    alarms,
    ownAlarms,
  };
  checkAlarms(alarms, wish, problems);
  if (service) checkLimits(plan, service, problems);
  return plan;
}

/** As long as fits where a release ends before the usual time would. */
function usualBake({ kind, steps, keepOld }: Rollout, { longestWatch }: RolloutWish): number {
  const most = longestWatch(kind as RolloutPlan['kind']);
  return most === undefined ? BAKE_SECONDS : Math.max(0, Math.min(BAKE_SECONDS, Math.floor((most - (keepOld?.toSeconds() ?? 0)) / steps.length)));
}

/** How long a rollout is watched as a whole. */
export function rolloutSeconds({ steps, bakeSeconds, keepOldSeconds }: RolloutPlan): number {
  return steps.length * bakeSeconds + keepOldSeconds;
}

/** Notes alarms that whatever rolls out cannot read. */
function checkAlarms(alarms: readonly IAlarm[], { scope, target, inCluster }: RolloutWish, problems: Problems): void {
  // Other languages, and JavaScript, hand over what is no construct, too.
  const foreign = alarms.filter(({ alarmSystem, node }: Partial<IAlarm>) => alarmSystem !== target.system || node?.root !== scope.node.root);
  foreign.forEach(({ alarmId, node }: Partial<IAlarm>) => problems.add('alarms/wrong-target', `the alarm '${node?.path ?? alarmId}' is to send a rollout back, but is none of ${target.name} in this program: give one of a handle of this platform`));
  if (inCluster && alarms.length > foreign.length && target.system !== target.clusterSystem) {
    problems.add(
      'serving/rollout-alarms',
      "alarms of the cloud are to send a rollout back, but what runs in a cluster reads the cluster's Prometheus only: leave 'alarms' out, since the cluster watches errors and latency itself, or take EndpointKind.managed()",
    );
  }
}

function checkLimits(plan: RolloutPlan, { name, rollouts }: EndpointService, problems: Problems): void {
  const { kind, steps: [first], bakeSeconds } = plan;
  const { mostCanaryPercent = 99, leastLinearPercent = 1, longestBake, longestRollout } = rollouts;
  if (kind === 'canary' && first! > mostCanaryPercent) {
    problems.add('serving/canary', `the canary is to have ${first} % of the traffic, but ${name} gives one ${mostCanaryPercent} % at most: give less`);
  }
  if (kind === 'linear' && first! < leastLinearPercent) {
    problems.add('serving/linear', `each step is to add ${first} %, but ${name} adds ${leastLinearPercent} % at least: give larger steps`);
  }
  if (bakeSeconds > longestBake.toSeconds()) problems.add('serving/bake-time', `each step is to be watched for ${bakeSeconds} seconds, but ${name} watches for ${longestBake} at most: give less`);
  const whole = rolloutSeconds(plan);
  if (whole > longestRollout.toSeconds()) {
    problems.add('serving/bake-time', `the rollout takes ${whole} seconds at least, but ${name} ends each after ${longestRollout}: give fewer steps, or a shorter bake time`);
  }
}
