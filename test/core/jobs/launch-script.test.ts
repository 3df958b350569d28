import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchScript, Rendezvous } from '../../../src/core/jobs/launch-script';
import { Launcher } from '../../../src/core/jobs/launcher';

const TWO: Rendezvous = { before: ['HOSTS="a.svc b.svc"'], nodes: '2', rank: '$RANK', main: '${HOSTS%% *}', addresses: '$HOSTS' };

/** Runs the script as a place does, with a command that prints its variables and arguments. */
function run(launcher: Launcher, rank: number, place = TWO, gpus = 8, path = process.env.PATH!) {
  const script = launchScript(launcher, place, gpus);
  const out = execFileSync('/bin/sh', ['-ec', script, 'sh', 'sh', '-c', 'env; for arg in "$@"; do echo "ARG $arg"; done', 'sh', 'train.py', 'two words'], {
    env: { RANK: String(rank), PATH: path }, encoding: 'utf8',
  });
  const lines = out.split('\n');
  const pairs = lines.filter((line) => /^\w+=/.test(line)).map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return { variables: Object.fromEntries(pairs) as Record<string, string>, args: lines.filter((line) => line.startsWith('ARG ')).map((line) => line.slice(4)) };
}

describe('what a node runs before the command', () => {
  test('hands the command on as it is', () => {
    expect(run('custom', 0).args).toEqual(['train.py', 'two words']);
  });

  test('tells whoever asks how many there are, and where', () => {
    expect(run('custom', 1).variables).toMatchObject({ ML_NODES: '2', ML_NODE_RANK: '1', ML_MAIN_ADDRESS: 'a.svc' });
  });

  test('tells torchrun of the nodes and of its GPUs', () => {
    expect(run('torch', 1).variables).toMatchObject({
      PET_NNODES: '2', PET_NODE_RANK: '1', PET_NPROC_PER_NODE: '8', PET_MASTER_ADDR: 'a.svc', PET_MASTER_PORT: '29500',
    });
  });

  test('starts one process where there are no GPUs', () => {
    expect(run('torch', 0, TWO, 0).variables.PET_NPROC_PER_NODE).toBe('1');
  });

  test('tells JAX and XGBoost in the names that Kubeflow gives', () => {
    expect(run('jax', 1).variables).toMatchObject({ JAX_COORDINATOR_ADDRESS: 'a.svc:6666', JAX_NUM_PROCESSES: '2', JAX_PROCESS_ID: '1' });
    expect(run('xgboost', 1).variables).toMatchObject({ DMLC_TRACKER_URI: 'a.svc', DMLC_TRACKER_PORT: '29500', DMLC_NUM_WORKER: '2', DMLC_TASK_ID: '1' });
  });

  test('tells TensorFlow of all workers, as JSON', () => {
    expect(JSON.parse(run('tensorflow', 1).variables.TF_CONFIG!)).toEqual({
      cluster: { worker: ['a.svc:2222', 'b.svc:2222'] }, task: { type: 'worker', index: 1 },
    });
  });

  test('ends when a place does not know where a node is', () => {
    expect(() => run('custom', 0, { ...TWO, before: ['false'] })).toThrow();
  });
});

describe('Ray', () => {
  /** A `ray` that notes what it was asked, whose head is there for the first question only. */
  function fakeRay(): { path: string; asked(): string[] } {
    const folder = mkdtempSync(join(tmpdir(), 'ray-'));
    const log = join(folder, 'log');
    writeFileSync(log, '');
    writeFileSync(join(folder, 'ray'), `#!/bin/sh\necho "$*" >> ${log}\n[ "$1" != status ] || [ "$(grep -c status ${log})" -lt 2 ]\n`);
    writeFileSync(join(folder, 'sleep'), '#!/bin/sh\n');
    ['ray', 'sleep'].forEach((name) => chmodSync(join(folder, name), 0o755));
    return { path: `${folder}:${process.env.PATH}`, asked: () => readFileSync(log, 'utf8').trim().split('\n') };
  }

  test('has its head on the first node, where the command runs', () => {
    const ray = fakeRay();
    const { variables, args } = run('ray', 0, TWO, 8, ray.path);
    expect(ray.asked()).toEqual(['start --head --port=6379 --dashboard-host=127.0.0.1']);
    expect(variables.RAY_ADDRESS).toBe('127.0.0.1:6379');
    expect(args).toEqual(['train.py', 'two words']);
  });

  test('has workers on the others, which serve until the head is gone and end well', () => {
    const ray = fakeRay();
    expect(run('ray', 1, TWO, 8, ray.path).args).toEqual([]);
    expect(ray.asked()).toEqual(['start --address=a.svc:6379', 'status --address=a.svc:6379', 'status --address=a.svc:6379']);
  });
});
