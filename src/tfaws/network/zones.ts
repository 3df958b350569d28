import { Fn } from 'cdktf';
import { Construct } from 'constructs';
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

export function checkZones(zones: readonly string[] | undefined, wanted: number, region: string | undefined, problems: Problems): void {
  if (zones && zones.length < wanted) {
    problems.add('network/zones', `the platform has subnets in ${wanted} zones, but 'zones' names ${zones.length} (${zones.join(', ')}): name ${wanted}`);
  }
  const atHand = region && factsOf(region).zones;
  if (atHand && wanted > atHand) {
    problems.add('network/zones', `the platform has subnets in ${wanted} zones, but an account has ${atHand} in '${region}': set 'network.zones' to ${atHand}`);
  }
}
