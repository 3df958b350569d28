import { Problems } from '../private';
import { ArtifactPath } from '../storage';
import { Schedule } from '../units';
import { JobSecret } from './job-secret';
import { JobTrigger } from './job-trigger';
import { MountPlan } from './mount-plan';

/** What starts a job beside somebody by hand. */
export interface TriggerPlan {
  readonly schedules: readonly Schedule[];
  readonly artifacts: readonly ArtifactPath[];
  /** The Secret with the token that callers send. */
  readonly webhook?: JobSecret;
}

type Written = ReadonlyArray<MountPlan | undefined>;

export function planTriggers(triggers: readonly JobTrigger[], inCluster: boolean, written: Written, problems: Problems): TriggerPlan {
  const artifacts = triggers.flatMap(({ path }) => path ?? []);
  const webhook = triggers.find(({ token }) => token !== undefined)?.token;
  if (webhook && !inCluster) {
    problems.add('job/webhook', "the job is to have an address to post to, but it runs in no cluster: leave the webhook out, since the service's API starts a run, as 'startCommand' shows");
  }
  if (triggers.filter(({ token }) => token !== undefined).length > 1) {
    problems.add('job/webhook', 'the job is to have several addresses to post to, but one starts all of its runs: give one webhook, whose token the callers share');
  }
  if (artifacts.length > 0 && inCluster) {
    problems.add(
      'job/artifact-trigger',
      `objects under '${artifacts[0]!.key}' are to start the job, but the events of a store do not reach a cluster: take TrainingBackend.managed(), or JobTrigger.webhook(…) and post to it from a function on the store's events`,
    );
  }
  artifacts.forEach((trigger) => written.forEach((mount) => {
    // By their addresses: a store may be known here more than once, and what is written may lie outside of all stores.
    if (!mount?.uri || !overlap(mount.uri, trigger.uri)) return;
    problems.add('job/trigger-loop', `objects under '${trigger.key}' start the job, which itself writes under '${mount.path?.key ?? mount.uri}', so that each run would start another: choose prefixes of which none begins the other`);
  }));
  return { schedules: triggers.flatMap(({ recurrence }) => recurrence ?? []), artifacts, webhook };
}

function overlap(some: string, other: string): boolean {
  return some.startsWith(other) || other.startsWith(some);
}
