import { Accelerator, Capacity, DataMount, ITrainingJob, Machine, Profile, Runtime, Scaling, Severity, TrainingBackend } from '../../src/core';
import { isCloud } from './cluster-builds';
import { Facts, JobFacts } from './facts';
import { BACKENDS, buildJobs, JobBuild, ODD, onlyJob, saysAll } from './job-builds';

/** What its user and an auditor ask of a job, whatever runs it. */
describe.each(BACKENDS)('a job with the %s', (_, subject, kind) => {
  const prefixGrants = !subject.target.refusals['storage/prefix-grants'];
  const retried = kind !== 'managed' || !subject.target.refusals['job/managed-retries'];
  let job: ITrainingJob;
  let secret: string;
  let alone: Facts;
  let facts: Facts;
  let found: JobFacts;
  beforeAll(() => {
    alone = buildJobs(subject, kind).synth();
    const built = buildJobs(subject, kind);
    secret = subject.secret?.(built.platform) ?? '';
    job = built.add(saysAll(built));
    facts = built.synth();
    found = onlyJob(facts);
  });
  const once = (change: (built: JobBuild) => Parameters<JobBuild['add']>[0]) => {
    const built = buildJobs(subject, kind);
    built.add(change(built));
    return onlyJob(built.synth());
  };

  test('is one, with the name that its user knows', () => {
    expect(alone.jobs).toEqual([]);
    expect(found).toMatchObject({ name: 'ml-resnet', backend: kind });
    expect(job.jobName).toContain('ml-resnet');
  });

  test('runs the command of the user, word by word, in the image of the framework', () => {
    const { command, image } = found;
    expect(command.slice(-4)).toEqual(['torchrun', 'train.py', '--name', ODD]);
    expect(image).toMatch(/pytorch/);
    expect(image).toMatch(/gpu|cu1?\d|cuda/);
  });

  test('has as many nodes and GPUs as it asks for', () => {
    expect(found).toMatchObject({ nodes: { min: 2, max: 2 }, gpus: 4, spot: false });
    expect(once(() => ({ accelerator: Accelerator.t4(), acknowledge: ['job/spot-checkpoint'] }))).toMatchObject({ nodes: { min: 1, max: 1 }, gpus: 1 });
  });

  test('needs no GPU for what has none', () => {
    const without = once(({ platform }) => ({ machine: Machine.general(8), runtime: Runtime.image(platform.registry.imageUri('training', '1.0')), command: ['python', 'fit.py'] }));
    expect(without.gpus).toBe(0);
    expect(without.image).toMatch(/training:1\.0$/);
    expect(without.command.slice(-2)).toEqual(['python', 'fit.py']);
  });

  test('is told of its data, and of folders that are its own in each run', () => {
    const { environment, inputs, checkpoints, output } = found;
    expect(environment).toMatchObject({ ML_JOB_NAME: 'ml-resnet', ML_RUN_ID: '<run>', MODE: 'fast', ODD });
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(['ML_INPUT_TRAIN_SET', 'ML_INPUT_LABELS', 'ML_CHECKPOINT_DIR', 'ML_OUTPUT_DIR']));
    expect(inputs.train_set).toMatch(/^(s3|gs|https):\/\/.+\/imagenet\/train\/?$/);
    expect(environment.ML_INPUT_LABELS).toMatch(/^(s3|gs|https):\/\/.+\/imagenet\/labels\/?$/);
    expect(checkpoints).toMatch(/\/resnet\/checkpoints\/<run>\/?$/);
    expect(output).toMatch(/\/resnet\/models\/<run>\/?$/);
  });

  test('ends in time, and starts again as often as it was said', () => {
    expect(found.maxRunSeconds).toBe(6 * 3_600);
    if (retried) expect(found.retries).toBe(2);
  });

  test('is started at the times that were said, and by objects that arrive', () => {
    expect(found.schedules).toHaveLength(2);
    expect(found.schedules[0]).toMatch(/0 3 \* \* [*?]/);
    expect(found.schedules[1]).toMatch(/^0 \*\/6 \* \* \*$|^cron\(0 0,6,12,18 \* \* \? \*\)$/);
    expect(found.arrivals.map(({ prefix }) => prefix)).toEqual(kind === 'cluster' ? [] : ['imagenet/ready/']);
  });

  test('is never started by a deployment', () => {
    expect(facts.runs).toEqual([]);
    expect(once(() => ({})).schedules).toEqual([]);
  });

  test('is started by hand with a command that is an output', () => {
    expect(job.startCommand).toMatch(/^(kubectl|aws|gcloud|az) /);
    const added = facts.outputs.filter((name) => !alone.outputs.includes(name));
    expect(added.filter((name) => /start_?command/i.test(name))).toHaveLength(1);
  });

  test('runs as itself, with rights on what it reads and writes and on nothing beside', () => {
    expect(facts.wildcards).toEqual(alone.wildcards);
    if (!prefixGrants) return;
    expect([...found.reads].sort()).toEqual(['imagenet/labels/', 'imagenet/train/']);
    expect([...found.writes].sort()).toEqual(['resnet/checkpoints/', 'resnet/models/']);
  });

  test('shares its rights with no other job', () => {
    const built = buildJobs(subject, kind);
    ['First', 'Second'].forEach((id) => built.add({ checkpoints: built.files(`${id}/checkpoints`), output: built.files(`${id}/models`) }, id));
    const { jobs } = built.synth();
    expect(new Set(jobs.map(({ runsAs }) => runsAs)).size).toBe(2);
    if (!prefixGrants) return;
    const written = (name: string) => [...jobs.find((one) => one.name === name)!.writes].sort();
    expect([written('ml-first'), written('ml-second')]).toEqual([['First/checkpoints/', 'First/models/'], ['Second/checkpoints/', 'Second/models/']]);
  });

  test('has secrets by their names only', () => {
    expect(facts.secrets).toEqual([]);
    if (kind === 'cluster') expect(found.environment.HF_TOKEN).toBe('secret hugging-face/token');
    else expect(found).toMatchObject({ environment: { HF_TOKEN_SECRET_ID: secret }, readsSecrets: [secret] });
  });

  test('opens nothing to the internet, and is encrypted with the key of the platform', () => {
    expect(facts.publicEndpoints).toEqual(alone.publicEndpoints);
    if (kind !== 'cluster') expect(found).toMatchObject({ encrypted: true, private: true });
  });

  test('carries the tags of the platform', () => expect(facts.untagged).toEqual([]));

  test('calls when a run failed: at night in production only', () => {
    const alarm = (of: Facts) => of.alarms.filter(({ kind: what }) => what === 'run-failed');
    expect(alarm(facts)).toEqual([{ kind: 'run-failed', severity: Severity.CRITICAL, routed: true }]);
    const trial = buildJobs(subject, kind, { profile: Profile.development() });
    trial.add();
    expect(alarm(trial.synth()).map(({ severity }) => severity)).not.toContain(Severity.CRITICAL);
  });

  test('may be started by whoever is let, and by nobody else', () => {
    const built = buildJobs(subject, kind);
    built.add(saysAll(built)).grantStart(subject.identity('trainer'));
    const granted = built.synth();
    expect(granted.wildcards).toEqual(facts.wildcards);
    expect(granted.ids.length).toBeGreaterThan(facts.ids.length);
    if (kind === 'cluster') expect(granted.clusters[0].letIn).toContainEqual({ who: subject.identity('trainer').identityName, rights: 'edit', namespace: 'vision' });
  });

  test('says what it needs of quotas, unless those are the cluster\'s', () => {
    if (kind === 'cluster') expect(job.quotas).toEqual([]);
    else job.quotas.forEach(({ needed, region }) => expect([needed > 0, region]).toEqual([true, subject.region]));
  });

  test('leaves everything else as it was', () => {
    expect(facts.ids).toEqual(expect.arrayContaining(alone.ids));
    expect(facts.stores).toEqual(alone.stores);
    expect(facts.clusters).toEqual(alone.clusters);
  });

  test('gives the same bytes twice', () => {
    const built = buildJobs(subject, kind);
    built.add(saysAll(built));
    expect(built.synth()).toEqual(facts);
  });

  test('has addresses that are a contract', () => expect(facts.ids.filter((id) => !alone.ids.includes(id))).toMatchSnapshot());
});

describe.each(BACKENDS.filter(([, , kind]) => kind === 'cluster'))('a job with the %s', (_, subject) => {
  const job = (change: (built: JobBuild) => Parameters<JobBuild['add']>[0]) => {
    const built = buildJobs(subject, 'cluster');
    built.add(change(built));
    return onlyJob(built.synth());
  };

  test('waits in the queue of its team, for nodes of the groups that have room, whose taint it tolerates', () => {
    const { pod } = job((built) => saysAll(built));
    expect(pod).toMatchObject({ namespace: 'vision', queue: 'default', nodeGroups: ['gpus'], tolerates: ['nvidia.com/gpu'] });
    const without = job(() => ({ machine: Machine.general(8), runtime: Runtime.image('ghcr.io/acme/fit:1.0') }));
    expect(without.pod).toMatchObject({ queue: 'default', nodeGroups: ['cpus'], tolerates: [] });
  });

  test('has the priority that is asked for', () => {
    const { pod } = job(({ cluster }) => ({ backend: TrainingBackend.cluster(cluster!, { namespace: 'vision', priority: 'urgent' }) }));
    expect(pod!.priority).toBe('urgent');
  });

  test.each([
    ['TrainJob', Runtime.jax('0.7')], ['RayJob', Runtime.ray('2.55')], ['MPIJob', Runtime.image('ghcr.io/acme/mpi:1.0', 'mpi')],
    ['JobSet', Runtime.tensorflow('2.19')],
  ])('is a %s of two nodes, with all that was said', (kind, runtime) => {
    const found = job((built) => ({ ...saysAll(built), runtime, command: ['python', 'train.py'] }));
    expect(found).toMatchObject({ kind, nodes: { min: 2, max: 2 }, gpus: 4, retries: 2, maxRunSeconds: 21_600, environment: { ML_RUN_ID: '<run>', MODE: 'fast' } });
    expect(found.command.join(' ')).toMatch(/python train\.py$/);
    expect(found.checkpoints).toMatch(/\/resnet\/checkpoints\/<run>$/);
  });

  test('starts with fewer nodes where that was said', () => {
    expect(job(() => ({ nodes: Scaling.elastic(1, 3) }))).toMatchObject({ kind: 'Job', nodes: { min: 1, max: 3 }, retries: 3 });
  });

  test('writes on a claim of its namespace, without rights on any store', () => {
    const found = job(() => ({ checkpoints: DataMount.claim('scratch') }));
    expect(found).toMatchObject({ checkpoints: 'claim scratch/<run>', reads: [], writes: [] });
  });

  (isCloud(subject) ? test : test.skip)('runs on nodes that are taken back where it was said, and comes back to its checkpoints', () => {
    const found = job(({ files }) => ({ accelerator: Accelerator.t4(), capacity: Capacity.spot(), checkpoints: files('resnet') }));
    expect(found.pod!.nodeGroups).toEqual(['cheap']);
    expect(found.checkpoints).toMatch(/\/resnet\/<run>$/);
  });
});
