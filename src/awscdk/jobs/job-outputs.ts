import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascal } from '../names';

/** Writes how a run of a job is started by hand: the output `AcmeMlResnetStartCommand`. */
export function writeJobOutputs(job: Construct, platformName: string, startCommand: string): void {
  const output = new CfnOutput(job, 'StartCommand', { value: startCommand, description: `Starts a run of the training job ${job.node.id}` });
  output.overrideLogicalId(`${pascal(platformName)}${job.node.id.replace(/[^A-Za-z0-9]/g, '')}StartCommand`);
}
