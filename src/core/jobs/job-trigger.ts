import { refuse } from '../private';
import { ArtifactPath } from '../storage';
import { Schedule } from '../units';
import { JobSecret } from './job-secret';

/**
 * What starts a job. Each job can be started by hand, too: its `startCommand` says how.
 *
 * @example
 * import { IMlPlatform, JobTrigger, Schedule } from 'ml-platform-constructs';
 *
 * function triggers(ml: IMlPlatform): JobTrigger[] {
 *   return [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.artifact(ml.artifacts.path('imagenet/ready'))];
 * }
 */
export class JobTrigger {
  /**
   * At the times of a schedule, in UTC.
   *
   * @param schedule when
   */
  public static schedule(schedule: Schedule): JobTrigger {
    return new JobTrigger('schedule', schedule);
  }

  /**
   * When an object arrives whose key begins so. What the job itself writes must not match, or it would start itself again: that is refused with `job/trigger-loop`.
   *
   * @param path the beginning of the keys
   */
  public static artifact(path: ArtifactPath): JobTrigger {
    return new JobTrigger('artifact', undefined, path);
  }

  /**
   * When somebody inside the cluster posts to the job's address, `http://<jobName>-eventsource-svc.<namespace>.svc:12000/start`, with a token. On a cluster with
   * Argo Events only; elsewhere the API of the cloud starts the job. Throws `job/secret`.
   *
   * @param token the Secret, in the namespace of the job, with the token that callers send as `Authorization: Bearer …`
   */
  public static webhook(token: JobSecret): JobTrigger {
    if (token.kind !== 'kubernetes') refuse('job/secret', 'the token of a webhook is read in the cluster: give JobSecret.fromKubernetes(…)');
    return new JobTrigger('webhook', undefined, undefined, token);
  }

  private constructor(
    /** `schedule`, `artifact` or `webhook`. */
    public readonly kind: string,
    /** When. */
    public readonly recurrence?: Schedule,
    /** Which objects. */
    public readonly path?: ArtifactPath,
    /** The token of a webhook. */
    public readonly token?: JobSecret,
  ) {}
}
