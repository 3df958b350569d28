import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Accelerator, DataMount, Runtime, Scaling, TrainingFramework } from '../../../src/core';
import { MlPlatform } from '../../../src/tfazure';
import { JobProps, startedBy, withJob } from './job-stacks';

/** Writes each word that it was given and the variables that it sees. */
const PROBE = 'printf "%s\\0" "$@" > "$OUT/words"; env > "$OUT/env"';

interface Ran {
  readonly words: string[];
  readonly variables: Record<string, string>;
  readonly folder: string;
}

/** Runs the command of a job as a node does, with the folders that Azure ML mounts. */
function run(props: JobProps | ((platform: MlPlatform) => JobProps), node: Record<string, string> = {}, folder = mkdtempSync(join(tmpdir(), 'job-'))): Ran {
  const { command, environmentVariables } = startedBy(withJob(props).stack) as { command: string; environmentVariables: Record<string, string> };
  const mounted = command.replace(/\$\{\{(?:inputs|outputs)\.(\w+)\}\}/g, (_, name: string) => join(folder, name));
  const { status, stderr } = spawnSync('bash', ['-c', mounted], { env: { PATH: process.env.PATH, OUT: folder, ...environmentVariables, AZUREML_RUN_ID: 'ml-train-1', ...node } });
  if (status !== 0) throw new Error(String(stderr));
  const lines = readFileSync(join(folder, 'env'), 'utf8').split('\n').filter((line) => line.includes('='));
  return {
    folder,
    words: readFileSync(join(folder, 'words'), 'utf8').split('\0').slice(0, -1),
    variables: Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
  };
}

const probe = (...words: string[]) => ['sh', '-c', PROBE, 'sh', ...words];
const gpus = (framework: TrainingFramework, nodes: number, accelerator = Accelerator.h100(8)): JobProps => ({
  runtime: Runtime.image('acme.azurecr.io/train:1'), framework, command: probe(), accelerator, nodes: Scaling.fixed(nodes),
});
const distribution = (props: JobProps) => startedBy(withJob(props).stack).distribution as unknown;
const SECOND_OF_FOUR = { NODE_RANK: '1', MASTER_ADDR: '10.0.0.4', MASTER_PORT: '6105' };

test('each run has folders of its own, which are there, and finds data by variables', () => {
  const props = ({ artifacts }: MlPlatform): JobProps => ({
    command: probe(),
    inputs: { train: DataMount.files(artifacts.path('data')), labels: DataMount.stream(artifacts.path('labels')) },
    checkpoints: DataMount.files(artifacts.path('checkpoints')),
    output: DataMount.stream(artifacts.path('output')),
  });
  const { variables, folder } = run(props);
  expect(variables).toMatchObject({ ML_RUN_ID: 'ml-train-1', ML_JOB_NAME: 'ml-train', ML_INPUT_TRAIN: join(folder, 'train'), ML_CHECKPOINT_DIR: join(folder, 'checkpoints', 'ml-train-1') });
  expect(variables.ML_INPUT_LABELS).toMatch(/^https:\/\/.*\/artifacts\/labels$/);
  expect(variables.ML_OUTPUT_DIR).toMatch(/^https:\/\/.*\/artifacts\/output\/ml-train-1$/);
  expect(existsSync(variables.ML_CHECKPOINT_DIR!)).toBe(true);
  const next = run(props, { AZUREML_RUN_ID: 'ml-train-2' }, folder);
  expect(next.variables.ML_CHECKPOINT_DIR).toBe(join(folder, 'checkpoints', 'ml-train-2'));
});

test('words of the command arrive as they are', () => {
  const words = ["it's", 'a "b" c', '$HOME', '${HOME}', 'two\nlines', '`id`', '@{x}', '%{y}', '*'];
  expect(run({ command: probe(...words) }).words.map((word) => word.replace('@@{', '@{'))).toEqual(words);
});

test('torchrun joins all GPUs of all nodes', () => {
  const props = gpus(TrainingFramework.pytorchDdp(), 4);
  expect(distribution(props)).toEqual({ distributionType: 'PyTorch', processCountPerInstance: 1 });
  expect(run(props, SECOND_OF_FOUR).variables).toMatchObject({ PET_NNODES: '4', PET_NPROC_PER_NODE: '8', PET_NODE_RANK: '1', PET_MASTER_ADDR: '10.0.0.4' });
});

test('one node needs nobody to be found', () => {
  const props = gpus(TrainingFramework.deepSpeed(), 1);
  expect(distribution(props)).toBeUndefined();
  expect(run(props).variables).toMatchObject({ PET_NNODES: '1', PET_NODE_RANK: '0', PET_MASTER_ADDR: '127.0.0.1' });
});

test.each([
  [TrainingFramework.jax(), { JAX_COORDINATOR_ADDRESS: '10.0.0.4:6666', JAX_NUM_PROCESSES: '4', JAX_PROCESS_ID: '1' }],
  [TrainingFramework.xgboost(), { DMLC_TRACKER_URI: '10.0.0.4', DMLC_NUM_WORKER: '4', DMLC_TASK_ID: '1' }],
  [TrainingFramework.custom(), { ML_NODES: '4', ML_NODE_RANK: '1', ML_MAIN_ADDRESS: '10.0.0.4' }],
])('what Azure ML does not know is told by what it tells PyTorch', (framework, told) => {
  const props = gpus(framework, 4, Accelerator.t4());
  expect(distribution(props)).toMatchObject({ distributionType: 'PyTorch' });
  expect(run(props, SECOND_OF_FOUR).variables).toMatchObject(told);
});

test('MPI has a process for each GPU, and TensorFlow the workers that Azure ML tells', () => {
  expect(distribution(gpus(TrainingFramework.mpi(), 2))).toEqual({ distributionType: 'Mpi', processCountPerInstance: 8 });
  expect(distribution(gpus(TrainingFramework.tensorflow(), 4))).toEqual({ distributionType: 'TensorFlow', workerCount: 4, parameterServerCount: 0 });
  expect(run(gpus(TrainingFramework.tensorflow(), 4), { TF_CONFIG: 'theirs' }).variables.TF_CONFIG).toBe('theirs');
  expect(run({ ...gpus(TrainingFramework.mpi(), 2), command: probe('--epochs', '3') }).words).toEqual(['--epochs', '3']);
});
