import {
  AlertChannel, BatchOutput, Baseline, BiasMetric, BiasThreshold, DataFormat, DriftMeasure, DriftSignal, Duration, Facet, Feature, GroundTruth,
  Machine, Prediction, Profile, QualityMetric, QualityThreshold, Retrain, Runtime, Schedule, Segment,
} from '../../../src/core';
import { DriftMonitor, Identity, MlPlatform, ModelRegistry, TrainingJob } from '../../../src/tfgcp';
import { danglingReferences, expectPassed, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { mockedAccounts } from '../platforms';
import { monitorStage, SCHEMA, trained } from './monitors';

const TEMPLATE = 'https://europe-west4-kfp.pkg.dev/acme-ml/pipelines/retrain/latest';

function fill(platform: MlPlatform): void {
  const job = new TrainingJob(platform, 'Train', { platform, runtime: Runtime.image(platform.registry.imageUri('training', '1'), 'pytorch'), command: ['python', 'train.py'], machine: Machine.general(8) });
  const registry = new ModelRegistry(platform, 'Models', { platform });
  const monitor = new DriftMonitor(platform, 'Churn', {
    platform,
    batchOutput: BatchOutput.folder(platform.artifacts.path('churn/scored'), { format: DataFormat.PARQUET }),
    schema: { features: [Feature.int('age'), Feature.string('sex')], prediction: Prediction.binary('churn'), recordId: 'customer' },
    baseline: Baseline.trainingData(platform.artifacts.path('churn/train'), { format: DataFormat.JSON_LINES, renewedBy: registry }),
    signals: [
      DriftSignal.dataQuality(),
      DriftSignal.dataDrift({ measure: DriftMeasure.PSI }),
      DriftSignal.predictionDrift({ measure: DriftMeasure.L_INFINITY }),
      DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
      DriftSignal.bias([Facet.of('sex', 'female "${x}" %{if}')], { thresholds: [BiasThreshold.disparateImpact(0.8), BiasThreshold.equalOpportunityDifference(0.1)] }),
    ],
    groundTruth: GroundTruth.folder(platform.artifacts.path('churn/truth'), { delay: Duration.days(14) }),
    segments: [Segment.of('sex', "it's \\ ${HOME}")],
    schedule: Schedule.cron({ hour: '3', dayOfWeek: '1' }),
    onDrift: { alerts: [AlertChannel.webhook('https://example.com/team')], retrain: Retrain.job(job, { coolDown: Duration.days(7) }) },
  });
  monitor.grantRead(Identity.group('risk@acme.io'));
  new DriftMonitor(platform, 'Piped', {
    platform,
    batchOutput: BatchOutput.folder(platform.artifacts.path('piped/scored')),
    schema: SCHEMA,
    baseline: trained(platform.artifacts.path('piped/train')),
    onDrift: { retrain: Retrain.pipeline(TEMPLATE) },
  });
}
void BiasMetric;

test('the real plugins take monitors of all kinds, and they apply against mocks', () => {
  const { platform, synth } = monitorStage(() => ({}), { profile: Profile.development(), alerts: [AlertChannel.email('ml@acme.io')] });
  fill(platform);
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const workflows = Object.entries(stack.resources('google_workflows_workflow'));
  const [churn] = workflows.find(([, { name }]) => name === 'acme-ml-churn-drift')!;
  const config = `jsondecode(jsondecode(google_workflows_workflow.${churn}.source_contents).main.steps[0].told.assign[0].text)`;
  expectPassed(terraformMockedApply(stack, {
    variables: { vertex_token: 'secret' },
    overrides: mockedAccounts(stack),
    expect: [
      `can(jsondecode(google_workflows_workflow.${churn}.source_contents).main)`,
      `${config}.dataset == "acme_ml_churn_drift"`,
      `strcontains(${config}.items.sql, "it's \\\\\\\\ $\${HOME}")`,
      `strcontains(${config}.measures[3].sql, "female \\\\\\"$\${x}\\\\\\" %%{if}")`,
      `!strcontains(google_workflows_workflow.${churn}.source_contents, "$\${HOME}")`,
    ],
  }));
}, 240_000);
