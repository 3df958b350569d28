import { Construct, RootConstruct } from 'constructs';
import {
  Accelerator, ArtifactPath, ClusterTraits, DataMount, Duration, IArtifactStore, ITrainingCluster, JobTrigger, Profile, Runtime, TrainingBackend,
  TrainingJobProps,
} from '../../../src/core';
import { ClusterPlace } from '../../../src/core/jobs/cluster-job-plan';
import { crontabOf } from '../../../src/core/jobs/crontab';
import { JobService, ServicePlace } from '../../../src/core/jobs/managed-job-plan';
import { planTrainingJob, runsInCluster, TrainingJobContext, TrainingJobPlan } from '../../../src/core/jobs/training-job-plan';
import { ClusterWithTraits } from '../../../src/core/training/cluster-traits';
import { planServiceAccount } from '../../../src/core/training/service-account-plan';
import { ABLE } from '../../support/fake-target';
import { IMAGES } from '../runtime/fake-images';
import { CATALOGUE, NAME_RULE } from '../training/fake-cloud';

/** A service that does not know MPI, ends a run after five days and has eight nodes at most. */
const SERVICE: JobService = {
  name: 'Acme Train',
  machines: CATALOGUE,
  launchers: { mpi: { reason: 'no node opens a shell on another', alternative: 'take PyTorch' } },
  longestRun: Duration.days(5),
  mostNodes: 8,
};

/** The program of clusters, jobs and endpoints. */
const APP = new RootConstruct('App');
let stacks = 0;

/** A stack of that program, of its own for each plan. */
export const newStack = () => new Construct(APP, `Stack${stacks++}`);

/** What of a store a plan looks at. */
export const STORE = { uri: 's3://acme-artifacts', node: APP.node } as unknown as IArtifactStore;

export const path = (key: string) => ArtifactPath.of(STORE, key);
export const files = (key: string) => DataMount.files(path(key));
export const arrival = (key: string) => JobTrigger.artifact(path(key));

/** Everything that jobs need, and a queue of the team 'vision' that may use twelve of the sixteen GPUs. */
export const TRAITS: ClusterTraits = {
  clusterName: 'ml-train',
  clusterSystem: 'kubernetes',
  driversInstalled: true,
  provided: ['kueue', 'jobset', 'kubeflow-trainer', 'kuberay', 'mpi-operator', 'mountpoint', 'argo-events'],
  queues: [{ name: 'default', namespace: 'vision', gpus: { gpus: 12 }, cpus: { cpus: 8 }, priorities: ['urgent'] }],
  nodeGroups: [
    { name: 'gpus', gpus: 4, accelerator: 't4', minNodes: 0, maxNodes: 4, spot: false, labels: {}, taintKeys: ['nvidia.com/gpu'], cpus: 48, memoryGib: 192 },
    { name: 'cheap', gpus: 8, accelerator: 'h100', minNodes: 0, maxNodes: 4, spot: true, labels: {}, taintKeys: ['nvidia.com/gpu'], cpus: 192, memoryGib: 2048 },
    { name: 'cpus', gpus: 0, minNodes: 1, maxNodes: 3, spot: false, labels: {}, taintKeys: [], cpus: 16, memoryGib: 64 },
  ],
  labels: { platform: 'ml' },
};

/** What of a cluster a plan looks at. */
export function clusterWith(traits: Partial<ClusterTraits> = {}): ITrainingCluster {
  const accounts = new RootConstruct('Accounts');
  const cluster: Pick<ClusterWithTraits, 'node' | '_traits' | '_checkServiceAccount'> = {
    node: APP.node,
    _traits: () => ({ ...TRAITS, ...traits }),
    _checkServiceAccount: (id, props, problems) => void planServiceAccount(accounts, id, props, problems),
  };
  return cluster as unknown as ITrainingCluster;
}

export const inCluster = (traits?: Partial<ClusterTraits>, namespace = 'vision') => TrainingBackend.cluster(clusterWith(traits), { namespace });

/** A job of PyTorch on a node with four T4 of the service, unless something else is said. */
export function plan(props: Partial<TrainingJobProps> = {}, overrides: Partial<TrainingJobContext> = {}, id = 'Resnet'): TrainingJobPlan {
  return planTrainingJob(newStack(), id, {
    runtime: Runtime.pytorch('2.10'),
    command: ['torchrun', 'train.py'],
    ...(props.machine ? {} : { accelerator: Accelerator.t4(4) }),
    ...props,
  }, {
    target: ABLE,
    platform: { construct: new RootConstruct('Platform'), platformName: 'ml', profile: Profile.production().settings },
    region: 'eu-central-1',
    nameRule: NAME_RULE,
    clusterImages: IMAGES,
    serviceImages: IMAGES,
    managed: SERVICE,
    batch: { ...SERVICE, name: 'Acme Batch' },
    storageUri: /^s3:\/\//,
    storageName: 'Acme stores',
    mountDriver: 'mountpoint',
    checkSchedule: (schedule, _inCluster, problems) => void crontabOf(schedule, 'Acme Scheduler', problems),
    check: () => undefined,
    ...overrides,
  });
}

/** The place of a job that runs in a cluster. */
export function placeInCluster(props: Partial<TrainingJobProps> = {}): ClusterPlace {
  const found = plan({ backend: inCluster(), ...props });
  if (!runsInCluster(found)) throw new Error('the job runs in no cluster');
  return found.place;
}

/** The place of a job that a service runs. */
export function placeWithService(props: Partial<TrainingJobProps> = {}): ServicePlace {
  const found = plan(props);
  if (runsInCluster(found)) throw new Error('the job runs in a cluster');
  return found.place as ServicePlace;
}
