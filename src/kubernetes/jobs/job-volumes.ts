import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { MountPlan } from '../../core/jobs/mount-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { ClusterVolumes } from './volumes/cluster-volumes';

/** What the pods of a job see of its data. */
export interface JobVolumes {
  readonly volumes: ReadonlyArray<Record<string, unknown>>;
  readonly volumeMounts: ReadonlyArray<Record<string, unknown>>;
  /** Volumes and claims, which have to be there before. */
  readonly manifests: ReadonlyArray<Record<string, unknown>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  /** The variables that say where the data is; `$(ML_RUN_ID)` is the name of the run. */
  readonly environment: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

const ROOT = '/mnt/ml';
/** What processes of a node share: loaders of PyTorch, NCCL. It is taken from the memory of the pod. */
const SHARED_MEMORY = { name: 'shared-memory', emptyDir: { medium: 'Memory' } };

interface NamedMount {
  readonly name: string;
  readonly variable: string;
  readonly mount: MountPlan;
  readonly readOnly: boolean;
}

export function jobVolumes(plan: TrainingJobPlan<ClusterPlace>, driver: ClusterVolumes): JobVolumes {
  const { namespace, traits: { labels } } = plan.place;
  const mounts = mountsOf(plan);
  const made = mounts.filter(({ mount }) => mount.kind !== 'stream').map(({ name, mount, readOnly }) => {
    const volume = mount.kind === 'claim'
      ? { volume: { persistentVolumeClaim: { claimName: mount.claimName } }, manifests: [], podAnnotations: {} }
      : driver.volumeOf({ name: `${plan.name}-${name}`, namespace, labels, path: mount.path!, readOnly });
    return { name, readOnly, ...volume };
  });
  return {
    volumes: [...made.map(({ name, volume }) => ({ name, ...volume })), SHARED_MEMORY],
    volumeMounts: [
      ...made.map(({ name, readOnly }) => ({ name, mountPath: `${ROOT}/${name}`, ...(readOnly ? { readOnly } : {}) })),
      { name: SHARED_MEMORY.name, mountPath: '/dev/shm' },
    ],
    manifests: made.flatMap(({ manifests }) => manifests),
    podAnnotations: Object.assign({}, ...made.map(({ podAnnotations }) => podAnnotations)) as Record<string, string>,
    environment: mounts.map(({ name, variable, mount, readOnly }) => {
      const place = mount.kind === 'stream' ? mount.uri! : `${ROOT}/${name}`;
      return { name: variable, value: readOnly ? place : `${place}/$(ML_RUN_ID)` };
    }),
  };
}

function mountsOf({ inputs, checkpoints, output }: TrainingJobPlan): NamedMount[] {
  return [
    ...inputs.map(({ name, variable, ...mount }) => ({ name: `input-${name.replace(/_/g, '-')}`, variable, mount, readOnly: true })),
    ...(checkpoints ? [{ name: 'checkpoints', variable: 'ML_CHECKPOINT_DIR', mount: checkpoints, readOnly: false }] : []),
    ...(output ? [{ name: 'output', variable: 'ML_OUTPUT_DIR', mount: output, readOnly: false }] : []),
  ];
}
