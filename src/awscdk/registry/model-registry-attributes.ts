import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What another program has to know of a registry. */
export interface ModelRegistryAttributes {
  /** The platform that uses it: its key encrypts versions that are added here. */
  readonly platform: IMlPlatform;

  /** The ARN of the model package group, of this account or another: the output `RegistryId`. */
  readonly registryId: string;

  /** How far its models have come. */
  readonly stage: core.ModelStage;

  /**
   * The ARN of the key that encrypts its versions: the platform's that it belongs to.
   * @default - the key of `platform`
   */
  readonly encryptionKeyArn?: string;

  /**
   * Where the files of its versions lie: the store of the platform that registered them, `ArtifactStore.fromExisting(…)`. An endpoint that serves such a version, or one
   * that was taken over from it, reads there, and decrypts with `encryptionKeyArn`.
   * @default - the store of `platform`
   */
  readonly artifacts?: core.IArtifactStore;
}
