import { Problems } from '../private';
import { Scaling } from '../training';
import { Schedule } from '../units';
import { EndpointScaling, OffHours } from './endpoint-scaling';

/** What is held by the number of replicas. */
export interface TrackedTarget {
  readonly kind: 'requests' | 'cpu' | 'gpu' | 'latency';
  /** Requests a minute and replica, percent, milliseconds. */
  readonly target: number;
  /** Whether nobody asked for it. */
  readonly usual?: boolean;
}

/** The limits from a certain time on. */
export interface ScheduledLimits {
  readonly name: string;
  readonly when: Schedule;
  readonly min: number;
  readonly max: number;
}

/** What moves the number of replicas of a variant. */
export interface ScalingPlan {
  readonly min: number;
  readonly max: number;
  readonly tracked: readonly TrackedTarget[];
  readonly schedules: readonly ScheduledLimits[];
}

type Limits = Pick<ScalingPlan, 'min' | 'max' | 'schedules'>;

/** The fewest replicas that there ever are, whatever the time. */
export function fewestReplicas({ min, schedules }: Limits): number {
  return Math.min(min, ...schedules.map((limits) => limits.min));
}

/** The most replicas that there ever are, whatever the time. */
export function mostReplicas({ max, schedules }: Limits): number {
  return Math.max(max, ...schedules.map((limits) => limits.max));
}

/** At that much, replicas have room for what comes while others start. */
const UTILIZATION_PERCENT = 60;

export function planScaling(scaling: Scaling, scaleOn: readonly EndpointScaling[], gpus: number, toZero: boolean, problems: Problems): ScalingPlan {
  const { min, max } = scaling;
  const moves = scaleOn.filter(({ target }) => target !== undefined) as ReadonlyArray<EndpointScaling & TrackedTarget>;
  const kinds = moves.map(({ kind }) => kind);
  kinds.filter((kind, i) => kinds.indexOf(kind) !== i).forEach((kind) => {
    problems.add('serving/scale-on-twice', `the number of replicas is to follow '${kind}' twice: give one target for each`);
  });
  if (moves.length > 0 && !scaling.isElastic() && !scaleOn.some(({ kind }) => kind === 'schedule')) {
    problems.add('serving/scale-on-fixed', `${max} replicas always run, so that nothing can move their number: give Scaling.elastic(…), or leave the target out`);
  }
  if (gpus === 0 && kinds.includes('gpu')) problems.add('serving/scale-on-no-gpu', 'the number of replicas is to follow their GPUs, but they have none: take EndpointScaling.cpuUtilization');
  const schedules = scaleOn.flatMap((rule, i) => scheduled(rule, i, scaling, toZero));
  checkSchedules(schedules, max, problems);
  const moved = min < mostReplicas({ min, max, schedules }) || schedules.some((limits) => limits.min < limits.max);
  const usual: TrackedTarget = { kind: gpus > 0 ? 'gpu' : 'cpu', target: UTILIZATION_PERCENT, usual: true };
  const tracked = moves.map(({ kind, target }): TrackedTarget => ({ kind, target }));
  return { min, max, schedules, tracked: tracked.length > 0 || !moved ? tracked : [usual] };
}

/** No service starts that many for one model; beyond it, numbers are typing errors. */
const MOST_REPLICAS = 10_000;

function checkSchedules(schedules: readonly ScheduledLimits[], max: number, problems: Problems): void {
  const times = schedules.map(({ when }) => when.cronExpression ?? String(when.interval));
  [...new Set(times.filter((time, i) => times.indexOf(time) !== i))].forEach((time) => {
    problems.add('serving/schedule-twice', `two schedules set the number of replicas at the same times, '${time}', so that chance would decide between them: leave one out`);
  });
  schedules.filter(({ name, min }) => name.startsWith('off-') && min > max).forEach(({ min }) => {
    problems.add('serving/off-hours', `${min} replicas are to run while nobody is there, more than the ${max} that run otherwise: give fewer, or take EndpointScaling.schedule`);
  });
  const most = Math.max(max, ...schedules.map((limits) => limits.max));
  if (most > MOST_REPLICAS) problems.add('serving/replicas', `${most} replicas of one model are asked for: give ${MOST_REPLICAS} at most`);
}

function scheduled({ kind, when, limits, hours }: EndpointScaling, i: number, scaling: Scaling, toZero: boolean): ScheduledLimits[] {
  if (kind === 'schedule') return [{ name: `schedule-${i}`, when: when!, min: limits!.min, max: limits!.max }];
  return kind === 'off-hours' ? offHours(hours!, i, scaling, toZero) : [];
}

/** Off from the evening on, and from the beginning of a weekend on; on again in the morning of a working day. */
function offHours({ begins, ends, replicas, weekends = true }: OffHours, i: number, { min, max }: Scaling, toZero: boolean): ScheduledLimits[] {
  const few = replicas ?? Math.min(min, toZero ? 0 : 1);
  const off = { min: few, max: Math.max(few, max) };
  const days = weekends ? { dayOfWeek: '1-5' } : {};
  return [
    { name: `off-${i}`, when: Schedule.cron({ hour: String(begins), ...days }), ...off },
    { name: `on-${i}`, when: Schedule.cron({ hour: String(ends), ...days }), min, max },
    ...(weekends && begins < ends ? [{ name: `weekend-${i}`, when: Schedule.cron({ hour: '0', dayOfWeek: '6' }), ...off }] : []),
  ];
}
