import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Baseline, DataCapture, Model, Runtime } from '../../../src/core';
import { SynthesizedStack } from '../../support/terraform';
import { Bench } from '../support/stacks';
import { SCHEMA } from './drift-stacks';

function deployed(captures: 'never' | 'from the first' | 'later'): SynthesizedStack {
  const bench = new Bench();
  const platform = bench.platform();
  const endpoint = platform.addModelEndpoint('Fraud', {
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('1.7')),
    ...(captures === 'from the first' ? { dataCapture: DataCapture.sampled(100) } : {}),
  });
  if (captures !== 'never') platform.addDriftMonitor('FraudDrift', { endpoint, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')) });
  return bench.synth().stack('ml');
}

const endpointOf = (stack: SynthesizedStack) => {
  const { resource, output } = JSON.parse(readFileSync(join(stack.directory, 'cdk.tf.json'), 'utf8')) as Record<string, Record<string, Record<string, unknown>>>;
  const ours = Object.entries(resource!).map(([type, made]) => [type, Object.entries(made).filter(([name]) => name.startsWith('Ml_Fraud_')).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return { ours, outputs: Object.keys(output!).filter((name) => name.startsWith('fraud_capture')) };
};
const sorted = (value: object) => JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'depends_on' ? [...(inner as string[])].sort() : inner))) as object;

test('an endpoint that a monitor has keep its requests is what it is when it says so itself: content, names, rights, what its release waits for, outputs', () => {
  expect(sorted(endpointOf(deployed('later')))).toEqual(sorted(endpointOf(deployed('from the first'))));
});

test('an endpoint without a monitor keeps nothing', () => {
  const stack = deployed('never');
  expect(JSON.stringify(endpointOf(stack))).not.toMatch(/dataCollector|Ml_Fraud_Managed_Capture/);
  expect(endpointOf(stack).outputs).toEqual([]);
});
