import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A training job on an existing cluster. */
export interface TrainingJobProps extends core.TrainingJobProps {
  /** The platform whose channels are told. */
  readonly platform: IMlPlatform;
}
