import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accelerator, Runtime, Scaling, TrainingFramework } from '../../../src/core';
import { made, request } from './jobs';

const IMAGE = Runtime.image('123456789012.dkr.ecr.eu-north-1.amazonaws.com/vision/resnet:3');

/** As SageMaker writes it: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html */
function resourceConfig(current: string, hosts: string[], pretty: boolean): string {
  const groups = [{ instance_group_name: 'homogeneousCluster', instance_type: 'ml.p5.48xlarge', hosts: [...hosts].reverse() }];
  const group = { current_instance_type: 'ml.p5.48xlarge', current_group_name: 'homogeneousCluster' };
  const config = { current_host: current, ...group, hosts, instance_groups: groups, network_interface_name: 'eth0' };
  return JSON.stringify(config, undefined, pretty ? 4 : undefined);
}

/** Runs what a node runs, with a command that prints its environment and its arguments. */
function node(framework: TrainingFramework, current: string, hosts: string[], pretty = false): Record<string, string> {
  const asked = request(made(() => ({
    runtime: IMAGE, framework, accelerator: Accelerator.h100(8), nodes: Scaling.fixed(Math.max(hosts.length, 1)), command: ['sh', '-c', 'env; echo "ARGS=$1|$2"', 'sh', "it's  new", '--'],
  })).synth());
  const folder = mkdtempSync(join(tmpdir(), 'node-'));
  const config = join(folder, 'resourceconfig.json');
  writeFileSync(config, resourceConfig(current, hosts, pretty));
  const algorithm = asked.AlgorithmSpecification as { ContainerEntrypoint: string[]; ContainerArguments: string[] };
  const { ContainerEntrypoint: [shell, ...entries], ContainerArguments: args } = algorithm;
  const script = entries.map((entry) => entry.replace('/opt/ml/input/config/resourceconfig.json', config));
  // No name of another node is known here, and nobody waits for it.
  const { stdout, stderr, status } = spawnSync(shell!, [...script.map((entry) => entry.replace('"$ml_waited" -lt 150', '"$ml_waited" -lt 0')), ...args], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return Object.fromEntries(stdout.trim().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

const hosts = (count: number) => Array.from({ length: count }, (_, i) => `algo-${i + 1}`).sort();

test.each([true, false])('a node reads which one it is, and who the first is (written over several lines: %s)', (pretty) => {
  expect(node(TrainingFramework.pytorchDdp(), 'algo-2', hosts(2), pretty)).toMatchObject({
    ML_NODES: '2',
    ML_NODE_RANK: '1',
    ML_MAIN_ADDRESS: 'algo-1',
    PET_NNODES: '2',
    PET_NPROC_PER_NODE: '8',
    PET_NODE_RANK: '1',
    PET_MASTER_ADDR: 'algo-1',
    PET_MASTER_PORT: '29500',
    NCCL_SOCKET_IFNAME: 'eth0',
    GLOO_SOCKET_IFNAME: 'eth0',
  });
});

test('more than nine nodes are numbered as the file has them, each once', () => {
  const all = hosts(11);
  expect(all.slice(0, 3)).toEqual(['algo-1', 'algo-10', 'algo-11']);
  expect(node(TrainingFramework.jax(), 'algo-11', all)).toMatchObject({ JAX_NUM_PROCESSES: '11', JAX_PROCESS_ID: '2', JAX_COORDINATOR_ADDRESS: 'algo-1:6666' });
  expect(node(TrainingFramework.jax(), 'algo-2', all)).toMatchObject({ JAX_PROCESS_ID: '3' });
});

test('TensorFlow is told of all nodes', () => {
  const { TF_CONFIG: config } = node(TrainingFramework.tensorflow(), 'algo-2', hosts(2));
  expect(JSON.parse(config!)).toEqual({ cluster: { worker: ['algo-1:2222', 'algo-2:2222'] }, task: { type: 'worker', index: 1 } });
});

test('a node alone is the first one, and the command arrives as it was given', () => {
  expect(node(TrainingFramework.custom(), 'algo-1', ['algo-1'])).toMatchObject({ ML_NODES: '1', ML_NODE_RANK: '0', ML_MAIN_ADDRESS: 'algo-1', ARGS: "it's  new|--" });
});

test.each([TrainingFramework.ray(), TrainingFramework.xgboost(), TrainingFramework.tensorflow()])('what $name needs fits into an entry point', (framework) => {
  const { AlgorithmSpecification: algorithm } = request(made(() => ({ runtime: IMAGE, framework, nodes: Scaling.fixed(2) })).synth());
  const entries = algorithm.ContainerEntrypoint as string[];
  expect(entries.length).toBeLessThanOrEqual(100);
  expect(entries.filter((entry) => entry.length > 256 || entry.includes('\n'))).toEqual([]);
});
