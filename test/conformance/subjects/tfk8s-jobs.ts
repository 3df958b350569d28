import { JobFacts, SoftwareFacts } from '../facts';
import { AccountFacts, clusterJobs } from './cluster-jobs';

/** Jobs are accounts of the cluster, which a store of S3's kind does not know: whoever has its Secret may read or write all of it. */
export function jobs(software: readonly SoftwareFacts[]): JobFacts[] {
  return clusterJobs(software, ACCOUNTS);
}

export const ACCOUNTS: AccountFacts = {
  runsAs: (namespace, serviceAccount) => `system:serviceaccount:${namespace}:${serviceAccount}`,
  rights: () => ({ reads: [], writes: [], readsSecrets: [] }),
};
