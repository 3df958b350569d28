import { launchScript } from '../../core/jobs/launch-script';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { isUnresolved } from '../../core/private';
import { NODE_VARIABLES, RUN_ID_VARIABLE } from '../../facts/azure/ml-jobs';
import { DataPlace } from './job-data';

/** How Azure ML starts the processes of a run; absent where one node has nobody to find. */
export type Distribution =
  | { readonly distributionType: 'PyTorch'; readonly processCountPerInstance: number }
  | { readonly distributionType: 'Mpi'; readonly processCountPerInstance: number }
  | { readonly distributionType: 'TensorFlow'; readonly workerCount: number; readonly parameterServerCount: number };

type Planned = Pick<TrainingJobPlan<ServicePlace>, 'launcher' | 'nodes' | 'gpus' | 'command'>;

/** https://learn.microsoft.com/en-us/azure/machine-learning/how-to-train-distributed-gpu. What Azure has no distribution for is told of the others by PyTorch's, one process a node. */
export function distributionOf({ launcher, nodes, gpus }: Planned): Distribution | undefined {
  if (launcher === 'mpi') return { distributionType: 'Mpi', processCountPerInstance: Math.max(gpus, 1) };
  if (nodes.max === 1) return undefined;
  if (launcher === 'tensorflow') return { distributionType: 'TensorFlow', workerCount: nodes.max, parameterServerCount: 0 };
  return { distributionType: 'PyTorch', processCountPerInstance: 1 };
}

/** What a node runs: the folders of the run, then what tells its framework of the others, then the command. One word of a shell, whatever starts it. */
export function jobCommand(plan: Planned, places: readonly DataPlace[]): string {
  const script = [
    `ML_RUN_ID="$${RUN_ID_VARIABLE}"`,
    'export ML_RUN_ID',
    ...places.flatMap(placeLines),
    ...argumentLines(plan.command),
    ...launchLines(plan),
  ].join('\n');
  return `sh -ec ${quoted(script)}`;
}

/** Parts of the command that are known at deployment only come as variables, since nobody could quote them before. */
export function argumentVariables(command: readonly string[]): Record<string, string> {
  return Object.fromEntries(command.flatMap((part, i) => (isUnresolved(part) ? [[argumentVariable(i), part]] : [])));
}

function argumentLines(command: readonly string[]): string[] {
  return [`set -- ${command.map((part, i) => (isUnresolved(part) ? `"$${argumentVariable(i)}"` : quoted(part))).join(' ')}`];
}

/** A place is there when the command begins; an address of objects has no folders to make. */
function placeLines({ variable, expression, ofRun, isFolder }: DataPlace): string[] {
  return [
    `${variable}="${expression}${ofRun ? '/$ML_RUN_ID' : ''}"`,
    `export ${variable}`,
    ...(ofRun && isFolder ? [`mkdir -p "$${variable}"`] : []),
  ];
}

/** MPI tells its processes itself, and Azure gives TensorFlow's workers their TF_CONFIG. */
function launchLines({ launcher, nodes, gpus }: Planned): string[] {
  const toldByAzure = launcher === 'mpi' || (launcher === 'tensorflow' && nodes.max > 1);
  if (toldByAzure) return ['exec "$@"'];
  const { rank, main } = NODE_VARIABLES;
  const place = nodes.max === 1
    ? { nodes: '1', rank: '0', main: '127.0.0.1', addresses: '127.0.0.1' }
    : { nodes: String(nodes.max), rank: `$${rank}`, main: `$${main}` };
  return [launchScript(launcher, place, gpus)];
}

const argumentVariable = (index: number): string => `ML_ARGUMENT_${index}`;

/** A word of a POSIX shell. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_./:=,@%+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
