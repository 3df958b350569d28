import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELEASE_PROGRAM } from '../../../src/kubernetes/serving/rollouts/release-program';
import { Behavior, ReleaseCluster } from './release-cluster';

const OLD = { model: 'june' };
const NEW = { model: 'july' };
const GUARD = { name: 'errors', query: 'errors{revision="{revision}"}', above: 1 };
const account = mkdtempSync(join(tmpdir(), 'account-'));
writeFileSync(join(account, 'token'), 'a-token');

interface Wish {
  readonly content?: string;
  readonly predictor?: object;
  readonly steps?: readonly number[];
  readonly readySeconds?: number;
  readonly prometheus?: string;
}

let cluster: ReleaseCluster;

async function start(behavior: Behavior = {}, serving: object | null = OLD): Promise<string> {
  cluster = new ReleaseCluster(behavior);
  return cluster.start(serving ?? undefined, 'june');
}

/** Runs the program as a hook does; a poll is a hundredth of a second, and a bake a fifth. */
async function release(api: string, { content = 'july', predictor = NEW, steps = [10, 100], readySeconds = 5, prometheus = api }: Wish = {}) {
  const step = {
    what: 'shift',
    path: '/apis/serving.kserve.io/v1beta1/namespaces/fraud/inferenceservices/ml-fraud',
    memory: '/api/v1/namespaces/fraud/configmaps/ml-fraud-rollout',
    content,
    predictor,
    steps,
    bakeSeconds: 0.2,
    keepOldSeconds: 0,
  };
  return run(api, { do: [step], guards: [GUARD], readySeconds, prometheus });
}

async function run(api: string, plan: object): Promise<{ readonly code: number; readonly output: string }> {
  const env = { ...process.env, RELEASE: JSON.stringify(plan), RELEASE_API: api, RELEASE_ACCOUNT: account, RELEASE_POLL: '0.01' };
  const child = spawn('python3', ['-c', RELEASE_PROGRAM], { env });
  const chunks: string[] = [];
  [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString())));
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? -1)));
  return { code, output: chunks.join('') };
}

const missing = spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3 is not installed';
if (missing) process.stderr.write(`SKIPPED the program of a release: ${missing}\n`);
const suite = missing ? describe.skip : describe;

afterEach(() => cluster?.stop());

suite('a release of KServe with Knative', () => {
  test('gives the new revision its part, then nearly all, and all when it has done well', async () => {
    const api = await start({ measured: () => 0.2 });
    expect((await release(api)).code).toBe(0);
    expect(cluster.history).toEqual([
      { 'rev-1': 100 },
      { 'rev-2': 0, 'rev-1': 100 },
      { 'rev-2': 10, 'rev-1': 90 },
      { 'rev-2': 99, 'rev-1': 1 },
      { 'rev-2': 100 },
    ]);
    expect(cluster.service!.spec.predictor).toEqual(NEW);
    expect(cluster.memory.data).toEqual({});
  });

  test('looks at the new revision only', async () => {
    const api = await start();
    await release(api);
    expect([...new Set(cluster.queries)]).toEqual(['errors{revision="rev-2"}']);
  });

  test('goes back when it fails, and fails itself; at no time is there nobody, or more than its part for the new one', async () => {
    const api = await start({ measured: (revision) => (revision === 'rev-2' ? 7 : 0) });
    const { code, output } = await release(api);
    expect(code).toBe(3);
    expect(output).toContain('errors: 7 is more than 1');
    expect(cluster.history.map((traffic) => traffic['rev-2'] ?? 0)).toEqual([0, 0, 10, 0, 0, 0]);
    expect(cluster.traffic).toEqual({ 'rev-3': 100 });
    expect(cluster.service!.spec.predictor).toEqual(OLD);
    expect(cluster.service!.metadata.annotations).toEqual({ 'ml-platform/content': 'june' });
  });

  test('goes back from a model that does not start, which nobody has asked anything', async () => {
    const api = await start({ broken: ['july'] });
    const { code, output } = await release(api, { readySeconds: 0.3 });
    expect([code, output]).toEqual([3, expect.stringContaining('the new revision was not ready')]);
    expect(cluster.history.every((traffic) => !('rev-2' in traffic))).toBe(true);
    expect(cluster.service!.spec.predictor).toEqual(OLD);
  });

  test('goes back when nobody measures, since nothing would send it back', async () => {
    const api = await start();
    const { code, output } = await release(api, { prometheus: 'http://127.0.0.1:1' });
    expect([code, output]).toEqual([3, expect.stringContaining('Prometheus does not answer')]);
    expect(cluster.service!.spec.predictor).toEqual(OLD);
  });

  test('takes the next one after it went back', async () => {
    const api = await start({ measured: (revision) => (revision === 'rev-2' ? 7 : 0) });
    await release(api);
    expect((await release(api, { content: 'august', predictor: { model: 'august' } })).code).toBe(0);
    expect(cluster.service!.spec.predictor).toEqual({ model: 'august' });
    expect(cluster.traffic).toEqual({ 'rev-4': 100 });
  });

  test('does nothing where that serves already, or where there is nothing', async () => {
    const api = await start();
    expect((await release(api, { content: 'june', predictor: OLD })).output).toContain('this is what serves already');
    expect(cluster.history).toHaveLength(1);
    await cluster.stop();
    const empty = await start({}, null);
    expect((await release(empty)).code).toBe(0);
    expect(cluster.history).toHaveLength(0);
  });

  test('goes on where it was when its node went, and first back when something else is wanted', async () => {
    const api = await start();
    const before = { predictor: OLD, content: 'june', created: 'rev-1', stable: 'rev-1' };
    const put = async (state: object, predictor: object, content: string) => {
      cluster.memory.data = { rollout: JSON.stringify(state) };
      const service = structuredClone(cluster.service!);
      await fetch(`${api}/apis/serving.kserve.io/v1beta1/namespaces/fraud/inferenceservices/ml-fraud`, {
        method: 'PUT',
        body: JSON.stringify({ ...service, metadata: { ...service.metadata, annotations: { 'ml-platform/content': content } }, spec: { predictor } }),
      });
    };
    await put({ to: 'july', from: before }, { ...NEW, canaryTrafficPercent: 10 }, 'july');
    expect((await release(api)).code).toBe(0);
    expect(cluster.traffic).toEqual({ 'rev-2': 100 });

    await put({ to: 'august', from: { predictor: NEW, content: 'july', created: 'rev-2', stable: 'rev-2' } }, { model: 'august', canaryTrafficPercent: 10 }, 'august');
    const { code, output } = await release(api, { content: 'september', predictor: { model: 'september' } });
    expect([code, output]).toEqual([0, expect.stringContaining('a rollout before was interrupted')]);
    expect(cluster.traffic).toEqual({ 'rev-5': 100 });
    expect(cluster.service!.spec.predictor).toEqual({ model: 'september' });
  });

  test('changes what is there, also when somebody else was quicker', async () => {
    const api = await start({ conflicts: 2 });
    expect((await release(api, { steps: [100] })).code).toBe(0);
    expect(cluster.service!.spec.predictor).toEqual(NEW);
  });
});

suite('a release that waits', () => {
  const service = { what: 'service', path: '/apis/serving.kserve.io/v1beta1/namespaces/fraud/inferenceservices/ml-fraud' };

  test('ends when the service is ready, and fails when it does not come', async () => {
    const api = await start();
    expect((await run(api, { do: [service], guards: [], readySeconds: 1, prometheus: api })).code).toBe(0);
    const { code, output } = await run(api, { do: [{ ...service, path: '/apis/none' }], guards: [], readySeconds: 0.05, prometheus: api });
    expect([code, output]).toEqual([3, expect.stringContaining('it is not there yet')]);
  });

  test('watches afterwards, and lets go where nobody measures', async () => {
    const api = await start({ measured: () => 7 });
    const plan = { do: [service, { what: 'watch', seconds: 1 }], guards: [{ ...GUARD, query: 'errors' }], readySeconds: 1, prometheus: api };
    expect(await run(api, plan)).toEqual({ code: 3, output: expect.stringContaining('errors: 7 is more than 1') });
    const { code, output } = await run(api, { ...plan, prometheus: 'http://127.0.0.1:1' });
    expect([code, output]).toEqual([0, expect.stringContaining('nobody watches it')]);
  });
});
