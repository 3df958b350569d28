import { EndpointFacts, SoftwareFacts } from '../facts';
import { clusterEndpoints } from './cluster-endpoints';
import { ACCOUNTS } from './tfk8s-jobs';

export function endpoints(software: readonly SoftwareFacts[]): EndpointFacts[] {
  return clusterEndpoints(software, ACCOUNTS);
}
