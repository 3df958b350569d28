import { literal, Problems, requireCapability, Target } from '../private';
import { Duration } from '../units';
import { JobNodes } from './job-nodes';
import { JobPlace } from './job-place';
import { Launcher } from './launcher';
import { MountPlan } from './mount-plan';
import { TrainingJobProps } from './training-job';

const MOST_RETRIES = 10;
/** What the smallest store of a definition, that of AWS Batch, has room for beside all else: https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const LONGEST_COMMAND = 8_192;
const SHORTEST_RUN = Duration.minutes(1);

export function checkCommand({ command }: TrainingJobProps, problems: Problems): void {
  if (command.length === 0 || command[0] === '') {
    problems.add('job/command', `the command ${JSON.stringify(command)} runs nothing: give what each node runs, such as ['torchrun', 'train.py']`);
  }
  const length = command.join(' ').length;
  if (length > LONGEST_COMMAND) {
    problems.add('job/command', `the command has ${length} characters, which services store with each run: give at most ${LONGEST_COMMAND}, and put the rest into a file of the image or of an input`);
  }
}

export function checkMachine({ accelerator, machine }: TrainingJobProps, problems: Problems): void {
  if ((accelerator === undefined) !== (machine === undefined)) return;
  problems.add('job/machine', `the job has ${accelerator ? `${accelerator} and a machine` : 'neither an accelerator nor a machine'}: give one of the two`);
}

export function checkRun(retries: number | undefined, maxRunTime: Duration, problems: Problems): void {
  const given = retries === undefined ? 0 : problems.collect(() => literal(retries, 'the number of retries'));
  if (given !== undefined && (!Number.isInteger(given) || given < 0 || given > MOST_RETRIES)) {
    problems.add('job/retries', `a run cannot start again ${given} times: give a whole number from 0 to ${MOST_RETRIES}`);
  }
  if (maxRunTime.toSeconds() < SHORTEST_RUN.toSeconds()) problems.add('job/run-time', `a run may take ${maxRunTime}, in which nothing starts: give ${SHORTEST_RUN} or more`);
}

/**
 * A process of XGBoost trains on one GPU, and one is started on each node: https://xgboost.readthedocs.io/en/stable/gpu/index.html. Kubeflow's trainer counts a
 * worker a GPU (https://github.com/kubeflow/trainer/blob/v2.3.0/pkg/runtime/framework/plugins/xgboost/xgboost.go), and those that nobody starts are waited for.
 */
export function checkGpus(launcher: Launcher, { max }: JobNodes, gpus: number, problems: Problems): void {
  if (launcher !== 'xgboost' || max === 1 || gpus <= 1) return;
  problems.add('job/framework', `XGBoost trains with one process a node, and one GPU a process, but ${max} nodes have ${gpus} GPUs each: give nodes with one GPU, or start the processes with TrainingFramework.ray()`);
}

/** What torchrun joins to a new world, and Ray's workers, start with fewer nodes than asked for. */
export function checkElastic(launcher: Launcher, { min, max }: JobNodes, inCluster: boolean, problems: Problems): void {
  if (min === max || !inCluster) return;
  if (min < 1) problems.add('job/elastic', `a job cannot run on ${min} to ${max} nodes: give a minimum of 1 or more`);
  if (launcher !== 'torch' && launcher !== 'ray') {
    problems.add('job/elastic', `the job is to run on ${min} to ${max} nodes, but its framework works with a fixed number: give Scaling.fixed(…), or take PyTorch or Ray`);
  }
}

export function checkSpot(
  place: JobPlace | undefined,
  checkpoints: MountPlan | undefined,
  acknowledged: readonly string[],
  problems: Problems,
): void {
  if (!place || checkpoints || acknowledged.includes('job/spot-checkpoint')) return;
  const spot = place.kind === 'cluster' ? place.groups.filter((group) => group.spot).map(({ name }) => `the group '${name}'`) : place.capacity === 'spot' ? ['spot machines'] : [];
  if (spot.length === 0) return;
  problems.add(
    'job/spot-checkpoint',
    `the job may run on ${spot.join(', ')}, which the cloud takes back at will, and has no place for checkpoints, so that an interruption loses all: give 'checkpoints', `
      + "or acknowledge 'job/spot-checkpoint' if a run is short",
  );
}

export function checkSecrets({ secrets = {} }: TrainingJobProps, inCluster: boolean, target: Target, problems: Problems): void {
  Object.entries(secrets).forEach(([variable, { kind }]) => {
    if (kind === 'cloud') requireCapability(target, 'job/cloud-secrets', `'${variable}' is to be a secret of the cloud`, problems);
    if (kind === 'kubernetes' && !inCluster) {
      problems.add('job/secret', `'${variable}' is a Secret of Kubernetes, but the job runs in no cluster: give JobSecret.fromCloud(…), or take TrainingBackend.cluster(…)`);
    }
  });
}
