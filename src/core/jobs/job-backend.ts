import { IIdentity } from '../identity';
import { IMetric } from '../observability';
import { QuotaNeed } from '../training';

/** What runs a job: a service of the cloud, or a cluster. Each is a construct of its own below the job. */
export interface JobBackend {
  /** Who a run is. */
  readonly identity: IIdentity;
  /** What the shell takes to start a run by hand. */
  readonly startCommand: string;
  /** What a run needs of quotas at its largest. */
  readonly quotas: QuotaNeed[];
  /** Runs that failed for good. */
  readonly failed: IMetric;
  /** Lets somebody start a run, and see how it goes. */
  grantStart(identity: IIdentity): void;
}
