import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataCapture } from '../../../src/core';
import { CapturePlan } from '../../../src/core/serving/model-endpoint-plan';
import { desired, endpointStage, EndpointStage } from './endpoints';

const CAPTURE: CapturePlan = { percent: 20, responses: true };

/** All that Terraform reads, in an order of its own. */
function written({ synth }: EndpointStage): unknown {
  return JSON.parse(readFileSync(join(synth().directory, 'cdk.tf.json'), 'utf8'));
}

test('a capture that is switched on later makes what the constructor would have made', () => {
  const later = endpointStage();
  later.endpoint._keepRequests(CAPTURE);
  const fromTheFirst = endpointStage(() => ({ dataCapture: DataCapture.sampled(20) }));
  fromTheFirst.endpoint._keepRequests(CAPTURE);
  expect(later.endpoint.captureLocation).toMatch(/\/capture\/acme-ml-fraud$/);
  expect(written(later)).toEqual(written(fromTheFirst));
});

test('a capture that is switched on later goes into the name of the release', () => {
  const without = endpointStage().synth();
  const later = endpointStage();
  later.endpoint._keepRequests(CAPTURE);
  const stack = later.synth();
  const content = (from: typeof stack) => from.resource('terraform_data', 'Configuration/Release').triggers_replace;
  expect(content(stack)).toHaveProperty('DataCaptureConfig.InitialSamplingPercentage', 20);
  expect(content(without)).not.toHaveProperty('DataCaptureConfig');
  expect(desired(without, 'EndpointConfig')).not.toHaveProperty('DataCaptureConfig');
});

test('an endpoint that keeps requests already goes on, in a form that monitors read', () => {
  const made = endpointStage((ml) => ({ dataCapture: DataCapture.sampled(50, { path: ml.artifacts.path('kept'), responses: false }) }));
  made.endpoint._keepRequests(CAPTURE);
  expect(made.endpoint.captureLocation).toMatch(/\/kept$/);
  expect(desired(made.synth(), 'EndpointConfig').DataCaptureConfig).toMatchObject({
    InitialSamplingPercentage: 50, CaptureOptions: [{ CaptureMode: 'Input' }], CaptureContentTypeHeader: { CsvContentTypes: ['text/csv'] },
  });
});
