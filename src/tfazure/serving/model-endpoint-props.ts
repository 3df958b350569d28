import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** An endpoint on Azure. */
export interface ModelEndpointProps extends core.ModelEndpointProps {
  /** The platform whose workspace, stores, tags and channels are used. */
  readonly platform: IMlPlatform;

  /**
   * How many requests a replica of Azure ML works on at the same time; those above wait, and are refused with the code 429 when too many do.
   * @default - as many as its machine has vCPUs
   */
  readonly concurrentRequests?: number;
}
