import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What a training job is to be on Google Cloud. */
export interface TrainingJobProps extends core.TrainingJobProps {
  /** The platform whose network, key, labels and channels the job has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * The type of GPUs of a machine that is newer than this version, as Vertex AI calls it: `NVIDIA_GB200`.
   * @default - the one that this version knows of the machine
   */
  readonly acceleratorType?: string;

  /**
   * A network attachment that exists already: `projects/…/regions/…/networkAttachments/…`. Needed where the platform's subnet belongs to the host project of a
   * shared VPC, and Vertex AI's agents of both projects have to be let use it.
   * @default - one is made in the first subnet of the platform, and Vertex AI's agent is let use it
   */
  readonly networkAttachmentId?: string;

  /**
   * Where the bucket of `JobTrigger.artifact` lies, as Eventarc calls it: `europe-west4`, `eur4`, `eu`. The trigger has to stand there.
   * @default - where the store was made; of a bucket that existed, the platform's region
   */
  readonly triggerLocation?: string;

  /**
   * Whether the service agent of Workflows may use the platform's key already. Otherwise it is let, once for all jobs of the platform, for which the deployer
   * has to administer the key.
   * @default false
   */
  readonly keyAgentGranted?: boolean;
}
