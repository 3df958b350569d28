import { IConstruct } from 'constructs';
import { hasJobTraits, JobWithTraits } from '../jobs/job-traits';
import { grantedPaths } from '../jobs/training-job-plan';
import { Problems, Target } from '../private';
import { Retrain } from './retrain';

/** What makes a new model, and what keeps it from running away. */
export type RetrainPlan = RetrainLimits & (
  | { readonly kind: 'job'; readonly job: JobWithTraits }
  | { readonly kind: 'pipeline'; readonly pipelineName: string }
);

interface RetrainLimits {
  readonly coolDownSeconds: number;
  readonly maxRunsPerDay: number;
}

export interface RetrainContext {
  readonly scope: IConstruct;
  readonly target: Target;
  readonly acknowledged: readonly string[];
  /** What the monitor reads and writes, each with what it is; addresses that are known at synthesis or not. */
  readonly watched: ReadonlyArray<{ readonly what: string; readonly uri: string }>;
  readonly reports: string;
}

export function planRetrain(retrain: Retrain, context: RetrainContext, problems: Problems): RetrainPlan | undefined {
  const limits: RetrainLimits = { coolDownSeconds: retrain.coolDown.toSeconds(), maxRunsPerDay: retrain.maxRunsPerDay };
  if (retrain.kind === 'pipeline') return { kind: 'pipeline', pipelineName: retrain.pipelineName!, ...limits };
  const job = retrain.trainingJob!;
  if (!hasJobTraits(job)) {
    problems.add('drift/retrain-foreign', 'the job is none of this library, so that nobody knows how to start it: give what addTrainingJob made, or Retrain.pipeline(…)');
    return undefined;
  }
  const { system, plan } = job._traits();
  const { scope, target } = context;
  if (system !== target.system || job.node.root !== scope.node.root) {
    problems.add('drift/retrain-foreign', `the job '${plan.name}' is one of ${system === target.system ? 'another program' : system}, which this monitor cannot start: give a job of this program and target`);
    return undefined;
  }
  checkLoop(job, context, problems);
  return { kind: 'job', job, ...limits };
}

/** A job that writes what the monitor reads changes what it is judged by, and one that starts when a report comes needs no drift to start. */
function checkLoop(job: JobWithTraits, { acknowledged, watched, reports }: RetrainContext, problems: Problems): void {
  if (acknowledged.includes('drift/loop')) return;
  const { plan } = job._traits();
  const overlapping = (uris: readonly string[]) => watched.filter(({ uri }) => uris.some((other) => overlap(uri, other)));
  const { read, write } = grantedPaths(plan);
  const written = write.map(({ uri }) => uri);
  overlapping(written).forEach(({ what, uri }) => {
    problems.add('drift/loop', `retraining by '${plan.name}' would write into '${uri}', which is ${what} of the monitor that starts it, so that it would retrain on its own output: choose another folder, or acknowledge 'drift/loop'`);
  });
  const started = plan.triggers.artifacts.map(({ uri }) => uri);
  [...overlapping(started), ...(started.some((uri) => overlap(uri, reports)) ? [{ what: 'where the reports go', uri: reports }] : [])].forEach(({ what, uri }) => {
    problems.add('drift/loop', `the job '${plan.name}' starts when something comes to '${uri}', which is ${what} of the monitor, so that it would run without drift and without limit: leave one of the two ways of starting it out, or acknowledge 'drift/loop'`);
  });
  const answers = watched.filter(({ what }) => what === ANSWERS);
  answers.filter(({ uri }) => read.some((path) => overlap(uri, path.uri))).forEach(({ uri }) => {
    problems.add('drift/loop', `retraining by '${plan.name}' would learn from '${uri}', where the model's own answers are, so that it would retrain on its own output: let it read ground truth, or acknowledge 'drift/loop' where it joins that itself`);
  });
}

/** What a monitor calls the answers of the model. */
export const ANSWERS = 'where the answers are';

/** Whether one folder lies in the other, or is the same. */
export function overlap(some: string, other: string): boolean {
  const folder = (uri: string) => (uri.endsWith('/') ? uri : `${uri}/`);
  return folder(some).startsWith(folder(other)) || folder(other).startsWith(folder(some));
}
