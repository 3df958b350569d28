import { Problems } from '../../core/private';
import { connectorConfig } from '../streaming/connector-config';
import { isStreamed } from '../streaming/stream-names';
import { definitions } from './definitions';
import { FeatureCallers } from './feature-callers';
import { ClusterFeaturesPlan } from './feature-labels';

const KIB = 1_024;

/** Half of a ConfigMap, https://kubernetes.io/docs/concepts/configuration/configmap/: who may use which group is said there, too, and is not known yet. */
const MOST_DEFINED = 512 * KIB;

/** Helm keeps a release in a Secret of 1 MiB, twice and compressed: https://helm.sh/docs/topics/advanced/#storage-backends */
const MOST_RELEASED = 1_024 * KIB;

/** Longer than the address of a folder is, as a rule. */
const FOLDER = 's3://'.padEnd(200, 'x');

/** Notes a store of which more is to be said than a ConfigMap and a release of Helm take. */
export function checkSize(plan: ClusterFeaturesPlan, problems: Problems): void {
  const defined = bytesOf(definitions(plan, { filesOf: () => FOLDER }, new FeatureCallers()));
  const streamed = plan.groups.filter(isStreamed).reduce((sum, group) => sum + bytesOf(connectorConfig(plan, group)), 0);
  if (defined > MOST_DEFINED) {
    problems.add('features/too-many', `the groups of '${plan.name}' are described in ${defined} bytes, but a ConfigMap of Feast takes ${MOST_DEFINED}: divide the store, or shorten descriptions`);
  } else if (defined + streamed > MOST_RELEASED) {
    problems.add('features/too-many', `the groups and streams of '${plan.name}' are described in ${defined + streamed} bytes, but a release of Helm takes ${MOST_RELEASED}: divide the store`);
  }
}

function bytesOf(data: unknown): number {
  return Buffer.byteLength(JSON.stringify(data));
}
