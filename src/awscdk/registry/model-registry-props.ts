import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** The registry of a model on AWS. */
export interface ModelRegistryProps extends core.ModelRegistryProps {
  /** Whose key, profile, tags and channels it has. */
  readonly platform: IMlPlatform;

  /**
   * What versions are served on: a runtime has images for GPUs and images for machines without.
   * @default - machines without GPUs, where the runtime has an image for them
   */
  readonly accelerator?: core.Accelerator;
}
