import { attemptsOf, BATCH } from './batch-service';
import { JobRefusal } from './job-refusal';

/** What of a job decides whether AWS Batch can run it. */
interface BatchJobFacts {
  readonly nodes: { readonly max: number };
  readonly launcher: string;
  readonly retries?: number;
  readonly place: { readonly capacity: string; readonly maxCpus: number; readonly machine: { readonly cpus: number } };
  readonly inputs: ReadonlyArray<{ readonly name: string; readonly kind: string }>;
  readonly checkpoints?: { readonly kind: string };
  readonly output?: { readonly kind: string };
}

/** What AWS Batch refuses of a job; `egress` is how the network reaches what lies outside, where that is known. */
export function batchRefusals(job: BatchJobFacts, egress: string | undefined): JobRefusal[] {
  return [...ofNodes(job), ...ofCpus(job), ...ofFiles(job), ...ofRetries(job), ...ofNetwork(egress)];
}

function ofNodes({ nodes, launcher, place }: BatchJobFacts): JobRefusal[] {
  if (nodes.max === 1) return [];
  const found: JobRefusal[] = [];
  if (place.capacity === 'spot') {
    // https://docs.aws.amazon.com/batch/latest/userguide/mnp-ce.html
    found.push({
      code: 'job/batch-spot-nodes',
      message: `${nodes.max} nodes are to work together on spot machines, but AWS Batch runs several nodes on machines at the list price only: give Capacity.onDemand(), one node, or TrainingBackend.managed()`,
    });
  }
  if (launcher === 'tensorflow') {
    // https://docs.aws.amazon.com/batch/latest/userguide/mnp-env-vars.html
    found.push({
      code: 'job/framework',
      message: `TensorFlow is to work on ${nodes.max} nodes, each of which has to know all others, but AWS Batch tells a node where the first one is only: give one node, or take TrainingBackend.managed()`,
    });
  }
  return found;
}

/** In core's own words, which notes it of machines that were asked for by their CPUs. */
function ofCpus({ nodes, place: { machine, maxCpus } }: BatchJobFacts): JobRefusal[] {
  const needed = machine.cpus * nodes.max;
  if (maxCpus >= needed) return [];
  return [{ code: 'job/max-cpus', message: `a run needs ${needed} CPUs, but at most ${maxCpus} may run at once, so that none would ever start: give more` }];
}

/** Volumes of a job on EC2: https://docs.aws.amazon.com/batch/latest/APIReference/API_Volume.html */
function ofFiles({ inputs, checkpoints, output }: BatchJobFacts): JobRefusal[] {
  const mounts = [
    ...inputs.map(({ name, kind }) => ({ what: `the data '${name}'`, kind })),
    ...(checkpoints ? [{ what: 'the checkpoints', ...checkpoints }] : []),
    ...(output ? [{ what: 'the output', ...output }] : []),
  ];
  const files = mounts.filter(({ kind }) => kind === 'files').map(({ what }) => what);
  if (files.length === 0) return [];
  return [{
    code: 'job/batch-files',
    message: `${files.join(', ')} are to be folders, but AWS Batch mounts file systems of EFS and S3 Files, and no bucket as it is: give DataMount.stream(…), with which the code reads and writes objects by itself, or take TrainingBackend.managed()`,
  }];
}

function ofRetries({ retries }: BatchJobFacts): JobRefusal[] {
  if (attemptsOf(retries) <= BATCH.mostAttempts) return [];
  return [{ code: 'job/retries', message: `a run is to start again ${retries} times, but AWS Batch starts it ${BATCH.mostAttempts} times in all: give ${BATCH.mostAttempts - 1} or fewer` }];
}

/** Machines take their work from the service behind ECS, for which a sealed network of ours has no endpoint: https://docs.aws.amazon.com/batch/latest/userguide/managed_compute_environments.html */
function ofNetwork(egress: string | undefined): JobRefusal[] {
  if (egress === undefined || egress === 'nat') return [];
  return [{
    code: 'job/batch-network',
    message: `the egress of the network is '${egress}', but machines of AWS Batch take their work from endpoints of ECS outside of it, so that no run would ever start: give Egress.nat(), or take TrainingBackend.managed()`,
  }];
}
