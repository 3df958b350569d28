import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A monitor on Google Cloud. */
export interface DriftMonitorProps extends core.DriftMonitorProps {
  /** Whose project, key, labels and channels it has; it may belong to another stack. */
  readonly platform: IMlPlatform;

  /**
   * Whether the service agents of Workflows and of BigQuery may use the platform's key already. Otherwise they are let, once for all that the platform has, for which the
   * deployer has to administer the key.
   * @default false
   */
  readonly keyAgentsGranted?: boolean;
}
