import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A training job on AWS. */
export interface TrainingJobProps extends core.TrainingJobProps {
  /** Whose network, key, profile, tags and channels it has. */
  readonly platform: IMlPlatform;
}
