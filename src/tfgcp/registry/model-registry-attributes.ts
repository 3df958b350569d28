import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What another program has to know of a registry. */
export interface ModelRegistryAttributes {
  /** The platform that uses it: its key encrypts versions that are added here. */
  readonly platform: IMlPlatform;

  /** The resource name of the model, of this project or another: the output `registry_id`. */
  readonly registryId: string;

  /** How far its models have come. */
  readonly stage: core.ModelStage;

  /**
   * The e-mail of an existing service account that adds versions.
   * @default - the pipeline gives the token, in the variable `vertex_token`
   */
  readonly deployer?: string;
}
