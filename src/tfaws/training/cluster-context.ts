import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Place, placeOf } from '../platform/place';

/** What everything that belongs to a cluster has to know of it. */
export interface ClusterContext {
  readonly name: string;
  readonly platform: IMlPlatform;
  readonly place: Place;
  /** For the braces of the almanac. */
  readonly values: Values;
  readonly tags: Record<string, string>;
}

export function contextOf(name: string, platform: IMlPlatform): ClusterContext {
  const place = placeOf(platform.region, platform.accountId);
  return {
    name,
    platform,
    place,
    values: { ...place, account: platform.accountId, cluster: name, vpc: platform.network.networkId, key: platform.encryptionKey.keyId },
    tags: { ...platform.tags },
  };
}
