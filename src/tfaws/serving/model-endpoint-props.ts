import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** An endpoint on AWS. */
export interface ModelEndpointProps extends core.ModelEndpointProps {
  /** Whose network, key, profile, tags and channels it has. */
  readonly platform: IMlPlatform;
}
