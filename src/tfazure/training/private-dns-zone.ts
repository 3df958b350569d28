import { ClusterAccess } from '../../core';
import { isUnresolved, Problems } from '../../core/private';
import { PRIVATE_DNS } from '../../facts/azure/cluster';
import { TrainingClusterProps } from './training-cluster-props';

const ZONE = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/privateDnsZones\/(?<name>[a-z0-9.-]+)$/i;

/** An organization that keeps its private zones keeps that of API servers, too: nobody makes one beside it. */
export function checkPrivateDnsZone(props: TrainingClusterProps, problems: Problems): void {
  const { platform, access = ClusterAccess.private(), privateDnsZoneId: id } = props;
  const name = PRIVATE_DNS.integratedZone.replace('{region}', platform.location);
  if (access.kind !== 'private') {
    if (id !== undefined) problems.add('training/private-dns-zone', "'privateDnsZoneId' is given, but the API server has a public address: leave it out, or give ClusterAccess.private()");
    return;
  }
  if (id === undefined) {
    const central = !isUnresolved(platform.privateDnsZoneIds) && Object.keys(platform.privateDnsZoneIds).length === 0;
    if (central) problems.add('training/private-dns-zone', `the organization keeps the private DNS zones of '${platform.platformName}', and AKS would make one beside them: give the id of its zone '${name}' as 'privateDnsZoneId'`);
    return;
  }
  // One below it serves a single cluster.
  if (isUnresolved(id) || `.${ZONE.exec(id)?.groups?.name ?? ''}`.endsWith(`.${name}`)) return;
  problems.add('training/private-dns-zone', `'${id}' is no private DNS zone of API servers inside a network in '${platform.location}': give the id of one that is named '${name}'`);
}
