import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A monitor on Azure. */
export interface DriftMonitorProps extends core.DriftMonitorProps {
  /** The platform whose workspace, stores, tags and channels are used. */
  readonly platform: IMlPlatform;

  /**
   * The id of the Event Grid system topic of the platform's workspace, `/subscriptions/…/providers/Microsoft.EventGrid/systemTopics/…`, where it has one already: a
   * workspace has at most one. It needs a system-assigned identity.
   * @default - one is made beside the platform, for all monitors of the program
   */
  readonly eventTopicId?: string;
}
