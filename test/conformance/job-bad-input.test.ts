import {
  Accelerator, Capacity, DataMount, Duration, JobSecret, JobTrigger, Machine, Runtime, Scaling, Schedule, TrainingBackend, TrainingFramework,
  TrainingJobProps,
} from '../../src/core';
import { TargetName } from '../../src/core/private';
import { JobSet } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { isCloud } from './cluster-builds';
import { clusterProps } from './cluster-props';
import { BACKENDS, BackendKind, buildJobs, JobBuild, jobRefusal, secretOf } from './job-builds';

type Wish = Partial<TrainingJobProps>;

/** Data that lies outside of every store of the program, and data that the target does not reach at all. */
const OUTSIDE: Record<TargetName, readonly [string, string]> = {
  awscdk: ['s3://elsewhere/imagenet', 'gs://elsewhere/imagenet'],
  tfaws: ['s3://elsewhere/imagenet', 'gs://elsewhere/imagenet'],
  tfgcp: ['gs://elsewhere/imagenet', 's3://elsewhere/imagenet'],
  tfazure: ['https://elsewhere.blob.core.windows.net/data/imagenet', 's3://elsewhere/imagenet'],
  tfk8s: ['s3://elsewhere/imagenet', 'gs://elsewhere/imagenet'],
};

/** A framework that has images for machines without GPUs only. */
const WITHOUT_GPUS: Record<TargetName, Runtime> = {
  awscdk: Runtime.sklearn('1.9'), tfaws: Runtime.sklearn('1.9'), tfgcp: Runtime.sklearn('1.6'), tfazure: Runtime.sklearn('1.5'), tfk8s: Runtime.tensorflow('2.21'),
};

const WEBHOOK = JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'));
const every = (distance: Duration) => [JobTrigger.schedule(Schedule.every(distance))];

/** EventBridge has any distance, but does not join days of the month and of the week; a crontab is the other way round. */
function inexpressible(target: TargetName, kind: BackendKind): Wish {
  const eventBridge = kind !== 'cluster' && ['awscdk', 'tfaws'].includes(target);
  return { triggers: eventBridge ? [JobTrigger.schedule(Schedule.cron({ hour: '3', dayOfMonth: '1', dayOfWeek: '1' }))] : every(Duration.minutes(7)) };
}

describe.each(BACKENDS)('bad input for a job with the %s', (_, subject, kind) => {
  const { name, refusals } = subject.target;
  const inCluster = kind === 'cluster';
  const onService = inCluster ? test.skip : test;
  const onCluster = inCluster ? test : test.skip;
  const managed = kind === 'managed';
  let built: JobBuild;
  beforeAll(() => {
    built = buildJobs(subject, kind);
  });
  /** The codes with which a wish is refused, after which nothing of it is in the tree. */
  const refused = (wish: Wish | ((of: JobBuild) => Wish), of = built) => {
    const before = of.stack.node.findAll().length;
    const codes = jobRefusal(of, typeof wish === 'function' ? wish(of) : wish);
    if (codes.length > 0) expect(of.stack.node.findAll()).toHaveLength(before);
    return codes;
  };
  /** Whether a wish is fulfilled; in a program of its own, since the job is made. */
  const given = (wish: (of: JobBuild) => Wish) => expect(refused(wish, buildJobs(subject, kind))).toEqual([]);

  test('a command that runs nothing', () => {
    expect(refused({ command: [] })).toEqual(['job/command']);
    expect(refused({ command: ['', 'train.py'] })).toEqual(['job/command']);
  });

  test('both an accelerator and a machine, or neither', () => {
    expect(refused({ accelerator: Accelerator.t4(4), machine: Machine.general(8) })).toEqual(['job/machine']);
    expect(refused({ accelerator: undefined })).toContain('job/machine');
  });

  test('GPUs that nothing there has', () => {
    expect(refused({ accelerator: Accelerator.t4(3), nodes: Scaling.fixed(inCluster ? 5 : 1) })).toEqual([inCluster ? 'job/quota' : 'training/accelerator-count']);
    expect(refused({ accelerator: Accelerator.t4(16) })).toEqual([inCluster ? 'job/accelerator' : 'training/accelerator-count']);
    if (inCluster) expect(refused({ accelerator: Accelerator.l4() })).toEqual(['job/accelerator']);
  });

  test('a world that nodes cannot make up', () => {
    expect(refused({ worldSize: 6 })).toEqual(['job/world-size']);
    expect(refused({ worldSize: 8, nodes: Scaling.fixed(3) })).toEqual(['job/world-size']);
  });

  test('variables that are set already, that are none, or that are there twice', () => {
    ['ML_RUN_ID', 'PET_NNODES', 'SM_HOSTS', 'AIP_MODEL_DIR', 'AZUREML_RUN_ID', 'AWS_BATCH_JOB_ID', '1ST', 'A-B'].forEach((variable) => {
      expect(refused({ environment: { [variable]: 'x' } })).toEqual(['job/environment']);
      expect(refused((of) => ({ secrets: { [variable]: secretOf(of) } }))).toEqual(['job/environment']);
    });
    expect(refused((of) => ({ environment: { HF_TOKEN: 'x' }, secrets: { HF_TOKEN: secretOf(of) } }))).toEqual(['job/environment']);
  });

  test('more retries than there are, or fewer than none', () => {
    const expected = managed && refusals['job/managed-retries'] ? ['job/managed-retries', 'job/retries'] : ['job/retries'];
    [-1, 11, 1.5].forEach((retries) => expect([...new Set(refused({ retries }))].sort()).toEqual(expected));
  });

  test('a run in which nothing starts', () => expect(refused({ maxRunTime: Duration.seconds(30) })).toEqual(['job/run-time']));

  test('data that nobody grants, unless that is acknowledged, and data that is out of reach', () => {
    const [outside, unreachable] = OUTSIDE[name];
    expect(refused({ inputs: { train: DataMount.external(outside) } })).toEqual(['job/data-grant']);
    expect(refused({ checkpoints: DataMount.external(outside) })).toEqual(['job/data-grant']);
    expect(refused({ inputs: { train: DataMount.external(unreachable) }, acknowledge: ['job/data-grant'] })).toEqual(['job/data-cloud']);
    given(() => ({ inputs: { train: DataMount.external(outside) }, acknowledge: ['job/data-grant'] }));
  });

  test('a name of data of which no variable can be made', () => {
    expect(refused(({ files }) => ({ inputs: { 'train-set': files('imagenet') } }))).toEqual(['job/data-name']);
  });

  test('a framework without an image there, on that accelerator, or for training', () => {
    expect(refused({ runtime: WITHOUT_GPUS[inCluster ? 'tfk8s' : name] })).toEqual(['runtime/accelerator']);
    expect(refused({ runtime: inCluster ? Runtime.autogluon('1.5') : Runtime.jax('0.7') })).toEqual(['runtime/unavailable']);
    expect(refused({ runtime: Runtime.pytorch('1.13') })).toEqual(['runtime/version']);
    expect(refused({ runtime: Runtime.vllm('0.27') })).toEqual(['runtime/use']);
  });

  test('machines that are taken back without a place for checkpoints, unless that is acknowledged', () => {
    const able = inCluster ? isCloud(subject) : !(managed && refusals['job/managed-spot']);
    if (!able) return;
    const spot = { capacity: Capacity.spot(), accelerator: inCluster ? Accelerator.t4() : Accelerator.t4(4) };
    expect(refused(spot)).toEqual(['job/spot-checkpoint']);
    given(() => ({ ...spot, acknowledge: ['job/spot-checkpoint'] }));
    given(({ files }) => ({ ...spot, checkpoints: files('resnet') }));
  });

  test('a schedule that nothing there can express', () => expect(refused(inexpressible(name, kind))).toEqual(['job/schedule']));

  test('a name that is too long, or an acknowledgement of what nobody can overrule', () => {
    expect(refused({ acknowledge: ['job/command'] })).toEqual(['platform/acknowledge']);
    expect(() => built.add({}, 'a'.repeat(200))).toThrow('[core/name-length]');
  });

  test('a name that is too long for what is named after the job, its role or its account: nothing of it is in the tree', () => {
    const of = buildJobs(subject, kind);
    const longest = [20, 24, 28, 32, 36, 40, 50, 60].filter((length) => {
      const before = of.stack.node.findAll().length;
      const codes = codesOf(() => of.add({}, 'a'.repeat(length)));
      if (codes.length > 0) expect({ codes: [...new Set(codes)], made: of.stack.node.findAll().length - before }).toEqual({ codes: ['core/name-length'], made: 0 });
      return codes.length === 0;
    }).at(-1);
    expect(longest).toBeLessThan(60);
  });

  test('a key that the policies of the cloud would read as more than text', () => {
    const of = buildJobs(subject, kind);
    const codes = refused(() => ({ inputs: { train: of.files("it's") }, output: DataMount.stream(of.path('all*')) }), of);
    expect([...new Set(codes)]).toEqual(isCloud(subject) ? ['storage/prefix'] : []);
  });

  test('several at once', () => {
    const wrong = refused({ command: [], worldSize: 6, maxRunTime: Duration.seconds(1), environment: { ML_X: 'x' }, runtime: Runtime.vllm('0.27'), acknowledge: ['nothing'] });
    expect(wrong.sort()).toEqual(['job/command', 'job/environment', 'job/run-time', 'job/world-size', 'platform/acknowledge', 'runtime/use']);
  });

  onService('what only a cluster has: a webhook, a claim, a Secret of Kubernetes, a number of nodes that changes', () => {
    expect(refused({ triggers: [WEBHOOK] })).toEqual(['job/webhook']);
    expect(refused({ checkpoints: DataMount.claim('scratch') })).toEqual(['job/claim']);
    expect(refused({ secrets: { HF_TOKEN: JobSecret.fromKubernetes('hugging-face', 'token') } })).toEqual(['job/secret']);
    expect(refused({ nodes: Scaling.elastic(1, 4) })).toEqual(['job/elastic']);
  });

  onService('objects that the job itself writes', () => {
    expect(refused(({ path, files }) => ({ output: files('resnet'), triggers: [JobTrigger.artifact(path('resnet/ready/'))] }))).toEqual(['job/trigger-loop']);
  });

  onService('a secret that is none of the cloud', () => expect(refused({ secrets: { HF_TOKEN: JobSecret.fromCloud('hugging face') } })).toEqual(['job/secret']));

  (managed ? test : test.skip)('a longer run than the service has', () => expect(refused({ maxRunTime: Duration.days(400) })).toEqual(['job/run-time']));

  onService('MPI, for which Azure alone has a way', () => {
    const mpi = ({ platform }: JobBuild) => ({ runtime: Runtime.image(platform.registry.imageUri('training', '1.0'), 'mpi'), nodes: Scaling.fixed(2) });
    expect(refused(mpi, buildJobs(subject, kind))).toEqual(name === 'tfazure' ? [] : ['job/framework']);
  });

  onCluster('events of a store, which do not reach a cluster', () => {
    expect(refused(({ path }) => ({ triggers: [JobTrigger.artifact(path('ready/'))] }))).toEqual(['job/artifact-trigger']);
  });

  onCluster('a queue or a priority that nobody made', () => {
    const { cluster } = built;
    expect(refused({ backend: TrainingBackend.cluster(cluster!, { namespace: 'visoin' }) })).toEqual(['job/queue']);
    expect(refused({ backend: TrainingBackend.cluster(cluster!, { namespace: 'vision', queue: 'fast' }) })).toEqual(['job/queue']);
    expect(refused({ backend: TrainingBackend.cluster(cluster!, { namespace: 'vision', priority: 'low' }) })).toEqual(['job/priority']);
  });

  onCluster('more nodes than a group has, more than the queue may use, and machines that are bought otherwise', () => {
    expect(refused({ nodes: Scaling.fixed(5) })).toEqual(['job/quota']);
    expect(refused({ nodes: Scaling.fixed(4) })).toEqual(['job/quota']);
    expect(refused({ capacity: Capacity.spot() })).toEqual(['job/capacity']);
  });

  onCluster('a service account that is there already', () => {
    const of = buildJobs(subject, kind);
    const { jobName } = of.add();
    of.cluster!.addServiceAccount('Other', { namespace: 'vision', serviceAccountName: jobName.replace('resnet', 'bert') });
    const before = of.stack.node.findAll().length;
    expect(codesOf(() => of.add({}, 'Bert'))).toEqual(['training/service-account-twice']);
    expect(of.stack.node.findAll()).toHaveLength(before);
  });

  onCluster('a number of nodes that changes with a framework that has a fixed one', () => {
    expect(refused({ runtime: Runtime.jax('0.7'), nodes: Scaling.elastic(1, 2) })).toEqual(['job/elastic']);
    expect(refused({ runtime: Runtime.ray('2.55'), nodes: Scaling.elastic(1, 2) })).toEqual(['job/elastic']);
  });

  onCluster('what the cluster has no software for', () => {
    const bare = subject.platform();
    const cluster = bare.platform.addTrainingCluster('Train', clusterProps(subject));
    cluster.install(new JobSet());
    const before = bare.stack.node.findAll().length;
    const wish = (namespace: string, props: Wish) => codesOf(() => bare.platform.addTrainingJob('Resnet', {
      runtime: Runtime.pytorch('2.8'), command: ['torchrun', 'train.py'], accelerator: Accelerator.t4(), backend: TrainingBackend.cluster(cluster, { namespace }), ...props,
    }));
    const missing = ['software/need-missing'];
    expect(wish('vision', {})).toEqual(missing);
    expect(wish('vision', { runtime: Runtime.ray('2.55') })).toEqual(missing);
    expect(wish('vision', { framework: TrainingFramework.mpi(), runtime: Runtime.image('ghcr.io/acme/mpi:1.0') })).toEqual(missing);
    expect(wish('vision', { framework: TrainingFramework.custom(), triggers: [WEBHOOK] })).toEqual(missing);
    expect(wish('Not A Namespace', { framework: TrainingFramework.custom() })).toEqual(['training/namespace']);
    expect(bare.stack.node.findAll()).toHaveLength(before);
  });
});
