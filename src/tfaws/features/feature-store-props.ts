import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** A feature store on AWS. */
export interface FeatureStoreProps extends core.FeatureStoreProps {
  /** Whose key, network, bucket, profile, tags and channels it has. */
  readonly platform: IMlPlatform;
}
