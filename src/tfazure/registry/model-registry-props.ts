import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { MlRegistry } from '../workspace/ml-registry';

/** The registry of a model on Azure. */
export interface ModelRegistryProps extends core.ModelRegistryProps {
  /** Whose workspace, profile, tags and channels it has. */
  readonly platform: IMlPlatform;

  /**
   * The Azure ML registry, of the same platform, through which approved versions go on to other subscriptions. Several models may share one.
   * @default - with `promotions` one is made, named after the model
   */
  readonly sharedRegistry?: MlRegistry;
}
