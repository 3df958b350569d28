import { Duration, Retrain } from '../../../src/core';
import { TrainingJob } from '../../../src/tfgcp';
import { vertexFindings } from '../../support/vertex/vertex-findings';
import { CPUS } from '../jobs/jobs';
import { FakeBigquery, Listed } from './fake-bigquery';
import { monitorStage, Wish, workflowIn } from './monitors';

type Json = any;

const NAME = 'acme-ml-fraud-drift-retrain';
const PLACE = 'projects/acme-ml/locations/europe-west4';
const JOB = `${PLACE}/workflows/acme-ml-train/executions`;
const PIPELINES = `${PLACE}/pipelineJobs`;
const TEMPLATE = 'https://europe-west4-kfp.pkg.dev/acme-ml/pipelines/retrain/latest';
const HOUR = 3_600;

const ofJob = (options?: Parameters<typeof Retrain.job>[1]): Wish => (platform) => ({
  onDrift: { retrain: Retrain.job(new TrainingJob(platform, 'Train', { platform, ...CPUS }), options) },
});
const ofPipeline: Wish = () => ({ onDrift: { retrain: Retrain.pipeline(TEMPLATE) } });

describe('retraining', () => {
  let google: FakeBigquery;
  let definition: Json;
  beforeEach(() => (google = new FakeBigquery()));

  function deploy(wish: Wish, ...before: ReadonlyArray<readonly [hoursAgo: number, state: string, result?: string]>): void {
    ({ definition } = workflowIn(monitorStage(wish).synth(), NAME));
    const path = wish === ofPipeline ? PIPELINES : JOB;
    google.runs.set(path, before.map(([hoursAgo, state, result], i): Listed =>
      ({ name: `${path}/old-${i}`, state, createTime: new Date((google.now - hoursAgo * HOUR) * 1000).toISOString(), ...(result === undefined ? {} : { result }) })));
  }

  const run = (why = 'data-drift of country') => google.run(definition, NAME, { run: 'run-1', why });

  test('a job is started with the reason, told, and waited for', async () => {
    deploy(ofJob());
    google.states = ['ACTIVE', 'SUCCEEDED'];
    const { returned, slept } = await run();
    expect(returned).toBe(`${JOB}/new-1 ended as SUCCEEDED`);
    expect(slept).toBeGreaterThan(120);
    expect(google.started).toEqual([{ path: JOB, body: { argument: JSON.stringify({ startedBy: 'acme-ml-fraud-drift', why: 'data-drift of country' }) } }]);
    expect(google.entries).toEqual([{
      severity: 'NOTICE',
      logName: 'projects/acme-ml/logs/ml-drift-acme-ml-fraud-drift',
      jsonPayload: { signal: 'retraining', name: 'acme-ml-train', metric: 'started', segment: '', value: 1, violated: false, why: 'data-drift of country', run: `${JOB}/new-1` },
    }]);
  });

  test.each<[string, ReadonlyArray<readonly [number, string, string?]>, string]>([
    ['goes on, whoever started it and however long ago', [[100, 'ACTIVE']], 'runs already'],
    ['began within the cool-down, also where it failed', [[23, 'FAILED']], 'ran shortly before'],
  ])('none is started where a run %s', async (_, before, reason) => {
    deploy(ofJob(), ...before);
    expect((await run()).returned).toBe(`not started: acme-ml-train ${reason}`);
    expect([google.started, google.entries]).toEqual([[], []]);
  });

  test('as many are started a day as there may be', async () => {
    const often = ofJob({ coolDown: Duration.hours(1), maxRunsPerDay: 3 });
    deploy(often, [2, 'SUCCEEDED'], [5, 'FAILED'], [23.9, 'SUCCEEDED'], [30, 'SUCCEEDED']);
    expect((await run()).returned).toBe('not started: acme-ml-train ran as often today as it may');
    deploy(often, [2, 'SUCCEEDED'], [5, 'FAILED'], [24.1, 'SUCCEEDED']);
    google.states = ['SUCCEEDED'];
    expect((await run()).returned).toContain('ended as SUCCEEDED');
  });

  test('executions that an object started which is none of the job\'s are no runs', async () => {
    deploy(ofJob(), [1, 'SUCCEEDED', '"no run for acme/other/x.csv"'], [2, 'SUCCEEDED', '"no run for acme/other/y.csv"']);
    google.states = ['SUCCEEDED'];
    expect((await run()).returned).toContain('ended as SUCCEEDED');
  });

  test('of two at once only the first decides', async () => {
    deploy(ofJob());
    google.runs.set(`${PLACE}/workflows/${NAME}/executions`, [{ name: 'earlier', state: 'ACTIVE', createTime: new Date((google.now - 1) * 1000).toISOString() }]);
    expect((await run()).returned).toBe('not started: a retraining of this monitor goes on');
    expect(google.started).toEqual([]);
  });

  test('a retraining that fails fails, so that people are told; one that somebody cancelled does not', async () => {
    deploy(ofJob());
    google.states = ['FAILED'];
    expect((await run()).raised).toBe(`${JOB}/new-1 ended as FAILED`);
    deploy(ofJob());
    google.states = ['CANCELLED'];
    expect((await run()).returned).toContain('ended as CANCELLED');
  });

  test('a pipeline runs as the account of pipelines, with the platform\'s key, and is a call of the published API', async () => {
    deploy(ofPipeline, [30, 'PIPELINE_STATE_SUCCEEDED']);
    google.states = ['PIPELINE_STATE_RUNNING', 'PIPELINE_STATE_SUCCEEDED'];
    expect((await run()).returned).toBe(`${PIPELINES}/new-1 ended as PIPELINE_STATE_SUCCEEDED`);
    const [{ path, body }] = google.started as [{ path: string; body: Json }];
    expect(body).toMatchObject({ templateUri: TEMPLATE, labels: { monitor: 'acme-ml-fraud-drift' }, encryptionSpec: { kmsKeyName: expect.stringContaining('google_kms_crypto_key') as string } });
    expect(body.serviceAccount).toContain('pipeline');
    expect(body.runtimeConfig.gcsOutputDirectory).toMatch(/^gs:\/\/.*\/drift\/acme-ml-fraud-drift\/pipelines$/);
    expect(vertexFindings([{ method: 'POST', path, body }]) ?? '').toBe('');
    deploy(ofPipeline, [100, 'PIPELINE_STATE_PAUSED']);
    expect((await run()).returned).toBe(`not started: ${TEMPLATE} runs already`);
  });

  test('somebody may start it by hand, within the same limits', async () => {
    deploy(ofJob());
    google.states = ['SUCCEEDED'];
    await google.run(definition, NAME, null);
    expect(google.entries[0].jsonPayload.why).toBe('asked for by hand');
    expect((await google.run(definition, NAME, null)).returned).toBe('not started: acme-ml-train ran shortly before');
  });
});
