import { Construct } from 'constructs';
import { QuotaNeed } from '../../core';
import { platformOutputs, synthFile } from '../../terraform';

/** What a pipeline asks of a cluster, as outputs `<cluster>_…`, and its quotas as a file beside the stack. */
export function clusterOutputs(cluster: Construct, name: string, clusterId: string, quotas: readonly QuotaNeed[]): void {
  platformOutputs(cluster, { clusterName: name, clusterId, quotas: JSON.stringify(quotas) });
  synthFile(cluster, `quotas/${name}.json`, () => `${JSON.stringify(quotas, undefined, 2)}\n`);
}
