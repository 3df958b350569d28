import { RootConstruct } from 'constructs';
import {
  Accelerator, ArtifactPath, Capacity, DataMount, Duration, ExperimentTracking, JobSecret, JobTrigger, Lineage, Machine, Profile, Runtime, Scaling,
  Schedule, Severity, Size, TrainingBackend, TrainingFramework,
} from '../../../src/core';
import { grantedPaths } from '../../../src/core/jobs/training-job-plan';
import { codesOf } from '../../support/refusals';
import { arrival, files, inCluster, path, plan, STORE } from './fake-jobs';

describe('a job that says little', () => {
  test('runs on one node of the service, for a day, and calls when it fails', () => {
    expect(plan()).toMatchObject({
      name: 'ml-resnet',
      place: { kind: 'managed', machine: { name: 'large.t4' }, capacity: 'on-demand' },
      framework: 'pytorch-ddp',
      launcher: 'torch',
      image: { uri: 'eu.registry.acme/torch:2.10.1-gpu' },
      command: ['torchrun', 'train.py'],
      nodes: { min: 1, max: 1 },
      gpus: 4,
      maxRunSeconds: 86_400,
      severity: Severity.CRITICAL,
      triggers: { schedules: [], artifacts: [] },
      secrets: [],
      warnings: [],
    });
  });

  test('leaves to the place how often it starts again, and how large its disk is', () => {
    expect(plan().retries).toBeUndefined();
    expect(plan().diskGib).toBeUndefined();
    expect(plan({ retries: 0, diskSize: Size.gibibytes(500) })).toMatchObject({ retries: 0, diskGib: 500 });
  });

  test('is the same twice, and nobody changes it', () => {
    expect(plan()).toEqual(plan());
    expect(Object.isFrozen(plan().environment)).toBe(true);
  });
});

test('a name is given once by a platform and a service, in whichever stack', () => {
  const platform = { construct: new RootConstruct('Platform'), platformName: 'ml', profile: Profile.production().settings };
  expect(plan({}, { platform }).name).toBe('ml-resnet');
  expect(codesOf(() => plan({}, { platform }))).toEqual(['job/name-twice']);
  expect(plan({ backend: TrainingBackend.batch() }, { platform }).name).toBe('ml-resnet');
  expect(plan({}, { platform }, 'Other').name).toBe('ml-other');
});

test('XGBoost is not given GPUs that no process of it uses', () => {
  const framework = TrainingFramework.xgboost();
  expect(codesOf(() => plan({ framework, nodes: Scaling.fixed(2) }))).toEqual(['job/framework']);
  expect(codesOf(() => plan({ framework }))).toEqual([]);
});

test('an argument may be empty', () => {
  expect(plan({ command: ['python', 'train.py', '--suffix', ''] }).command.at(-1)).toBe('');
});

describe('the framework', () => {
  test.each([
    [Runtime.image('acme/own:1', 'huggingface'), 'pytorch-ddp'], [Runtime.image('acme/own:1', 'deepspeed'), 'deepspeed'], [Runtime.image('acme/own:1', 'jax'), 'jax'],
    [Runtime.image('acme/own:1', 'tensorflow'), 'tensorflow'], [Runtime.image('acme/own:1', 'xgboost'), 'xgboost'], [Runtime.image('acme/own:1', 'ray'), 'ray'],
    [Runtime.image('acme/own:1', 'sklearn'), 'custom'], [Runtime.image('acme/own:1', 'autogluon'), 'custom'], [Runtime.image('acme/own:1'), 'custom'],
  ])('follows from what is in the image', (runtime, framework) => expect(plan({ runtime }).framework).toBe(framework));

  test('of an image with MPI or Horovod is MPI', () => {
    ['mpi', 'horovod'].forEach((framework) => expect(plan({ backend: inCluster(), runtime: Runtime.image('acme/own:1', framework) }).framework).toBe('mpi'));
  });

  test('may be another one', () => {
    expect(plan({ framework: TrainingFramework.pytorchFsdp() })).toMatchObject({ framework: 'pytorch-fsdp', environment: { ACCELERATE_USE_FSDP: 'true' } });
  });

  test('whose makers let it go is warned of', () => {
    const { warnings } = plan({ backend: inCluster(), runtime: Runtime.horovod('0.28') });
    expect(warnings).toEqual([expect.objectContaining({ code: 'runtime/ending' })]);
  });
});

describe('the image', () => {
  test('has what a machine with GPUs needs, also where the user describes the machine', () => {
    const machine = Machine.custom('odd.t4', { cpus: 8, gpus: 2, memory: Size.gibibytes(32) });
    expect(plan({ machine }).image.uri).toBe('eu.registry.acme/torch:2.10.1-gpu');
    expect(plan({ machine: Machine.general(4) }).image.uri).toBe('eu.registry.acme/torch:2.10.1-cpu');
  });

  test('knows the GPU of a machine of the almanac that the user names', () => {
    const machine = Machine.custom('fast.h100', { cpus: 192, gpus: 8, memory: Size.gibibytes(2048) });
    expect(codesOf(() => plan({ machine, framework: TrainingFramework.pytorchDdp(), runtime: Runtime.horovod('0.28') }))).toEqual(['runtime/accelerator']);
  });

  test("of one's own is believed", () => {
    expect(plan({ runtime: Runtime.image('ghcr.io/acme/fraud:1', 'pytorch') })).toMatchObject({ ownImage: true, image: { uri: 'ghcr.io/acme/fraud:1' } });
  });
});

describe('nodes', () => {
  test('follow from how many GPUs work together', () => {
    expect(plan({ worldSize: 12 }).nodes).toEqual({ min: 3, max: 3 });
    expect(plan({ worldSize: 12, nodes: Scaling.fixed(3) }).nodes).toEqual({ min: 3, max: 3 });
    const machine = Machine.custom('odd.t4', { cpus: 8, gpus: 2, memory: Size.gibibytes(32) });
    expect(plan({ machine, worldSize: 4 }).nodes).toEqual({ min: 2, max: 2 });
  });

  test.each([[6, undefined], [0, undefined], [8, Scaling.fixed(3)]])('cannot make up %p GPUs', (worldSize, nodes) => {
    expect(codesOf(() => plan({ worldSize, nodes }))).toEqual(['job/world-size']);
  });

  test('are said with the numbers that would do', () => expect(() => plan({ worldSize: 6 })).toThrow('give a multiple of 4, such as 4 or 8'));

  test('of an elastic number have no size of the world', () => {
    expect(codesOf(() => plan({ backend: inCluster(), worldSize: 8, nodes: Scaling.elastic(1, 2) }))).toEqual(['job/world-size']);
  });
});

describe('the environment', () => {
  test('says what follows from the other props, and what the user says overrules it', () => {
    const environment = { ZERO: '0', MLFLOW_EXPERIMENT_NAME: 'mine' };
    const tracking = ExperimentTracking.mlflow('https://mlflow.acme.io');
    const lineage = Lineage.openLineage('https://marquez.acme.io', 'acme');
    expect(Object.entries(plan({ environment, tracking, lineage }).environment)).toEqual([
      ['MLFLOW_EXPERIMENT_NAME', 'mine'], ['MLFLOW_TRACKING_URI', 'https://mlflow.acme.io'], ['ML_JOB_NAME', 'ml-resnet'], ['OPENLINEAGE_JOB_NAME', 'ml-resnet'],
      ['OPENLINEAGE_NAMESPACE', 'acme'], ['OPENLINEAGE_URL', 'https://marquez.acme.io'], ['ZERO', '0'],
    ]);
  });

  test.each(['ML_RUN_ID', 'PET_NNODES', 'SM_HOSTS', 'SAGEMAKER_JOB', 'AIP_MODEL_DIR', 'AZUREML_RUN', 'AWS_BATCH_JOB_ID', 'KUBERNETES_PORT', '1ST', 'A-B', ''])("has no variable '%s' of the user's", (name) => {
    expect(codesOf(() => plan({ environment: { [name]: 'x' } }))).toEqual(['job/environment']);
    expect(codesOf(() => plan({ secrets: { [name]: JobSecret.fromCloud('id') } }))).toEqual(['job/environment']);
  });

  test('has a variable once', () => {
    expect(codesOf(() => plan({ environment: { HF_TOKEN: 'x' }, secrets: { HF_TOKEN: JobSecret.fromCloud('id') } }))).toEqual(['job/environment']);
  });

  test('has secrets by their ids, in the order of their names', () => {
    const secrets = { WANDB_API_KEY: JobSecret.fromCloud('one'), HF_TOKEN: JobSecret.fromCloud('two') };
    expect(plan({ secrets }).secrets.map(({ variable, secret }) => [variable, secret.secretId])).toEqual([['HF_TOKEN', 'two'], ['WANDB_API_KEY', 'one']]);
  });
});

describe('data', () => {
  test('is told by variables, and granted where it lies in a store, each place once', () => {
    const found = plan({
      inputs: { train_set: files('imagenet'), again: DataMount.stream(path('imagenet')), far: DataMount.external('s3://elsewhere/x') },
      checkpoints: files('resnet/run'),
      output: files('resnet/run'),
      acknowledge: ['job/data-grant'],
    });
    expect(found.inputs.map(({ name, variable, kind }) => [name, variable, kind])).toEqual([
      ['again', 'ML_INPUT_AGAIN', 'stream'], ['far', 'ML_INPUT_FAR', 'stream'], ['train_set', 'ML_INPUT_TRAIN_SET', 'files'],
    ]);
    const { read, write } = grantedPaths(found);
    expect([read, write].map((paths) => paths.map(({ key }) => key))).toEqual([['imagenet'], ['resnet/run']]);
  });

  test.each(['Train', '1st', 'a-b', 'a_', '', 'a'.repeat(33)])("cannot be called '%s'", (name) => {
    expect(codesOf(() => plan({ inputs: { [name]: files('imagenet') } }))).toEqual(['job/data-name']);
  });

  test('of another cloud, or that nobody grants, is refused', () => {
    expect(codesOf(() => plan({ inputs: { train: DataMount.external('gs://acme/x') } }))).toEqual(['job/data-cloud', 'job/data-grant']);
    expect(codesOf(() => plan({ output: DataMount.external('s3://elsewhere/x') }))).toEqual(['job/data-grant']);
    expect(codesOf(() => plan({ output: DataMount.external('s3://elsewhere/x'), acknowledge: ['job/data-grant'] }))).toEqual([]);
  });

  test('of a claim needs a cluster', () => expect(codesOf(() => plan({ checkpoints: DataMount.claim('scratch') }))).toEqual(['job/claim']));
});

describe('what starts it', () => {
  test('is a schedule, objects that arrive, or both', () => {
    const { triggers } = plan({ triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.schedule(Schedule.every(Duration.hours(6))), arrival('ready/')], output: files('resnet') });
    expect(triggers.schedules.map(({ cronExpression, interval }) => cronExpression ?? interval!.toHours())).toEqual(['0 3 * * *', 6]);
    expect(triggers.artifacts.map(({ key }) => key)).toEqual(['ready/']);
  });

  test('may not be what it writes', () => {
    expect(codesOf(() => plan({ output: files('resnet'), triggers: [arrival('resnet/ready')] }))).toEqual(['job/trigger-loop']);
    expect(codesOf(() => plan({ checkpoints: files('resnet/1'), triggers: [arrival('res')] }))).toEqual(['job/trigger-loop']);
    const outside = DataMount.external(path('resnet').uri);
    expect(codesOf(() => plan({ output: outside, triggers: [arrival('resnet/ready')], acknowledge: ['job/data-grant'] }))).toEqual(['job/trigger-loop']);
    const again = JobTrigger.artifact(ArtifactPath.of({ ...STORE } as typeof STORE, 'resnet/ready'));
    expect(codesOf(() => plan({ output: files('resnet'), triggers: [again] }))).toEqual(['job/trigger-loop']);
  });

  test('is refused where the schedule has no such distance, with all that have none', () => {
    const triggers = [7, 50].map((minutes) => JobTrigger.schedule(Schedule.every(Duration.minutes(minutes))));
    expect(codesOf(() => plan({ triggers }))).toEqual(['job/schedule', 'job/schedule']);
  });

  test('is a call only in a cluster, and objects only of a service', () => {
    const webhook = JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'));
    expect(codesOf(() => plan({ triggers: [webhook] }))).toEqual(['job/webhook']);
    expect(codesOf(() => plan({ backend: inCluster(), triggers: [arrival('ready/')] }))).toEqual(['job/artifact-trigger']);
    expect(codesOf(() => plan({ backend: inCluster(), triggers: [webhook] }))).toEqual([]);
    expect(codesOf(() => plan({ backend: inCluster(), triggers: [webhook, webhook] }))).toEqual(['job/webhook']);
  });
});

describe('bad input', () => {
  test.each([[[]], [['', 'train.py']], [['python', '-c', 'x'.repeat(9_000)]]])('a command that runs nothing, or is too long', (command) => expect(codesOf(() => plan({ command }))).toEqual(['job/command']));

  test('both an accelerator and a machine, or neither', () => {
    expect(codesOf(() => plan({ accelerator: Accelerator.t4(4), machine: Machine.general(4) }))).toEqual(['job/machine']);
    expect(codesOf(() => plan({ accelerator: undefined }))).toContain('job/machine');
  });

  test.each([-1, 11, 1.5, Number.NaN])('%p retries', (retries) => expect(codesOf(() => plan({ retries }))).toEqual(['job/retries']));

  test('a run that is too short for anything', () => expect(codesOf(() => plan({ maxRunTime: Duration.seconds(59) }))).toEqual(['job/run-time']));

  test('a Secret of Kubernetes outside of a cluster', () => {
    expect(codesOf(() => plan({ secrets: { HF_TOKEN: JobSecret.fromKubernetes('hugging-face', 'token') } }))).toEqual(['job/secret']);
  });

  test('spot machines without a place for checkpoints, unless that is acknowledged', () => {
    expect(codesOf(() => plan({ capacity: Capacity.spot() }))).toEqual(['job/spot-checkpoint']);
    expect(codesOf(() => plan({ capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] }))).toEqual([]);
    expect(codesOf(() => plan({ capacity: Capacity.spot(), checkpoints: files('resnet') }))).toEqual([]);
  });

  test('a name that is too long', () => {
    expect(codesOf(() => plan({}, {}, 'a'.repeat(18)))).toEqual(['core/name-length']);
    expect(codesOf(() => plan({ backend: inCluster() }, {}, 'a'.repeat(38)))).toEqual(['core/name-length']);
  });

  test('an acknowledgement of what nobody can overrule', () => expect(codesOf(() => plan({ acknowledge: ['job/command'] }))).toEqual(['platform/acknowledge']));

  test('numbers that are known at deployment only', () => {
    const token = '${TfToken[TOKEN.1]}' as unknown as number;
    expect(codesOf(() => plan({ retries: token, worldSize: token }))).toEqual(['core/token-not-allowed', 'core/token-not-allowed']);
  });

  test('arrives all together, with what the target finds', () => {
    const wrong = {
      command: [],
      worldSize: 6,
      inputs: { Train: DataMount.external('gs://acme/x') },
      checkpoints: DataMount.claim('scratch'),
      triggers: [JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token')), JobTrigger.schedule(Schedule.every(Duration.minutes(7)))],
      secrets: { HF_TOKEN: JobSecret.fromKubernetes('hugging-face', 'token') },
      environment: { ML_RUN_ID: 'x' },
      retries: 99,
      maxRunTime: Duration.days(9),
      runtime: Runtime.jax('0.7'),
      backend: TrainingBackend.managed(),
      acknowledge: ['nothing'],
    };
    expect(codesOf(() => plan(wrong)).sort()).toEqual([
      'job/claim', 'job/command', 'job/data-cloud', 'job/data-grant', 'job/data-name', 'job/environment', 'job/retries', 'job/run-time', 'job/schedule', 'job/secret',
      'job/webhook', 'job/world-size', 'platform/acknowledge', 'runtime/unavailable',
    ]);
    const ofTarget = { check: (_: unknown, problems: { add(code: string, message: string): void }) => problems.add('job/secret', 'the id is none of this cloud') };
    expect(codesOf(() => plan({ command: [] }, ofTarget))).toEqual(['job/command', 'job/secret']);
  });
});
