import { DataCapture, EndpointAccess } from '../../../src/core';
import { endpointStage, Wish } from './endpoints';

const ENDPOINTS: ReadonlyArray<[string, Wish]> = [['private', () => ({})], ['public', () => ({ access: EndpointAccess.public() })]];

test.each(ENDPOINTS)('a %s endpoint that is told later keeps requests as one that was made so', (_, wish) => {
  const atOnce = endpointStage((platform) => ({ ...wish(platform), dataCapture: DataCapture.sampled(25) }));
  const later = endpointStage(wish);
  expect([later.endpoint.captureLocation, later.endpoint.captureResources]).toEqual([undefined, []]);
  later.endpoint._keepRequests({ percent: 25, responses: true });
  later.endpoint._keepRequests({ percent: 99, responses: true });
  expect(later.endpoint.captureResources).toHaveLength(1);
  expect(later.endpoint.captureLocation).toMatch(/^bq:\/\/acme-ml\./);
  const [one, other] = [later.synth(), atOnce.synth()];
  expect(one.json).toEqual(other.json);
});

test('one that keeps requests goes on as it is', () => {
  const { endpoint, synth } = endpointStage(() => ({ dataCapture: DataCapture.sampled(10) }));
  endpoint._keepRequests({ percent: 100, responses: true });
  expect(synth().resource('google_vertex_ai_endpoint').predict_request_response_logging_config).toMatchObject({ sampling_rate: 0.1 });
});
