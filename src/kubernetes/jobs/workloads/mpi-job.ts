import { PodParts, podTemplate, PodWish } from '../pod-template';
import { inFolders } from '../run-folders';
import { DEFAULT_RETRIES, KEPT_SECONDS, WorkloadRenderer } from './workload';

/** The launcher starts the others and waits. */
const LAUNCHER_RESOURCES = { requests: { cpu: '500m', memory: '512Mi' }, limits: {} };

/** An MPIJob: https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/mpi/. Processes are started through `sshd`, with keys that the operator makes for the run. */
export const MPI_JOB: WorkloadRenderer = {
  runLabel: 'training.kubeflow.org/job-name',
  render: (parts) => {
    const { nodes, gpus, command, maxRunSeconds, retries = DEFAULT_RETRIES } = parts.plan;
    const slots = Math.max(1, gpus);
    const mpirun = ['mpirun', '--allow-run-as-root', '-np', String(slots * nodes.max), '--bind-to', 'none', '-x', 'PATH', '-x', 'LD_LIBRARY_PATH'];
    const [launcher, ...args] = inFolders(parts.plan, [...mpirun, ...exported(parts), ...command]);
    return {
      run: {
        apiVersion: 'kubeflow.org/v2beta1',
        kind: 'MPIJob',
        spec: {
          slotsPerWorker: slots,
          runPolicy: { cleanPodPolicy: 'Running', activeDeadlineSeconds: maxRunSeconds, backoffLimit: retries, ttlSecondsAfterFinished: KEPT_SECONDS },
          mpiReplicaSpecs: {
            Launcher: replicas(parts, 1, { container: 'launcher', command: [launcher!], args, resources: LAUNCHER_RESOURCES }),
            Worker: replicas(parts, nodes.max, { container: 'worker', command: ['/usr/sbin/sshd'], args: ['-De'] }),
          },
        },
      },
      rbac: { apiGroup: 'kubeflow.org', resource: 'mpijobs' },
      manifests: [],
    };
  },
};

function replicas(parts: PodParts, count: number, wish: PodWish): Record<string, unknown> {
  return { replicas: count, restartPolicy: 'OnFailure', template: podTemplate(parts, { ...wish, entersByShell: true }) };
}

/** A shell that is entered starts without the variables of its container. */
function exported({ plan: { environment, inputs, checkpoints, output, secrets } }: PodParts): string[] {
  const variables = [
    'ML_RUN_ID',
    ...inputs.map(({ variable }) => variable),
    ...(checkpoints ? ['ML_CHECKPOINT_DIR'] : []),
    ...(output ? ['ML_OUTPUT_DIR'] : []),
    ...Object.keys(environment),
    ...secrets.map(({ variable, secret }) => (secret.kind === 'kubernetes' ? variable : `${variable}_SECRET_ID`)),
  ];
  return variables.flatMap((variable) => ['-x', variable]);
}
