import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A monitor on an existing cluster. */
export interface DriftMonitorProps extends core.DriftMonitorProps {
  /** The platform whose store of artifacts has requests and reports, and whose channels are told. */
  readonly platform: IMlPlatform;
}
