import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { requireZonesOf } from '../../core/network/network-plan';
import { Problems } from '../../core/private';
import { DataAwsAvailabilityZones } from '../../providers/aws/data-aws-availability-zones';
import { factsOf } from '../platform/place';

/**
 * The names of the zones that subnets lie in: the given ones, else the first that the account has, asked at plan.
 *
 * They are asked for because an account may lack `…a` or `…b` (us-west-1 and ap-northeast-1 do that), so no name can be made from the region's.
 */
export function zoneNames(scope: Construct, count: number, given: readonly string[] | undefined): string[] {
  if (given) return given.slice(0, count);
  // Local Zones have to be opted in to, and most services are not there.
  const zones = new DataAwsAvailabilityZones(scope, 'Zones', {
    state: 'available',
    filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
  });
  return Array.from({ length: count }, (_, index) => Fn.element(zones.names, index) as string);
}

/** Notes zones that are too few for the network that is asked for, by name or in the region. */
export function checkZones(zones: readonly string[] | undefined, wanted: number, region: string | undefined, problems: Problems): void {
  if (zones && zones.length < wanted) {
    problems.add('network/zones', `the platform has subnets in ${wanted} zones, but 'zones' names ${zones.length} (${zones.join(', ')}): name ${wanted}`);
  }
  requireZonesOf(region, region === undefined ? undefined : factsOf(region).zones, wanted, problems);
}
