import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attachCustomSynthesis, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { QuotaNeed } from '../../core';
import { isUnresolved } from '../../core/private';
import { pascal } from '../names';

export interface ClusterOutputsProps {
  readonly platformName: string;
  readonly clusterName: string;
  readonly quotas: readonly QuotaNeed[];
}

/** Writes what people and pipelines want to know of a cluster: outputs `AcmeMlTrainClusterName` and `AcmeMlTrainQuotas`, and a file with the quotas. */
export function writeClusterOutputs(cluster: Construct, { platformName, clusterName, quotas }: ClusterOutputsProps): void {
  const prefix = `${pascal(platformName)}${cluster.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const output = (id: string, value: string, description: string) => new CfnOutput(cluster, id, { value, description }).overrideLogicalId(`${prefix}${id}`);
  output('ClusterName', clusterName, `Name of the cluster ${clusterName}`);
  output('Quotas', Stack.of(cluster).toJsonString(quotas), `What the cluster ${clusterName} needs of quotas at its largest`);
  attachCustomSynthesis(cluster, {
    onSynthesize: ({ outdir }) => {
      const file = join(outdir, 'quotas', `${clusterName}.json`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(quotas.map(readable), undefined, 2)}\n`);
    },
  });
}

/** A region that is known only at deployment, as CloudFormation writes it. */
function readable(need: QuotaNeed): QuotaNeed {
  return isUnresolved(need.region) ? { ...need, region: '${AWS::Region}' } : need;
}
