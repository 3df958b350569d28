import {
  Baseline, BatchOutput, ClusterAccess, DriftSignal, Duration, GroundTruth, Machine, Model, QualityMetric, QualityThreshold, Retrain, Runtime,
  Scaling, Schedule, TrainingBackend, Variant,
} from '../../../src/core';
import { DriftMonitor, MlPlatform } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench } from '../support/stacks';
import { MonitorProps, SCHEMA } from './drift-stacks';

function refused(props: MonitorProps | ((platform: MlPlatform) => MonitorProps)): string[] {
  return codesOf(() => {
    const platform = new Bench().platform();
    const given = typeof props === 'function' ? props(platform) : props;
    const batchOutput = given.endpoint ? {} : { batchOutput: BatchOutput.folder(platform.artifacts.path('scores')) };
    return new DriftMonitor(platform, 'Drift', { platform, ...batchOutput, schema: SCHEMA, baseline: Baseline.trainingData(platform.artifacts.path('train')), ...given });
  });
}

test('a monitor of a batch output is taken as it is', () => {
  expect(refused({})).toEqual([]);
});

test('a job in a cluster is one that no workflow of Azure starts', () => {
  const inCluster = (platform: MlPlatform) => {
    const cluster = platform.addTrainingCluster('Cpus', { nodeGroups: [{ machine: Machine.general(4), scaling: Scaling.elastic(0, 2) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
    const job = platform.addTrainingJob('Train', { runtime: Runtime.image('acme.azurecr.io/train:1'), command: ['python', 'train.py'], machine: Machine.general(4), backend: TrainingBackend.cluster(cluster, { namespace: 'team-a' }) });
    return { onDrift: { retrain: Retrain.job(job) } };
  };
  expect(refused(inCluster)).toEqual(['drift/retrain-place']);
});

test('a pipeline is called as Azure ML calls components', () => {
  expect(refused({ onDrift: { retrain: Retrain.pipeline('fraud-training') } })).toEqual([]);
  expect(refused({ onDrift: { retrain: Retrain.pipeline("fraud') or ('1") } })).toEqual(['drift/pipeline-name']);
});

test('Azure ML takes days of the week, and neither days of the month nor months', () => {
  expect(refused({ schedule: Schedule.cron({ hour: '2', dayOfWeek: '1' }) })).toEqual([]);
  expect(refused({ schedule: Schedule.cron({ hour: '2', dayOfMonth: '1' }) })).toEqual(['drift/schedule']);
  expect(refused({ schedule: Schedule.every(Duration.minutes(30)) })).toEqual(['drift/schedule']);
});

test('ground truth is found by a column', () => {
  const quality = ({ artifacts }: MlPlatform) => ({
    signals: [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])], groundTruth: GroundTruth.folder(artifacts.path('truth')), schema: { ...SCHEMA, recordId: undefined },
  });
  expect(refused(quality)).toEqual(['drift/no-record-id']);
});

test('an endpoint of several models is not watched, nor are data elsewhere, nor is a topic that is none', () => {
  const several = (platform: MlPlatform) => ({
    endpoint: platform.addModelEndpoint('Both', { variants: ['a', 'b'].map((name) => Variant.of(name, { model: Model.fromImage('acme.azurecr.io/fraud:1') })) }),
    eventTopicId: '/subscriptions/x',
  });
  expect(refused(several).sort()).toEqual(['drift/several-models', 'platform/resource-id']);
});
