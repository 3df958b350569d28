import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A training job on Azure. */
export interface TrainingJobProps extends core.TrainingJobProps {
  /** The platform whose workspace, stores, tags and channels are used. */
  readonly platform: IMlPlatform;

  /**
   * The ids of the vaults that `secrets` lie in, `/subscriptions/…/providers/Microsoft.KeyVault/vaults/…`, where they are not the platform's own vault. A run of
   * Azure ML reaches the platform's vault, and others for which the workspace has an outbound rule.
   * @default - the platform's vault only
   */
  readonly secretVaultIds?: string[];

  /**
   * The id of the Event Grid system topic of the account whose objects start the job, `/subscriptions/…/providers/Microsoft.EventGrid/systemTopics/…`, where it
   * has one already: an account has at most one. It needs a system-assigned identity.
   * @default - one is made beside the store
   */
  readonly eventTopicId?: string;
}
