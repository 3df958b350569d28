import * as core from '../../core';
import { ImageRegistry } from '../storage/image-registry';
import { ObjectStorage } from '../storage/object-storage';

/** A platform on an existing cluster, made here or elsewhere. */
export interface IMlPlatform extends core.IMlPlatform {
  /** The namespace that everything runs in. */
  readonly namespace: string;

  /** The store that holds the buckets. */
  readonly objectStorage: ObjectStorage;

  /** The name of the key in the object store's key service; none where the store encrypts with its own. */
  readonly encryptionKeyName?: string;

  /** How a registry in the cluster is reached; none where a registry exists already. */
  readonly imageRegistry?: ImageRegistry;

  /** The labels that make the cluster's Prometheus read a rule, or the monitor of software that is installed. */
  readonly ruleLabels: Record<string, string>;
}
