import {
  Accelerator, ArtifactPath, Capacity, DataMount, Duration, ITrainingCluster, ITrainingJob, JobSecret, JobTrigger, Machine, MlPlatformProps, Runtime,
  Scaling, Schedule, Size, TrainingBackend, TrainingClusterProps, TrainingJobProps,
} from '../../src/core';
import { JobSet, KubeflowTrainer, KubeRay, Kueue, MpiOperator, S3MountpointDriver } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { CHANNELS, isCloud, NAMED_SUBJECTS } from './cluster-builds';
import { clusterProps } from './cluster-props';
import { Built, Facts, JobFacts, Subject } from './facts';

export type BackendKind = JobFacts['backend'];

/** Whatever runs jobs on each target: a cluster everywhere, a service where there is one. */
export const BACKENDS = NAMED_SUBJECTS.flatMap(([name, subject]) => {
  const { refusals } = subject.target;
  const kinds: BackendKind[] = ['cluster', ...(refusals['job/managed-service'] ? [] : ['managed' as const]), ...(refusals['job/batch-service'] ? [] : ['batch' as const])];
  return kinds.map((kind) => [`${kind} of ${name}`, subject, kind] as const);
});

export interface JobBuild extends Built {
  /** In which jobs run; none where a service runs them. */
  readonly cluster?: ITrainingCluster;
  /** What of the subject was given. */
  readonly subject: Subject;
  readonly kind: BackendKind;
  path(key: string): ArtifactPath;
  /** Objects as a folder, where the backend can; AWS Batch mounts no buckets. */
  files(key: string): DataMount;
  /** A job `Resnet` of four T4, unless something else is said. */
  add(props?: Partial<TrainingJobProps>, id?: string): ITrainingJob;
}

/** Nodes with four T4, nodes without a GPU, and on a cloud some that may be taken back. */
function nodeGroups(subject: Subject): TrainingClusterProps['nodeGroups'] {
  const cloud = isCloud(subject);
  return [
    { name: 'gpus', accelerator: Accelerator.t4(4), scaling: cloud ? Scaling.elastic(0, 4) : Scaling.fixed(4) },
    { name: 'cpus', machine: Machine.custom('m1', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(3) },
    ...(cloud ? [{ name: 'cheap', accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() }] : []),
  ];
}

/** The cluster with what jobs need; the team 'vision' has a queue for three of the four nodes. */
function addCluster({ platform }: Built, subject: Subject, props: Partial<TrainingClusterProps> = {}): ITrainingCluster {
  const groups = nodeGroups(subject).map((group) => (group.name === 'cpus' && isCloud(subject) ? { ...group, machine: Machine.general(16) } : group));
  const cluster = platform.addTrainingCluster('Train', clusterProps(subject, { nodeGroups: groups, ...props }));
  const driver = FUSE.includes(subject.target.name) ? [] : [new S3MountpointDriver()];
  [new JobSet(), new KubeflowTrainer(), new KubeRay(), new MpiOperator(), ...driver].forEach((software) => cluster.install(software));
  const gpus = { gpus: 12, ...(isCloud(subject) ? { cheap: 8 } : {}) };
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus, cpus: { cpus: 32 } }], priorities: { urgent: 100 } }));
  return cluster;
}

/** Whose clusters bring their driver for objects. */
const FUSE = ['tfgcp', 'tfazure'];

/** What a version of PyTorch has an image of: Vertex AI stopped at 2.4. */
export function pytorchOf(subject: Subject, kind: BackendKind): Runtime {
  return Runtime.pytorch(subject.target.name === 'tfgcp' && kind === 'managed' ? '2.4' : '2.8');
}

export function buildJobs(subject: Subject, kind: BackendKind, platformProps: MlPlatformProps = {}): JobBuild {
  const built = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' }, ...platformProps });
  const cluster = kind === 'cluster' ? addCluster(built, subject) : undefined;
  const path = (key: string) => built.platform.artifacts.path(key);
  return {
    ...built,
    cluster,
    subject,
    kind,
    path,
    files: (key) => (kind === 'batch' ? DataMount.stream(path(key)) : DataMount.files(path(key))),
    add: (props = {}, id = 'Resnet') => built.platform.addTrainingJob(id, {
      runtime: pytorchOf(subject, kind),
      command: ['torchrun', 'train.py', '--name', ODD],
      backend: backendOf(kind, cluster),
      ...(props.machine ? {} : { accelerator: Accelerator.t4(4) }),
      ...props,
    }),
  };
}

function backendOf(kind: BackendKind, cluster?: ITrainingCluster): TrainingBackend {
  if (kind === 'cluster') return TrainingBackend.cluster(cluster!, { namespace: 'vision' });
  return kind === 'batch' ? TrainingBackend.batch() : TrainingBackend.managed();
}

/** A secret as jobs there are told of it. */
export function secretOf({ subject, kind, platform }: JobBuild): JobSecret {
  return kind === 'cluster' ? JobSecret.fromKubernetes('hugging-face', 'token') : JobSecret.fromCloud(subject.secret!(platform));
}

/** Signs that mean something to shells, Terraform, CloudFormation, Helm, workflows and state machines, and nothing in a text of the user's. */
export const ODD = 'a "b" \'c\' $d ${e} %{f} @{g} {{ .h }} \\n $.i #{j} `k`';

/** Two nodes that say all that can be said on every backend. */
export function saysAll(built: JobBuild): Partial<TrainingJobProps> {
  const { subject, kind, path, files } = built;
  const counts = kind !== 'managed' || !subject.target.refusals['job/managed-retries'];
  return {
    nodes: Scaling.fixed(2),
    inputs: { train_set: files('imagenet/train'), labels: DataMount.stream(path('imagenet/labels')) },
    checkpoints: files('resnet/checkpoints'),
    output: DataMount.stream(path('resnet/models')),
    environment: { MODE: 'fast', ODD },
    secrets: { HF_TOKEN: secretOf(built) },
    maxRunTime: Duration.hours(6),
    ...(counts ? { retries: 2 } : {}),
    triggers: [
      JobTrigger.schedule(Schedule.daily(3)),
      JobTrigger.schedule(Schedule.every(Duration.hours(6))),
      ...(kind === 'cluster' ? [] : [JobTrigger.artifact(path('imagenet/ready/'))]),
    ],
  };
}

/** The one job of a program. */
export function onlyJob({ jobs }: Facts): JobFacts {
  expect(jobs).toHaveLength(1);
  return jobs[0];
}

/** The codes with which such a job is refused. */
export function jobRefusal(built: JobBuild, props: Partial<TrainingJobProps>): string[] {
  return codesOf(() => built.add(props));
}
