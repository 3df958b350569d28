import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The registry of a model on AWS. */
export interface ModelRegistryProps extends core.ModelRegistryProps {
  /** Whose key, profile, tags and channels it has. */
  readonly platform: IMlPlatform;
}
