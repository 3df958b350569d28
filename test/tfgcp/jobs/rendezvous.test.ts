import { spawnSync } from 'child_process';
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Accelerator, DataMount, Scaling, TrainingFramework } from '../../../src/core';
import { customJob, jobStage, withData } from './jobs';

/**
 * As Vertex AI writes it: https://docs.cloud.google.com/vertex-ai/docs/training/distributed-training#cluster-variables, and, with the job's own part and the ports, as
 * https://github.com/googleapis/python-aiplatform has it (tests/unit/aiplatform/test_cloud_profiler.py).
 */
const clusterSpec = (pool: string, index: number) => '{"cluster":{"workerpool0":["cmle-training-workerpool0-4c1d6d97d0-0:2222"],'
  + '"workerpool1":["cmle-training-workerpool1-4c1d6d97d0-0:2222","cmle-training-workerpool1-4c1d6d97d0-1:2222"]},"environment":"cloud",'
  + `"task":{"type":"${pool}","index":${index}},"job":"{\\"python_module\\":\\"\\",\\"task\\":{\\"type\\":\\"x\\",\\"index\\":9},\\"job_args\\":[]}","open_ports":[3333]}`;
const HOST = 'cmle-training-workerpool0-4c1d6d97d0-0';
const SHELLS = ['sh', 'bash', 'dash'].filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0);

/** What a node runs, run for real: its variables as it was started with them. */
function started(framework: TrainingFramework, environment: Record<string, string>, nodes = 3, shell = SHELLS[0]!): Record<string, string> {
  const { synth } = jobStage(() => ({ nodes: Scaling.fixed(nodes), framework, accelerator: Accelerator.l4(4), command: ['env'] }));
  const { command, args } = customJob(synth()).jobSpec.workerPoolSpecs[0].containerSpec as { command: string[]; args: string[] };
  const { stdout, stderr, status } = spawnSync(shell, [...command.slice(1), ...args], { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return Object.fromEntries(stdout.split('\n').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

test.each(SHELLS.flatMap((shell) => [
  [shell, 'workerpool0', 0, '0'],
  [shell, 'workerpool1', 0, '1'],
  [shell, 'workerpool1', 1, '2'],
] as const))('in %s node %s-%i has the rank %s, and torchrun knows the first node', (shell, pool, index, rank) => {
  expect(started(TrainingFramework.pytorchDdp(), { CLUSTER_SPEC: clusterSpec(pool, index) }, 3, shell)).toMatchObject({
    ML_NODES: '3',
    ML_NODE_RANK: rank,
    ML_MAIN_ADDRESS: HOST,
    PET_NNODES: '3',
    PET_NODE_RANK: rank,
    PET_NPROC_PER_NODE: '4',
    PET_MASTER_ADDR: HOST,
    PET_MASTER_PORT: '29500',
  });
});

test('blanks and another order of the keys change nothing', () => {
  const spaced = '{ "task": { "index": 1, "type": "workerpool1" }, "cluster": { "workerpool1": [ "b:2222",\n "c:2222" ], "workerpool0": [ "a:2222" ] } }';
  expect(started(TrainingFramework.custom(), { CLUSTER_SPEC: spaced })).toMatchObject({ ML_NODE_RANK: '2', ML_MAIN_ADDRESS: 'a' });
});

test('TensorFlow knows all nodes in their order', () => {
  const { TF_CONFIG: config } = started(TrainingFramework.tensorflow(), { CLUSTER_SPEC: clusterSpec('workerpool1', 1) });
  expect(JSON.parse(config!)).toEqual({
    cluster: { worker: [HOST, 'cmle-training-workerpool1-4c1d6d97d0-0', 'cmle-training-workerpool1-4c1d6d97d0-1'].map((host) => `${host}:2222`) },
    task: { type: 'worker', index: 2 },
  });
});

test('a node alone needs nothing of Vertex AI, and starts a process for each of its GPUs', () => {
  expect(started(TrainingFramework.pytorchDdp(), {}, 1)).toMatchObject({ PET_NNODES: '1', PET_NPROC_PER_NODE: '4', PET_NODE_RANK: '0', PET_MASTER_ADDR: '127.0.0.1' });
});

test('the folders of a run are there before its command', () => {
  const { synth } = jobStage((platform) => ({ ...withData(platform), output: DataMount.files(platform.artifacts.path('resnet/models')), command: ['ls'] }));
  const { command } = customJob(synth()).jobSpec.workerPoolSpecs[0].containerSpec as { command: string[] };
  const root = mkdtempSync(join(tmpdir(), 'run-'));
  const env = { PATH: process.env.PATH, ML_CHECKPOINT_DIR: join(root, 'checkpoints/run-1'), ML_OUTPUT_DIR: join(root, 'models/run-1') };
  const { stdout } = spawnSync('sh', [...command.slice(1), 'ls', '-d', env.ML_CHECKPOINT_DIR, env.ML_OUTPUT_DIR], { env, encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual([env.ML_CHECKPOINT_DIR, env.ML_OUTPUT_DIR]);
});
