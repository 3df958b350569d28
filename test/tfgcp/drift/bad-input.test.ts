import {
  BatchOutput, Baseline, DataCapture, DriftSignal, Duration, Feature, GroundTruth, Machine, Model, Retrain, Runtime, Scaling, Schedule,
  TrainingBackend, TrainingFramework,
} from '../../../src/core';
import { DriftMonitor, MlPlatform, ModelEndpoint, TrainingCluster, TrainingJob } from '../../../src/tfgcp';
import { CPUS } from '../jobs/jobs';
import { LEAST } from '../platforms';
import { monitorStage, SCHEMA, trained, Wish } from './monitors';

const refused = (wish: Wish) => () => monitorStage(wish);

test.each<[string, string, Wish]>([
  ['drift/managed-attribution', 'kept requests to our endpoints have none', () => ({ signals: [DriftSignal.attributionDrift()] })],
  ['drift/reports-path', "leave 'reports' out", (platform) => ({ reports: platform.artifacts.path('drift/fraud') })],
  ['drift/schedule', 'but Cloud Scheduler counts in hours that begin anew each day', () => ({ schedule: Schedule.every(Duration.hours(7)) })],
  ['drift/schedule', 'runs every', () => ({ schedule: Schedule.every(Duration.minutes(30)) })],
  ['drift/run-time', 'takes a minute to', () => ({ maxRunTime: Duration.hours(7) })],
  ['drift/pipeline-name', "give 'https://<region>-kfp.pkg.dev/<project>/<repository>/<pipeline>/<tag>'", () => ({ onDrift: { retrain: Retrain.pipeline('retrain') } })],
  ['drift/no-record-id', 'recordId', (platform) => ({ schema: { ...SCHEMA, recordId: undefined }, groundTruth: GroundTruth.folder(platform.artifacts.path('truth')) })],
  ['drift/too-large', 'watch fewer, or in two monitors', () => ({ schema: { ...SCHEMA, features: Array.from({ length: 400 }, (_, i) => Feature.float(`feature_${i}`)) } })],
])('%s: %s', (code, words, wish) => {
  expect(refused(wish)).toThrow(`[${code}]`);
  expect(refused(wish)).toThrow(words);
});

test('a hundred features with long names fit into what a workflow takes', () => {
  const features = Array.from({ length: 100 }, (_, i) => Feature.float(`a_feature_with_a_long_name_${i}`));
  const stack = monitorStage(() => ({ schema: { ...SCHEMA, features } })).synth();
  const sizes = Object.values(stack.resources('google_workflows_workflow')).map(({ source_contents: source }) => Buffer.byteLength(source as string));
  expect(Math.max(...sizes)).toBeGreaterThan(100_000);
  expect(Math.max(...sizes)).toBeLessThan(128 * 1024);
});

test('a job in a cluster cannot be started', () => {
  expect(refused((platform) => {
    const cluster = new TrainingCluster(platform, 'Gke', { platform, nodeGroups: [{ machine: Machine.general(8), scaling: Scaling.elastic(0, 2) }] });
    const job = new TrainingJob(platform, 'Train', {
      ...CPUS, platform, machine: Machine.general(4), framework: TrainingFramework.custom(), backend: TrainingBackend.cluster(cluster, { namespace: 'train' }),
    });
    return { onDrift: { retrain: Retrain.job(job) } };
  })).toThrow('[drift/retrain-place]');
});

test('data and endpoints of another region are out of reach of BigQuery', () => {
  const { stack, platform } = monitorStage();
  const other = new MlPlatform(stack, 'Other', { ...LEAST, platformName: 'acme-us', location: 'us-central1' });
  const schema = SCHEMA;
  const message = (make: () => void) => {
    try {
      make();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  const batch = message(() => new DriftMonitor(platform, 'Batch', {
    platform,
    schema,
    batchOutput: BatchOutput.folder(other.artifacts.path('scored')),
    baseline: Baseline.trainingData(other.artifacts.path('train')),
    groundTruth: GroundTruth.folder(other.artifacts.path('truth')),
  }));
  expect(batch.match(/\[drift\/[a-z-]+\]/g)).toEqual(['[drift/ground-truth-region]', '[drift/data-region]', '[drift/data-region]']);
  const endpoint = new ModelEndpoint(other, 'Elsewhere', { platform: other, model: Model.fromArtifact(other.artifacts.path('m'), Runtime.xgboost('2.1')), dataCapture: DataCapture.sampled(10) });
  const online = message(() => new DriftMonitor(platform, 'Online', { platform, schema, endpoint, baseline: trained(platform.artifacts.path('train')) }));
  expect(online.match(/\[drift\/[a-z-]+\]/g)).toEqual(['[drift/data-region]']);
});

test('all that is wrong comes at once, and nothing was made', () => {
  const { platform, endpoint } = monitorStage();
  expect(() => new DriftMonitor(platform, 'Second', {
    platform, endpoint, schema: SCHEMA, baseline: trained(platform.artifacts.path('x')), reports: platform.artifacts.path('r'), signals: [DriftSignal.attributionDrift()], onDrift: { retrain: Retrain.pipeline('p') },
  })).toThrow(/\[drift\/managed-attribution\][\s\S]*\[drift\/reports-path\][\s\S]*\[drift\/pipeline-name\]/);
  expect(platform.node.tryFindChild('Second')).toBeUndefined();
});
