import { Example, TARGETS } from './example';

/** How each place says that three replicas are there before anybody asks, and twelve at most. */
const WARM: Record<string, RegExp> = {
  awscdk: /"MaxCapacity": 12,\s*"MinCapacity": 3,\s*"ResourceId": "endpoint\/acme-ml-pricing\/variant\/main"/,
  tfaws: /"max_capacity": 12,\s*"min_capacity": 3\b/,
  tfgcp: /"minReplicaCount":3,"maxReplicaCount":12/,
  tfazure: /"maximum": "12",\s*"minimum": "3"\s*\},\s*"name": "usual"/,
  tfk8s: /"maxReplicaCount":12,"minReplicaCount":3\b/,
};

/** How it follows requests: 1,200 a minute and replica. */
const REQUESTS: Record<string, RegExp> = {
  awscdk: /"SageMakerVariantInvocationsPerInstance"\s*\},.*?"TargetValue": 1200\b/s,
  tfaws: /"SageMakerVariantInvocationsPerInstance"\s*\},.*?"target_value": 1200\b/s,
  tfgcp: /"metricName":"aiplatform\.googleapis\.com\/prediction\/online\/request_count","target":1200/,
  tfazure: /"RequestsPerMinute".*?"threshold": 1200\b/s,
  tfk8s: /"threshold":"1200"\},"metricType":"AverageValue"/,
};

/** How it follows the model's time: 20 ms, which CloudWatch has in microseconds. */
const LATENCY: Record<string, RegExp> = {
  awscdk: /"ModelLatency".*?"TargetValue": 20000\b/s,
  tfaws: /"ModelLatency".*?"target_value": 20000\b/s,
  tfazure: /"RequestLatency".*?"threshold": 20\b/s,
  tfk8s: /"threshold":"20"\},"metricType":"Value"/,
};

/** How it says that one replica is enough from 20 o'clock on. */
const NIGHT: Record<string, RegExp> = {
  awscdk: /"MinCapacity": 1\s*\},\s*"Schedule": "cron\(0 20 \? \* 2-6 \*\)"/,
  tfaws: /"min_capacity": "1"\s*\},\s*"schedule": "cron\(0 20 \? \* 2-6 \*\)"/,
  tfgcp: /"minReplicaCount":1,"maxReplicaCount":12.*"schedule": "0 20 \* \* 1-5"/s,
  tfazure: /"maximum": "12",\s*"minimum": "1"\s*\},\s*"name": "off-2".*?"hours": \[\s*20\s*\]/s,
  tfk8s: /"minReplicaCount":1,"maxReplicaCount":12.*?"schedule":"0 20 \* \* 1-5"/s,
};

describe.each(TARGETS)('an endpoint that answers fast on %s', (target) => {
  const example = new Example('low-latency-endpoint', target);
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('has three warm replicas', () => expect(example.text).toMatch(WARM[target]!));

  test('grows with requests, and with the time that they take where the service counts that', () => {
    expect(example.text).toMatch(REQUESTS[target]!);
    if (LATENCY[target]) expect(example.text).toMatch(LATENCY[target]!);
  });

  test('rests at night', () => expect(example.text).toMatch(NIGHT[target]!));

  test('calls somebody when one of 100 requests takes more than 50 ms, and when replicas are busier than they should be', () => {
    expect(example.text).toContain('acme-ml-pricing: one of 100 requests takes more than 50 ms');
    expect(example.text).toContain('acme-ml-pricing: its replicas are more than 70 % busy');
  });

  test('serves the image of its team from the platform\'s registry', () => {
    expect(example.text).toMatch(/serving:1\.4\.2/);
  });

  test('takes at most 15 lines of its user beside imports and the lines that all places share; on a cluster 30, with what runs in it', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 30 : 15);
  });
});
