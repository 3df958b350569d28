import * as core from '../../core';

/** What other constructs of Google Cloud need of a platform, whichever stack it stands in. */
export interface IMlPlatform extends core.IMlPlatform {
  /** The project that everything stands in. */
  readonly project: string;

  /** The number of the project. */
  readonly projectNumber: string;

  /** The region that everything stands in. */
  readonly location: string;

  /**
   * The name of the first subnet's secondary range for the pods of clusters.
   * @default - clusters make their own
   */
  readonly podRangeName?: string;

  /**
   * The name of the first subnet's secondary range for the services of clusters.
   * @default - clusters have the range that GKE gives to each
   */
  readonly serviceRangeName?: string;

  /** The e-mail of the account in whose name Cloud Storage works in the project, which has to be allowed to use a bucket's key. */
  readonly storageAgent: string;

  /** The e-mail of the service account that training jobs run as. */
  readonly trainingAccount: string;

  /** The e-mail of the service account that models are served as. */
  readonly servingAccount: string;

  /** The e-mail of the service account that pipelines run as. */
  readonly pipelineAccount: string;

  /**
   * The names of the notification channels that take a severity.
   *
   * @param severity how urgent
   */
  alertChannelIds(severity: core.Severity): string[];
}
