import { refuse } from '../private';
import { formatRange, parseRange } from './cidr';

/**
 * Who can reach the API server of a cluster.
 *
 * @example
 * import { ClusterAccess } from 'ml-platform-constructs';
 *
 * const inside = ClusterAccess.private();
 * const office = ClusterAccess.authorizedNetworks('203.0.113.0/24');
 */
export class ClusterAccess {
  /** Only the platform's own network: whoever deploys the cluster's software runs in it. */
  public static private(): ClusterAccess {
    return new ClusterAccess('private', []);
  }

  /**
   * The platform's network, and these ranges over the public address.
   *
   * @param cidrs ranges such as `203.0.113.0/24`; the whole internet is refused
   */
  public static authorizedNetworks(...cidrs: string[]): ClusterAccess {
    if (cidrs.length === 0) refuse('network/access', 'no network is authorized: give at least one range, or use ClusterAccess.private()');
    const ranges = cidrs.map((cidr) => parseRange(cidr, 'an authorized network'));
    if (ranges.some((range) => range.prefix === 0)) {
      refuse('network/access', "'0.0.0.0/0' is the whole internet, which must not reach an API server: give the ranges of your offices or runners");
    }
    return new ClusterAccess('authorized', ranges.map(formatRange));
  }

  /** A gateway of the cloud that checks its own identities before a request reaches the cluster: GKE's DNS endpoint, and what equals it. */
  public static gateway(): ClusterAccess {
    return new ClusterAccess('gateway', []);
  }

  private constructor(
    /** `private`, `authorized` or `gateway`. */
    public readonly kind: string,
    /** The authorized ranges; empty for the other kinds. */
    public readonly cidrs: string[],
  ) {}
}
