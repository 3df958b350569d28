import { IConstruct } from 'constructs';
import { Approval } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { storeFactsOf } from '../jobs/store-facts';
import { shortHash } from '../serving/deployment-content';

/** Where the numbers of baselines are kept, below the reports. */
const FOLDER = 'baseline';

/**
 * Where the numbers of a baseline are kept, below the reports: by what they are of, and by the versions that the program has approved, which is known at synthesis. A run that finds
 * none there reads the training data and keeps its numbers, so that the first run computes the baseline, and the first one after an approval computes it anew. Segments are part of it, and
 * the program says how values are put together.
 */
export function keptBaseline(scope: IConstruct, { baseline, schema, segments }: DriftMonitorPlan, programVersion: string): string {
  const { path, format, renewedBy } = baseline;
  return `${FOLDER}/${shortHash(scope, { uri: path.uri, format, schema, segments, programVersion, approved: renewedBy ? approvedVersions(renewedBy) : [] })}`;
}

/** Has the next run compute the baseline anew, by taking away what was kept: https://learn.microsoft.com/en-us/cli/azure/storage/blob#az-storage-blob-delete-batch */
export function baselineCommandOf({ reports }: DriftMonitorPlan): string {
  const { account, container } = storeFactsOf(reports!);
  return `az storage blob delete-batch --auth-mode login --account-name ${account} --source ${container} --pattern '${reports!.key.replace(/\/+$/, '')}/${FOLDER}/*'`;
}

/** The versions of a registry that this program has approved, in any order the same. */
function approvedVersions(registry: IConstruct): string[] {
  const approved = registry.node.children.filter((version) => (version as { readonly approval?: Approval }).approval?.status === 'approved');
  return approved.map(({ node }) => node.id).sort();
}
