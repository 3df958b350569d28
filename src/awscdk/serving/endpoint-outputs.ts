import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascal } from '../names';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface EndpointOutputs {
  readonly endpointName: string;
  readonly invokeUrl: string;
  readonly captureLocation?: string;
}

/** Writes what other programs and people need of an endpoint: the outputs `AcmeMlFraudEndpointName`, `AcmeMlFraudInvokeUrl` and `AcmeMlFraudCaptureLocation`. */
export function writeEndpointOutputs(endpoint: Construct, platformName: string, values: EndpointOutputs): void {
  write(endpoint, platformName, 'EndpointName', values.endpointName, 'The name of');
  write(endpoint, platformName, 'InvokeUrl', values.invokeUrl, 'Takes requests for');
  if (values.captureLocation !== undefined) write(endpoint, platformName, 'CaptureLocation', values.captureLocation, WHERE);
}

/** Writes the last of them, of an endpoint that was made without a capture. */
export function writeCaptureOutput(endpoint: Construct, { platformName }: IMlPlatform, captureLocation: string): void {
  write(endpoint, platformName, 'CaptureLocation', captureLocation, WHERE);
}

const WHERE = 'Where captured requests lie of';

function write(endpoint: Construct, platformName: string, name: string, value: string, description: string): void {
  const prefix = `${pascal(platformName)}${endpoint.node.id.replace(/[^A-Za-z0-9]/g, '')}`;
  new CfnOutput(endpoint, name, { value, description: `${description} the endpoint ${endpoint.node.id}` }).overrideLogicalId(`${prefix}${name}`);
}
