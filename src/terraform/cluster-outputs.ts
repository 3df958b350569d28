import { Construct } from 'constructs';
import { QuotaNeed } from '../core';
import { platformOutputs } from './platform-outputs';
import { synthFile } from './synth/synth-file';

/** What a pipeline asks of a cluster, as outputs `<cluster>_…`, and its quotas as a file beside the stack too. */
export function clusterOutputs(cluster: Construct, name: string, quotas: readonly QuotaNeed[], attributes: object): void {
  platformOutputs(cluster, { ...attributes, quotas: JSON.stringify(quotas) });
  synthFile(cluster, `quotas/${name}.json`, () => `${JSON.stringify(quotas, undefined, 2)}\n`);
}
