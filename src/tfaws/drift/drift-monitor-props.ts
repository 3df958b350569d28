import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A monitor on AWS. */
export interface DriftMonitorProps extends core.DriftMonitorProps {
  /** Whose network, key, profile, tags and channels it has. */
  readonly platform: IMlPlatform;
}
