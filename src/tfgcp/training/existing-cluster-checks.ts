import { isUnresolved, Problems } from '../../core/private';
import { ExistingTrainingCluster } from './existing-training-cluster';

/** An address of either kind; a name has a letter that no number has, or no colon. */
const ADDRESS = /^(?:[\d.]+|[\da-f:]*:[\da-f:]*)$/i;

/** Notes what is missing to reach an existing cluster. */
export function checkExistingCluster({ clusterName, endpoint, clusterCaCertificate }: ExistingTrainingCluster, problems: Problems): void {
  if (isUnresolved(endpoint)) return;
  if (!/^[a-z0-9.:-]+$/i.test(endpoint)) {
    problems.add('training/endpoint', `'${endpoint}' is no endpoint of the cluster '${clusterName}': give a name or an address without 'https://', such as 'gke-….gke.goog'`);
  } else if (ADDRESS.test(endpoint) && clusterCaCertificate === undefined) {
    problems.add('training/endpoint', `the address '${endpoint}' of '${clusterName}' has a certificate of the cluster's own: give 'clusterCaCertificate', or the DNS endpoint`);
  }
}
