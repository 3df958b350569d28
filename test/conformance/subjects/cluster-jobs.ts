import { Json, list } from '../../support/cloudformation';
import { JobFacts, PodFacts, SoftwareFacts } from '../facts';

/** What the cloud of a cluster knows of the account of a job. */
export interface AccountFacts {
  /** The identity of the cloud that a service account is; the account itself where there is none. */
  runsAs(namespace: string, serviceAccount: string): string;
  rights(runsAs: string): Pick<JobFacts, 'reads' | 'writes' | 'readsSecrets'>;
}

/** What one kind says of its nodes. */
interface Nodes {
  readonly pod: Json;
  readonly command: string[];
  readonly nodes: JobFacts['nodes'];
  readonly maxRunSeconds: number;
  readonly retries: number;
}

const WORKLOADS = ['TrainJob', 'RayJob', 'MPIJob', 'JobSet', 'Job'];

/** Jobs in clusters, read from the ConfigMaps that their starters make runs of. */
export function clusterJobs(software: readonly SoftwareFacts[], account: AccountFacts): JobFacts[] {
  return software.flatMap(({ manifests }) => manifests.filter(({ kind, data }) => kind === 'ConfigMap' && data?.['run.json'] !== undefined)
    .map((config) => clusterJob(JSON.parse(config.data['run.json'] as string), (config.metadata.name as string).replace(/-run$/, ''), manifests, account)));
}

/** Runs that Helm would make. */
export function runsOf(software: readonly SoftwareFacts[]): string[] {
  return software.flatMap(({ release, manifests }) => manifests.filter(({ kind }) => WORKLOADS.includes(kind as string)).map(({ kind, metadata }) => `${release}: ${kind} ${metadata.name}`));
}

function clusterJob(run: Json, name: string, manifests: Json[], account: AccountFacts): JobFacts {
  const { pod, command, ...rest } = KINDS[run.kind]!(run, manifests);
  const [container] = pod.spec.containers;
  const environment = environmentOf(container);
  const addressOf = (variable: string) => storeAddress(environment[variable], container, pod, manifests);
  const inputs = Object.keys(environment).filter((variable) => variable.startsWith('ML_INPUT_'));
  const runsAs = account.runsAs(run.metadata.namespace, pod.spec.serviceAccountName);
  return {
    name,
    backend: 'cluster',
    kind: run.kind,
    image: container.image,
    command,
    ...rest,
    gpus: Number(container.resources.limits['nvidia.com/gpu'] ?? 0),
    spot: false,
    environment,
    inputs: Object.fromEntries(inputs.map((variable) => [variable.slice('ML_INPUT_'.length).toLowerCase(), addressOf(variable)!])),
    checkpoints: addressOf('ML_CHECKPOINT_DIR'),
    output: addressOf('ML_OUTPUT_DIR'),
    schedules: manifests.filter(({ kind, spec }) => kind === 'CronJob' && !spec.suspend).map(({ spec }) => spec.schedule as string),
    arrivals: [],
    runsAs,
    ...account.rights(runsAs),
    pod: podFacts(run, pod),
  };
}

function podFacts({ metadata: { namespace, labels } }: Json, { spec }: Json): PodFacts {
  const [term] = spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  return {
    namespace,
    queue: labels['kueue.x-k8s.io/queue-name'],
    priority: labels['kueue.x-k8s.io/priority-class'],
    nodeGroups: term.matchExpressions.find(({ key }: Json) => key === 'ml-platform/node-group').values,
    tolerates: spec.tolerations.map(({ key }: Json) => key),
  };
}

const KINDS: Record<string, (run: Json, manifests: Json[]) => Nodes> = {
  TrainJob: ({ spec, metadata }, manifests) => {
    const runtime = manifests.find(({ kind, metadata: found }) => {
      return kind === 'TrainingRuntime' && found.name === spec.runtimeRef.name && found.namespace === metadata.namespace;
    })!;
    const { failurePolicy, replicatedJobs: [job] } = runtime.spec.template.spec;
    const count = spec.trainer.numNodes as number;
    return {
      pod: job.template.spec.template,
      command: spec.trainer.command,
      nodes: { min: count, max: count },
      maxRunSeconds: spec.activeDeadlineSeconds,
      retries: failurePolicy.maxRestarts,
    };
  },
  Job: ({ spec, metadata }) => {
    const max = spec.parallelism ?? 1;
    const min = Number(metadata.annotations?.['kueue.x-k8s.io/job-min-parallelism'] ?? max);
    const { template: pod, activeDeadlineSeconds: maxRunSeconds, backoffLimit } = spec;
    return { pod, command: commandOf(pod), nodes: { min, max }, maxRunSeconds, retries: backoffLimit / max };
  },
  JobSet: ({ spec }) => {
    const { spec: job } = spec.replicatedJobs[0].template;
    const { template: pod, parallelism: count, activeDeadlineSeconds: maxRunSeconds } = job;
    return { pod, command: commandOf(pod), nodes: { min: count, max: count }, maxRunSeconds, retries: spec.failurePolicy.maxRestarts };
  },
  RayJob: ({ spec }) => {
    const { headGroupSpec, workerGroupSpecs = [] } = spec.rayClusterSpec;
    const count = (bound: string) => 1 + list<Json>(workerGroupSpecs).reduce((sum, group) => sum + (group[bound] as number), 0);
    const { entrypoint, activeDeadlineSeconds: maxRunSeconds, backoffLimit: retries } = spec;
    return { pod: headGroupSpec.template, command: [entrypoint], nodes: { min: count('minReplicas'), max: count('maxReplicas') }, maxRunSeconds, retries };
  },
  MPIJob: ({ spec: { mpiReplicaSpecs: { Launcher, Worker }, runPolicy } }) => {
    const { template: pod, replicas: count } = Worker;
    const { activeDeadlineSeconds: maxRunSeconds, backoffLimit: retries } = runPolicy;
    return { pod, command: commandOf(Launcher.template), nodes: { min: count, max: count }, maxRunSeconds, retries };
  },
};

function commandOf({ spec: { containers: [{ command = [], args = [] }] } }: Json): string[] {
  return [...command, ...args];
}

/** The name of a run is what Kubernetes writes on its pods, and the same after a restart; of a cluster of Ray without what is its own in each attempt. */
function environmentOf({ env, command }: Json): Record<string, string> {
  const isRun = (path: string) => /-name'\]$/.test(path) || (path === "metadata.labels['ray.io/cluster']" && command.join(' ').includes('ML_RUN_ID%-*}'));
  const variables = list<Json>(env).map(({ name, value, valueFrom }): [string, string] => {
    if (valueFrom?.fieldRef) return [name, name === 'ML_RUN_ID' && isRun(valueFrom.fieldRef.fieldPath) ? '<run>' : valueFrom.fieldRef.fieldPath];
    return [name, valueFrom ? `secret ${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}` : value.replaceAll('$(ML_RUN_ID)', '<run>')];
  });
  return Object.fromEntries(variables);
}

/** Where the objects of a folder lie: of what is mounted there, and below it. */
function storeAddress(place: string | undefined, { volumeMounts }: Json, pod: Json, manifests: Json[]): string | undefined {
  if (place === undefined || place.includes('://')) return place;
  const mount = list<Json>(volumeMounts).find(({ mountPath }) => place === mountPath || place.startsWith(`${mountPath}/`));
  const volume = pod.spec.volumes.find(({ name }: Json) => name === mount!.name);
  const below = place.slice(mount!.mountPath.length);
  if (volume.csi) return mountedAt(volume.csi, list<string>(volume.csi.volumeAttributes.mountOptions.split(','))) + below;
  const { claimName } = volume.persistentVolumeClaim;
  const found = manifests.find(({ kind, spec }) => kind === 'PersistentVolume' && spec.claimRef.name === claimName);
  return (found ? mountedAt(found.spec.csi, found.spec.mountOptions) : `claim ${claimName}`) + below;
}

function mountedAt({ driver, volumeAttributes: of }: Json, options: string[]): string {
  const option = (name: RegExp) => options.find((text) => name.test(text))?.replace(name, '').replace(/\/$/, '');
  if (driver === 's3.csi.aws.com') return `s3://${of.bucketName}/${option(/^prefix /)}`;
  if (driver === 'gcsfuse.csi.storage.gke.io') return `gs://${of.bucketName}/${option(/^only-dir=/)}`;
  return `https://${of.storageAccount}.blob.core.windows.net/${of.containerName}/${option(/^--subdirectory=/)}`;
}
