import { Accelerator, DataMount, ITrainingJob, Machine, Runtime, Scaling, Size, TrainingBackend, TrainingClusterProps, TrainingJobProps } from '../../../src/core';
import { ArgoEvents, JobSet, KubeflowTrainer, KubeRay, Kueue, KueueProps, MpiOperator, S3MountpointDriver } from '../../../src/kubernetes';
import { Attributes } from '../../support/terraform';
import { made } from '../training/clusters';

export const TEAMS: KueueProps = { teams: [{ team: 'vision', gpus: { gpus: 16 }, cpus: { cpus: 64 } }], priorities: { urgent: 100 } };

/** Four nodes with eight H100, eight nodes without a GPU. */
const NODE_GROUPS = [
  { name: 'gpus', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(4) },
  { name: 'cpus', machine: Machine.custom('big', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(8) },
];

/** A cluster with all that jobs need, and jobs of the team 'vision' in it. */
export function jobs(kueue: KueueProps = TEAMS, clusterProps: Partial<TrainingClusterProps> = {}) {
  const { platform, cluster, synth } = made({ nodeGroups: NODE_GROUPS, ...clusterProps });
  [
    new JobSet(), new KubeflowTrainer(), new KubeRay(), new MpiOperator(), new S3MountpointDriver(), new Kueue(kueue), new ArgoEvents({ namespaces: ['vision'] }),
  ].forEach((software) => cluster.install(software));
  const backend = TrainingBackend.cluster(cluster, { namespace: 'vision' });
  const add = (id: string, props: Partial<TrainingJobProps> = {}): ITrainingJob => platform.addTrainingJob(id, {
    runtime: Runtime.pytorch('2.8'),
    command: ['torchrun', 'train.py'],
    backend,
    ...(props.machine ? {} : { accelerator: Accelerator.h100(8) }),
    ...props,
  });
  const files = (key: string) => DataMount.files(platform.artifacts.path(key));
  const stream = (key: string) => DataMount.stream(platform.artifacts.path(key));
  return { platform, cluster, backend, add, files, stream, synth: () => applied(synth().resources('helm_release')) };
}

/** All that is applied, and the run of each job as the starter makes it. */
function applied(releases: Record<string, Attributes>) {
  const given = Object.values(releases).flatMap(({ values = [] }) => (values as string[]).map((text) => JSON.parse(text) as Attributes));
  const manifests = given.flatMap(({ manifests: texts = [] }) => (texts as string[]).map((text) => JSON.parse(text) as Attributes));
  const of = (kind: string): Attributes[] => manifests.filter((manifest) => manifest.kind === kind);
  const runs = of('ConfigMap').filter(({ data }) => data['run.json'] !== undefined).map(({ data }) => JSON.parse(data['run.json'] as string) as Attributes);
  return { manifests, of, runs, run: runs[0]! };
}

/** The variables of a container by their names; what is no text stands as it is. */
export function variables({ env }: Attributes): Record<string, any> {
  return Object.fromEntries((env as Attributes[]).map(({ name, value, valueFrom }) => [name as string, value ?? valueFrom]));
}
