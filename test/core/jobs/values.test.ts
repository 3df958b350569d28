import {
  DataMount, Duration, ExperimentTracking, JobSecret, JobTrigger, Lineage, Schedule, TrainingBackend, TrainingFramework,
} from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { clusterWith, path } from './fake-jobs';

const TOKEN = '${TfToken[TOKEN.0]}';

describe('frameworks', () => {
  test('of PyTorch are all started by torchrun, and say how the model is divided', () => {
    const [copies, parts, zero] = [TrainingFramework.pytorchDdp(), TrainingFramework.pytorchFsdp(), TrainingFramework.deepSpeed()];
    expect([copies, parts, zero].map(({ _launcher }) => _launcher)).toEqual(['torch', 'torch', 'torch']);
    expect(copies._environment).toEqual({});
    expect(parts._environment).toEqual({ ACCELERATE_USE_FSDP: 'true' });
    expect(zero._environment).toEqual({ ACCELERATE_USE_DEEPSPEED: 'true', ACCELERATE_DEEPSPEED_ZERO_STAGE: '3' });
    expect(TrainingFramework.deepSpeed(0)._environment.ACCELERATE_DEEPSPEED_ZERO_STAGE).toBe('0');
  });

  test('have names by which they are found', () => {
    const { jax, tensorflow, xgboost, ray, mpi, custom } = TrainingFramework;
    const all = [jax, tensorflow, xgboost, ray, mpi, custom].map((make) => make());
    expect(all.map(({ name }) => name)).toEqual(['jax', 'tensorflow', 'xgboost', 'ray', 'mpi', 'custom']);
  });

  test.each([-1, 4, 1.5])('ZeRO has no stage %p', (stage) => expect(codesOf(() => TrainingFramework.deepSpeed(stage))).toEqual(['job/framework']));

  test('a stage decides what is made, so that it is a literal', () => {
    expect(codesOf(() => TrainingFramework.deepSpeed(TOKEN as unknown as number))).toEqual(['core/token-not-allowed']);
  });
});

describe('data', () => {
  test('is files or an address of a store, a claim, or lies outside', () => {
    expect(DataMount.files(path('imagenet'))).toMatchObject({ kind: 'files', uri: 's3://acme-artifacts/imagenet' });
    expect(DataMount.stream(path('imagenet'))).toMatchObject({ kind: 'stream', uri: 's3://acme-artifacts/imagenet' });
    expect(DataMount.claim('scratch.lustre-1')).toMatchObject({ kind: 'claim', claimName: 'scratch.lustre-1', uri: undefined });
    expect(DataMount.external('s3://elsewhere/imagenet')).toMatchObject({ kind: 'external', uri: 's3://elsewhere/imagenet', path: undefined });
  });

  test.each(['', 'Scratch', '-scratch', 'scratch-', 'a b', 'a'.repeat(254)])("a claim cannot be called '%s'", (name) => {
    expect(codesOf(() => DataMount.claim(name))).toEqual(['job/claim']);
  });

  test('a claim may have a name that is known at deployment only', () => expect(codesOf(() => DataMount.claim(TOKEN))).toEqual([]));
});

describe('secrets', () => {
  test('are names, never values', () => {
    expect(JobSecret.fromKubernetes('hugging-face', 'token')).toMatchObject({ kind: 'kubernetes', secretId: 'hugging-face', key: 'token' });
    expect(JobSecret.fromCloud('projects/acme/secrets/x')).toMatchObject({ kind: 'cloud', secretId: 'projects/acme/secrets/x', key: undefined });
  });

  test.each([['', 'token'], ['hugging-face', ' ']])("are not found by '%s' and '%s'", (name, key) => {
    expect(codesOf(() => JobSecret.fromKubernetes(name, key))).toEqual(['job/secret']);
  });

  test('are not found without an id', () => {
    expect(codesOf(() => JobSecret.fromCloud(' '))).toEqual(['job/secret']);
    expect(codesOf(() => JobSecret.fromCloud(TOKEN))).toEqual([]);
  });
});

describe('triggers', () => {
  test('are a schedule, objects that arrive, or a call', () => {
    expect(JobTrigger.schedule(Schedule.daily(3))).toMatchObject({ kind: 'schedule', recurrence: { cronExpression: '0 3 * * *' } });
    expect(JobTrigger.artifact(path('ready/'))).toMatchObject({ kind: 'artifact', path: { key: 'ready/' } });
    expect(JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'))).toMatchObject({ kind: 'webhook', token: { secretId: 'starters' } });
  });

  test('the token of a call is read in the cluster', () => {
    expect(codesOf(() => JobTrigger.webhook(JobSecret.fromCloud('projects/acme/secrets/x')))).toEqual(['job/secret']);
  });
});

describe('tracking', () => {
  test('is told in the variables that each client reads, by the name of the job where none is given', () => {
    expect(ExperimentTracking.mlflow('https://mlflow.acme.io')._environment('ml-resnet')).toEqual({ MLFLOW_TRACKING_URI: 'https://mlflow.acme.io', MLFLOW_EXPERIMENT_NAME: 'ml-resnet' });
    expect(ExperimentTracking.mlflow('https://mlflow.acme.io', 'fraud')._environment('ml-resnet').MLFLOW_EXPERIMENT_NAME).toBe('fraud');
    expect(ExperimentTracking.wandb('fraud')._environment('x')).toEqual({ WANDB_PROJECT: 'fraud' });
    expect(ExperimentTracking.wandb('fraud', 'acme')._environment('x')).toEqual({ WANDB_PROJECT: 'fraud', WANDB_ENTITY: 'acme' });
    expect(ExperimentTracking.comet('fraud', 'acme')._environment('x')).toEqual({ COMET_PROJECT_NAME: 'fraud', COMET_WORKSPACE: 'acme' });
  });

  test('with Neptune is gone, with what there is instead', () => {
    expect(codesOf(() => ExperimentTracking.neptune())).toEqual(['job/tracking-gone']);
    expect(() => ExperimentTracking.neptune()).toThrow(/mlflow.*wandb.*comet/);
  });
});

describe('lineage', () => {
  test('is told in the variables of OpenLineage', () => {
    expect(Lineage.openLineage('https://marquez.acme.io', 'ml')._environment('ml-resnet')).toEqual({
      OPENLINEAGE_URL: 'https://marquez.acme.io', OPENLINEAGE_NAMESPACE: 'ml', OPENLINEAGE_JOB_NAME: 'ml-resnet',
    });
  });

  test.each(['http://marquez.acme.io', 'https://user:password@marquez.acme.io', 'marquez'])("does not go to '%s'", (url) => {
    expect(codesOf(() => Lineage.openLineage(url, 'ml'))).toEqual(['job/lineage']);
  });
});

describe('backends', () => {
  test('are a cluster, the service of the cloud, or AWS Batch', () => {
    const cluster = clusterWith();
    expect(TrainingBackend.cluster(cluster, { namespace: 'vision' })).toMatchObject({ kind: 'cluster', _cluster: cluster, _clusterOptions: { namespace: 'vision' } });
    expect(TrainingBackend.managed({ keepWarm: Duration.minutes(30) })).toMatchObject({ kind: 'managed', _cluster: undefined });
    expect(TrainingBackend.batch()).toMatchObject({ kind: 'batch', _batchOptions: {} });
  });
});
