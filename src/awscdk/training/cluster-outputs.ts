import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attachCustomSynthesis, CfnOutput, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ITrainingCluster, QuotaNeed } from '../../core';
import { isUnresolved } from '../../core/private';
import { pascal } from '../names';

export interface ClusterOutputsProps {
  readonly platformName: string;
  readonly clusterName: string;
  readonly quotas: readonly QuotaNeed[];
}

/** Writes what people and pipelines want to know of a cluster: outputs `AcmeMlTrainClusterName` and `AcmeMlTrainQuotas`, and a file with the quotas. */
export function writeClusterOutputs(cluster: Construct, { platformName, clusterName, quotas }: ClusterOutputsProps): void {
  writeClusterName(cluster, platformName, clusterName);
  output(cluster, platformName, 'Quotas', Stack.of(cluster).toJsonString(quotas), `What the cluster ${clusterName} needs of quotas at its largest`);
  attachCustomSynthesis(cluster, {
    onSynthesize: ({ outdir }) => {
      const file = join(outdir, 'quotas', `${clusterName}.json`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(quotasOfName(cluster, clusterName).map(readable), undefined, 2)}\n`);
    },
  });
}

/** The output that every cluster has, also one that exists. */
export function writeClusterName(cluster: Construct, platformName: string, clusterName: string): void {
  output(cluster, platformName, 'ClusterName', clusterName, `Name of the cluster ${isUnresolved(clusterName) ? cluster.node.id : clusterName}`);
}

function output(cluster: Construct, platformName: string, id: string, value: string, description: string): void {
  const prefix = `${pascal(platformName)}${cluster.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  new CfnOutput(cluster, id, { value, description }).overrideLogicalId(`${prefix}${id}`);
}

/** A cluster of the same name may stand in another region; each need says which. */
function quotasOfName(cluster: Construct, clusterName: string): QuotaNeed[] {
  const all = Stage.of(cluster)!.node.findAll().map((child) => child as Partial<ITrainingCluster>);
  return all.flatMap((child) => (child.clusterName === clusterName && Array.isArray(child.quotas) ? child.quotas : []));
}

/** A region that is known only at deployment, as CloudFormation writes it. */
function readable(need: QuotaNeed): QuotaNeed {
  return isUnresolved(need.region) ? { ...need, region: '${AWS::Region}' } : need;
}
