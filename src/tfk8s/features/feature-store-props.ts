import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A feature store on an existing cluster. */
export interface FeatureStoreProps extends core.FeatureStoreProps {
  /** The platform whose store of artifacts has the files, and whose channels are told. */
  readonly platform: IMlPlatform;

  /**
   * The class of the disks of Kafka, where a group has a stream; encrypted, where what is sent is to be.
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * The disk of each of the three brokers of Kafka, each of which has all events as long as they are kept. It may grow where the class of the disks lets it.
   * @default Size.gibibytes(100)
   */
  readonly brokerStorage?: core.Size;
}
