import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascal } from '../names';

export interface DriftOutputs {
  readonly reportLocation: string;
  readonly baselineCommand: string;
}

/** Writes what people need of a monitor: the outputs `AcmeMlFraudDriftReportLocation` and `AcmeMlFraudDriftBaselineCommand`. */
export function writeDriftOutputs(monitor: Construct, platformName: string, { reportLocation, baselineCommand }: DriftOutputs): void {
  const prefix = `${pascal(platformName)}${monitor.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const write = (name: string, value: string, description: string) => {
    new CfnOutput(monitor, name, { value, description: `${description} the monitor ${monitor.node.id}` }).overrideLogicalId(`${prefix}${name}`);
  };
  write('ReportLocation', reportLocation, 'Where reports lie of');
  write('BaselineCommand', baselineCommand, 'Computes the baseline anew of');
}
