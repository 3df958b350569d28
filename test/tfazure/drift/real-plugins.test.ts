import { Baseline, BatchOutput, DataFormat, DriftSignal, Duration, Facet, Machine, Model, RequestFormat, Retrain, Runtime, Schedule, Segment, AlertChannel } from '../../../src/core';
import { DriftMonitor, Identity } from '../../../src/tfazure';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, SOMEBODY } from '../support/stacks';
import { everything, SCHEMA, withMonitor } from './drift-stacks';

function accepted(stack: SynthesizedStack): void {
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}

test('a monitor with all signals, segments, ground truth, a job to start, a second one beside it, texts that are expressions elsewhere', () => {
  const { stack } = withMonitor((platform) => ({
    ...everything(platform),
    segments: [Segment.of('country', "NL' ${x} %{y} @{z} \"q\"")],
    schema: { ...SCHEMA, requestFormat: RequestFormat.CSV },
    schedule: Schedule.cron({ hour: '7', dayOfWeek: '1-5' }),
    onDrift: {
      alerts: [AlertChannel.webhook('https://fraud.acme.io/drift')],
      retrain: Retrain.job(platform.addTrainingJob('Train', { runtime: Runtime.sklearn('1.5'), command: ['python', 'train.py'], machine: Machine.general(4) }), { maxRunsPerDay: 2 }),
    },
  }), (monitor, platform) => {
    monitor.grantRead(Identity.group(SOMEBODY));
    new DriftMonitor(platform, 'Scores', {
      platform,
      batchOutput: BatchOutput.folder(platform.artifacts.path('scores'), { format: DataFormat.JSON_LINES }),
      schema: SCHEMA,
      baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')),
      schedule: Schedule.every(Duration.hours(6)),
      onDrift: { retrain: Retrain.pipeline('fraud-training') },
    });
  });
  accepted(stack);
  expectPassed(terraformMockedApply(stack));
}, 300_000);

test('a monitor in another stack, and one of a platform whose attributes are known at deployment only', () => {
  const bench = new Bench();
  const there = bench.platform();
  const team = bench.newStack('team');
  const endpoint = there.addModelEndpoint('Fraud', { model: Model.fromArtifact(there.artifacts.path('fraud/1'), Runtime.xgboost('1.7')) });
  new DriftMonitor(team, 'FraudDrift', {
    platform: there,
    endpoint,
    schema: SCHEMA,
    baseline: Baseline.trainingData(there.artifacts.path('fraud/train')),
    signals: [DriftSignal.dataDrift(), DriftSignal.bias([Facet.of('country', 'NL')])],
  });
  const { stacks } = bench.synth();
  accepted(stacks.ml!);
  accepted(stacks.team!);
  expect(stacks.ml!.resource('azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint', 'Artifacts/ManagedNetworkRule').spark_enabled).toBe(true);
}, 300_000);
