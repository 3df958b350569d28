import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascal } from '../names';

export interface EndpointOutputs {
  readonly endpointName: string;
  readonly invokeUrl: string;
  readonly captureLocation?: string;
}

/** Writes what other programs and people need of an endpoint: the outputs `AcmeMlFraudEndpointName`, `AcmeMlFraudInvokeUrl` and `AcmeMlFraudCaptureLocation`. */
export function writeEndpointOutputs(endpoint: Construct, platformName: string, values: EndpointOutputs): void {
  const prefix = `${pascal(platformName)}${endpoint.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  const write = (name: string, value: string, description: string) => {
    new CfnOutput(endpoint, name, { value, description: `${description} the endpoint ${endpoint.node.id}` }).overrideLogicalId(`${prefix}${name}`);
  };
  write('EndpointName', values.endpointName, 'The name of');
  write('InvokeUrl', values.invokeUrl, 'Takes requests for');
  if (values.captureLocation !== undefined) write('CaptureLocation', values.captureLocation, 'Where captured requests lie of');
}
