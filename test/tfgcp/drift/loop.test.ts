import {
  BatchOutput, Baseline, DataFormat, DriftSignal, Duration, Feature, GroundTruth, Prediction, QualityMetric, QualityThreshold, Retrain,
} from '../../../src/core';
import { ModelRegistry, TrainingJob } from '../../../src/tfgcp';
import { CPUS } from '../jobs/jobs';
import { describeWithBigquery } from './bigquery';
import { FakeBigquery } from './fake-bigquery';
import { monitorStage, Wish, workflowIn } from './monitors';

type Json = any;

const NAME = 'acme-ml-fraud-drift-drift';
const RETRAIN = expect.stringMatching(/^google_workflows_workflow\.\w+Retraining\w+\.id\/executions$/) as string;
const HOUR = 3_600_000;
/** The hour that was last over ten minutes ago. */
const OVER = Math.floor((Date.now() - HOUR / 6) / HOUR) * HOUR - HOUR;

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const folder = (time: number) => new Date(time).toISOString().slice(0, 13).replace(/[-T]/g, '/');

describeWithBigquery('the loop of a monitor', () => {
  let google: FakeBigquery;
  let definition: Json;
  let bucket: string;
  beforeEach(() => (google = new FakeBigquery()));
  afterEach(() => google.base.stop());

  /** Puts a monitor in place, as Terraform would, with what its model has learned from. */
  async function deploy(wish: Wish = () => ({})): Promise<Json> {
    const { definition: made, config } = workflowIn(monitorStage(wish).synth(), NAME);
    definition = made;
    bucket = (config.training.uris[0] as string).split('/')[2]!;
    google.objects.set(`${bucket}/fraud/train/part-0.csv`, ['fraud,amount,country,vip', ...many(400, (i) => `${i % 4 === 0 ? 1 : 0},${i},${i % 2 ? 'NL' : 'DE'},${i % 10 === 0}`)]);
    google.objects.set(`${bucket}/fraud/train/_SUCCESS`, ['']);
    return config;
  }

  /** Requests as Vertex AI logs them. */
  async function ask(country: (i: number) => string, time = OVER + HOUR / 2, count = 400): Promise<void> {
    const rows = many(count, (i) => `(['{"amount": ${i}, "country": "${country(i)}", "vip": ${i % 10 === 0}, "transaction": "t${i}"}'], ['${i % 4 === 0 ? 0.9 : 0.1}'], TIMESTAMPTZ '${new Date(time).toISOString()}')`);
    google.tables.add('request_response_logging');
    await google.base.work({ setup: ['CREATE TABLE IF NOT EXISTS request_response_logging(request_payload VARCHAR[], response_payload VARCHAR[], logging_time TIMESTAMPTZ)', `INSERT INTO request_response_logging VALUES ${rows.join(', ')}`] });
  }

  const run = (argument: Json = null) => google.run(definition, NAME, argument);
  const loads = () => google.jobs.filter(({ load }) => load).map(({ load }) => load.destinationTable.tableId as string);
  const crossed = () => google.entries.filter(({ jsonPayload }) => jsonPayload.violated).map(({ jsonPayload: { signal, name } }) => `${signal as string} of ${name as string}`);
  const kept = () => ['baseline', 'metrics', ...(google.tables.has('request_response_logging') ? ['request_response_logging'] : [])];

  test('the first run learns; the next ones do not; what was copied is gone', async () => {
    await deploy();
    await ask((i) => (i % 2 ? 'NL' : 'DE'));
    expect(await run({})).toMatchObject({ returned: { retrains: '' } });
    expect(loads()).toEqual(['training']);
    expect(crossed()).toEqual([]);
    expect(google.entries.map(({ severity, jsonPayload: { signal } }) => `${severity as string} ${signal as string}`)).toEqual(expect.arrayContaining(['INFO data-drift', 'INFO data-quality', 'INFO prediction-drift', 'INFO run']));
    expect(google.entries.find(({ jsonPayload }) => jsonPayload.signal === 'run').jsonPayload).toMatchObject({ value: 400, name: 'records' });
    expect([...google.tables]).toEqual(kept());
    await run();
    expect(loads()).toEqual(['training']);
    await run({ baseline: true });
    expect(loads()).toEqual(['training', 'training']);
    expect(await google.base.rows({ sql: "SELECT COUNT(DISTINCT baseline), COUNTIF(name = 'country') FROM baseline" })).toEqual([[1, 3]]);
  });

  test('the same run tells the same entries, so that the log keeps them once', async () => {
    await deploy();
    await ask(() => 'FR');
    await run();
    const ids = google.entries.map(({ insertId }) => insertId as string);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(google.entries.map(({ logName }) => logName as string))).toEqual(new Set(['projects/acme-ml/logs/ml-drift-acme-ml-fraud-drift']));
  });

  const retrained: Wish = (platform) => ({
    signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift()],
    onDrift: { retrain: Retrain.job(new TrainingJob(platform, 'Train', { platform, ...CPUS })) },
  });

  test('features that moved are told, and a retraining is started with the reason', async () => {
    await deploy(retrained);
    await ask((i) => (i % 5 ? 'NL' : 'DE'));
    expect(await run()).toMatchObject({ returned: { retrains: 'data-drift of country' } });
    expect(crossed()).toEqual(['data-drift of country']);
    expect(google.started).toEqual([{ path: RETRAIN, body: { argument: JSON.stringify({ run: 'run-1', why: 'data-drift of country' }) } }]);
  });

  test('what many features tell comes in calls of a hundred entries', async () => {
    const names = many(70, (i) => `f${i}`);
    await deploy(() => ({ schema: { features: names.map((name) => Feature.float(name)), prediction: Prediction.regression('price') } }));
    google.objects.set(`${bucket}/fraud/train/part-0.csv`, [[...names, 'price'].join(','), ...many(20, (i) => names.map((_, n) => i + n).concat(i).join(','))]);
    await ask(() => 'NL', OVER + 1, 20);
    await run();
    expect(google.entries).toHaveLength(3 * 70 + 1 + 1);
    expect(google.written).toEqual([100, 100, 12]);
  });

  test('broken data calls people, and retrains nothing', async () => {
    await deploy(retrained);
    await ask((i) => (i % 10 === 0 ? '' : i % 2 ? 'NL' : 'DE'));
    await run();
    expect(crossed()).toEqual(['data-quality of country']);
    expect(google.started).toEqual([]);
  });

  test('nothing was asked yet: the table of requests is not there, and the run ends well', async () => {
    await deploy();
    expect(await run()).toMatchObject({ returned: { retrains: '' } });
    expect(google.entries.map(({ jsonPayload }) => jsonPayload.signal as string)).toEqual(['run']);
  });

  test('a run looks at the whole hours since the last one, and at least at a day; what came later waits', async () => {
    await deploy();
    await ask(() => 'NL', OVER + HOUR + 1, 7);
    await ask(() => 'NL', OVER - 26 * HOUR, 5);
    await ask(() => 'NL', OVER - 40 * HOUR, 3);
    const looked = async () => (await google.base.rows({ sql: "SELECT value FROM metrics WHERE signal = 'run' ORDER BY ended DESC LIMIT 1" }))[0]![0];
    await run();
    expect(await looked()).toBe(0);
    await google.base.work({ setup: [`UPDATE metrics SET window_end = TIMESTAMPTZ '${new Date(OVER - 30 * HOUR).toISOString()}'`] });
    await run();
    expect(await looked()).toBe(5);
    await google.base.work({ setup: [`UPDATE metrics SET window_end = TIMESTAMPTZ '${new Date(OVER - 60 * 24 * HOUR).toISOString()}'`] });
    await run();
    expect(await looked()).toBe(8);
  });

  test('a registry renews the baseline: another newest approved version has it learned anew, and any other change has not', async () => {
    await deploy((platform) => ({ baseline: Baseline.trainingData(platform.artifacts.path('fraud/train'), { renewedBy: new ModelRegistry(platform, 'Models', { platform }) }) }));
    google.versions.push({ versionId: '1', versionAliases: ['v1', 'v1-approved'] }, { versionId: '2', versionAliases: ['v2', 'v2-pending'] });
    await run();
    await run();
    expect(loads()).toEqual(['training']);
    google.versions[1].versionAliases = ['v2', 'v2-approved'];
    await run();
    google.versions.push({ versionId: '3', versionAliases: ['v3-rejected'] });
    await run();
    expect(loads()).toEqual(['training', 'training']);
    expect((await google.base.rows({ sql: 'SELECT DISTINCT baseline FROM baseline ORDER BY baseline' })).map(([name]) => (name as string).split('/')[1])).toEqual(['1', '2']);
  });

  const judged: Wish = (platform) => ({
    signals: [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.ACCURACY, 0.9)])],
    groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth'), { delay: Duration.hours(48) }),
  });

  test('what was predicted two days ago is held against what turned out to be so', async () => {
    await deploy(judged);
    const asked = OVER - 48 * HOUR;
    await ask(() => 'NL', asked + 1000, 60);
    const truth = (label: (i: number) => Json) => many(60, (i) => JSON.stringify({ transaction: `t${i}`, fraud: label(i) }));
    google.objects.set(`${bucket}/fraud/truth/${folder(asked)}/a.jsonl`, truth((i) => (i % 4 === 0 ? 1 : 0)).slice(0, 30));
    google.objects.set(`${bucket}/fraud/truth/${folder(asked)}/b.jsonl`, truth((i) => i % 2 === 0).slice(30));
    google.objects.set(`${bucket}/fraud/truth/${folder(OVER + 2 * HOUR)}/other.jsonl`, truth(() => 0));
    await run();
    const results = google.entries.map(({ jsonPayload }) => jsonPayload as Json);
    const of = (wanted: string) => results.filter(({ signal }) => signal === wanted).map(({ value, violated }) => [value, violated] as Json[]);
    expect([of('ground-truth'), of('model-quality')]).toEqual([[[60, false]], [[52 / 60, true]]]);
    expect(google.jobs.filter(({ load }) => load?.destinationTable.tableId === 'truth').map(({ load }) => load.sourceUris.length as number)).toEqual([2]);
  });

  test('ground truth that does not come is told, and the run ends well', async () => {
    await deploy(judged);
    await ask(() => 'NL', OVER - 48 * HOUR + 1000, 60);
    await run();
    expect(crossed()).toEqual(['ground-truth of fraud']);
  });

  test('a batch output is read by the hour, in as many loads as it has files', async () => {
    await deploy((platform) => ({ batchOutput: BatchOutput.folder(platform.artifacts.path('fraud/scored'), { format: DataFormat.CSV }) }));
    const scored = (country: string, count: number) => ['country,amount,vip,fraud,transaction', ...many(count, (i) => `${country},${i},false,0.3,t${i}`)];
    google.objects.set(`${bucket}/fraud/scored/${folder(OVER)}/part-0.csv`, scored('"N, L"', 210));
    google.objects.set(`${bucket}/fraud/scored/${folder(OVER)}/part-0.csv.crc`, ['?']);
    google.objects.set(`${bucket}/fraud/scored/${folder(OVER + HOUR)}/part-0.csv`, scored('DE', 7));
    await run();
    expect(google.entries.find(({ jsonPayload }) => jsonPayload.signal === 'run').jsonPayload.value).toBe(210);
    expect(crossed()).toContain('data-drift of country');
  });

  test('a statement that fails fails the run with its reason; what was copied is gone, and the next run learns', async () => {
    await deploy();
    google.objects.set(`${bucket}/fraud/train/part-0.csv`, ['fraud,amount,vip', '1,2,true']);
    const { raised } = await run();
    expect(raised).toMatch(/^looking at the baseline: .*have no values of: amount, country, vip, fraud/s);
    expect([...google.tables]).toEqual(['baseline', 'metrics']);
    expect(google.entries).toEqual([]);
    google.objects.delete(`${bucket}/fraud/train/part-0.csv`);
    expect((await run()).raised).toMatch(/^the load of gs:.*: Not found: Uris/);
  });

  test('a run that takes longer than it may is stopped, and says what was still to come', async () => {
    await deploy(() => ({ maxRunTime: Duration.minutes(10) }));
    google.slow = 200;
    expect((await run()).raised).toMatch(/^the run took longer than it may, and this was still to come: /);
    const limits = google.jobs.map(({ jobTimeoutMs }) => Number(jobTimeoutMs));
    expect(limits.every((left, i) => left > 0 && left <= 600_000 && (i === 0 || left < limits[i - 1]!))).toBe(true);
  });

  test('a run waits for one that goes on', async () => {
    await deploy();
    const list = `projects/acme-ml/locations/europe-west4/workflows/${NAME}/executions`;
    const earlier = { name: `${list}/earlier`, state: 'ACTIVE', createTime: new Date((google.now - 60) * 1000).toISOString() };
    google.runs.set(list, [earlier]);
    const waiting = run();
    google.whenAsleep = () => (earlier.state = 'SUCCEEDED');
    expect((await waiting).slept).toBeGreaterThanOrEqual(30);
  });

  test('each job is marked, and has all that it names', async () => {
    await deploy(judged);
    await ask(() => 'NL');
    await run();
    google.jobs.forEach(({ labels, query }) => {
      expect(labels).toMatchObject({ monitor: 'acme-ml-fraud-drift', platform: 'acme-ml' });
      const named = [...((query?.query ?? '') as string).matchAll(/@(\w+)/g)].map(([, name]) => name!);
      expect(new Set(((query?.queryParameters ?? []) as Json[]).map(({ name }) => name as string))).toEqual(new Set(named));
    });
  });
});
