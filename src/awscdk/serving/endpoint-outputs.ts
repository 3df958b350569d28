import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascal } from '../names';

/** Writes where an endpoint takes requests: the output `AcmeMlFraudInvokeUrl`. */
export function writeEndpointOutputs(endpoint: Construct, platformName: string, invokeUrl: string): void {
  const output = new CfnOutput(endpoint, 'InvokeUrl', { value: invokeUrl, description: `Takes requests for the endpoint ${endpoint.node.id}` });
  output.overrideLogicalId(`${pascal(platformName)}${endpoint.node.id.replace(/[^A-Za-z0-9]/g, '')}InvokeUrl`);
}
