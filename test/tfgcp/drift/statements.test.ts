import {
  BiasThreshold, DriftMeasure, DriftSignal, Facet, Feature, GroundTruth, IMlPlatform, Prediction, QualityMetric, QualityThreshold, RequestFormat,
  Segment,
} from '../../../src/core';
import { Bigquery, describeWithBigquery, Value } from './bigquery';
import { SCHEMA } from './monitors';
import { many, of, statements, table } from './statement-runs';

type Json = any;

const RESULTS = 'SELECT name, metric, segment, value, violated, records FROM metrics ORDER BY name, metric, segment';
const ODD = 'it\'s "N\\L" ${HOME} %{if} \u00e9`;--';

describeWithBigquery('what a monitor asks BigQuery', () => {
  let base: Bigquery;
  beforeEach(() => (base = new Bigquery()));
  afterEach(() => base.stop());

  /** Learns the baseline from lines of CSV. */
  async function learned(config: Json, lines: readonly string[]): Promise<void> {
    await base.work({ lines: { training: lines } });
    await base.rows(of(config.learn), of(config.check));
  }

  async function records(rows: ReadonlyArray<readonly Value[]>): Promise<void> {
    await base.work({ setup: [table('records', ['_id', '_answer', 'amount', 'country', 'vip'], rows)] });
  }

  async function found(...asked: Json[]): Promise<Record<string, Value>> {
    const { items } = asked[0] as Json;
    await base.rows(...(items ? [{ ...of(items), table: 'items' }] : []), ...asked.slice(1).map(of));
    const rows = await base.rows({ sql: RESULTS });
    return Object.fromEntries(rows.map(([name, metric, segment, value]) => [[name, metric, ...(segment ? [segment] : [])].join(' '), value]));
  }

  const TRAINED = ['transaction,fraud,amount,country,vip', ...many(400, (i) => `t${i},${i % 4 === 0 ? 1 : 0},${i},${i % 2 ? 'NL' : 'DE'},${i % 10 === 0}`)];

  test('the same data has not moved, whatever it is measured by', async () => {
    for (const measure of [DriftMeasure.JENSEN_SHANNON, DriftMeasure.L_INFINITY, DriftMeasure.PSI]) {
      const config = statements(() => ({ signals: [DriftSignal.dataDrift({ measure }), DriftSignal.predictionDrift({ measure })] }));
      await base.work({ setup: ['DELETE FROM baseline', 'DELETE FROM metrics'] });
      await learned(config, TRAINED);
      await records(many(400, (i) => [`t${i}`, i % 4 === 0 ? '0.9' : '0.2', String(i), i % 2 ? 'NL' : 'DE', i % 10 === 0 ? 'true' : 'false']));
      const distances = await found(config, ...config.measures);
      expect(Object.keys(distances)).toEqual([`amount ${measure}`, `country ${measure}`, `fraud ${measure}`, `vip ${measure}`]);
      Object.values(distances).forEach((distance) => expect(distance).toBeCloseTo(0, 2));
      expect(await base.rows({ sql: 'SELECT COUNT(*) FROM metrics WHERE violated' })).toEqual([[0]]);
    }
  });

  const bits = (p: number, q: number) => (p * Math.log2((2 * p) / (p + q)) + q * Math.log2((2 * q) / (p + q))) / 2;
  const divergence = bits(0.5, 0.8) + bits(0.5, 0.2);

  test.each([
    [DriftMeasure.JENSEN_SHANNON, Math.sqrt(divergence)],
    [DriftMeasure.L_INFINITY, 0.3],
    [DriftMeasure.PSI, 0.3 * Math.log(0.8 / 0.5) - 0.3 * Math.log(0.2 / 0.5)],
  ])('countries that moved from 50:50 to 80:20, by %s', async (measure, expected) => {
    const config = statements(() => ({ signals: [DriftSignal.dataDrift({ measure, threshold: 0.2 })] }));
    await learned(config, TRAINED);
    await records(many(400, (i) => [`t${i}`, '0', String(i), i % 5 === 0 ? 'DE' : 'NL', 'false']));
    expect((await found(config, ...config.measures))[`country ${measure}`]).toBeCloseTo(expected, 10);
    expect(await base.rows({ sql: "SELECT violated, threshold, signal, severity, retrains, records FROM metrics WHERE name = 'country'" }))
      .toEqual([[expected > 0.2, 0.2, 'data-drift', 'warning', true, 400]]);
  });

  test('numbers beyond all that was learned are as far as can be, to either side; a constant that changes, too', async () => {
    const config = statements(() => ({ signals: [DriftSignal.dataDrift({ measure: DriftMeasure.L_INFINITY })] }));
    await learned(config, [TRAINED[0]!, ...many(400, (i) => `t${i},0,7,NL,true`)]);
    for (const amount of ['6.9', '7.1']) {
      await base.work({ setup: ['DELETE FROM metrics'] });
      await records(many(300, (i) => [`t${i}`, '0', amount, 'NL', '1']));
      expect(await found(config, ...config.measures)).toEqual({ 'amount l-infinity': 1, 'country l-infinity': 0, 'vip l-infinity': 0 });
    }
  });

  test('a feature has a threshold of its own, a segment is held against what was learned of it, and too few records call nobody', async () => {
    const config = statements(() => ({ segments: [Segment.of('country', 'NL')], signals: [DriftSignal.dataDrift({ features: { amount: 0.9 } })] }));
    await learned(config, [TRAINED[0]!, ...many(400, (i) => `t${i},0,${i % 2 ? 10 : 1000 + i},${i % 2 ? 'NL' : 'DE'},true`)]);
    await records(many(400, (i) => [`t${i}`, '0', i % 2 ? '9' : String(1000 + i), i % 2 ? 'NL' : 'DE', 'true']));
    const distances = await found(config, ...config.measures);
    expect(distances['amount jensen-shannon country = NL']).toBeCloseTo(1, 10);
    expect(distances['amount jensen-shannon']).toBeLessThan(0.9);
    expect(distances['country jensen-shannon country = NL']).toBe(0);
    expect(await base.rows({ sql: "SELECT segment, threshold, violated, records FROM metrics WHERE name = 'amount' ORDER BY segment" })).toEqual([['', 0.9, false, 400], ['country = NL', 0.9, true, 200]]);
    await base.work({ setup: ['DELETE FROM metrics'] });
    await records(many(49, (i) => [`t${i}`, '0', '9', 'FR', 'true']));
    expect((await found(config, ...config.measures))['country jensen-shannon']).toBe(1);
    expect(await base.rows({ sql: 'SELECT COUNT(*) FROM metrics WHERE violated' })).toEqual([[0]]);
  });

  test('missing values, wrong types, and what was never learned, in percent', async () => {
    const config = statements(() => ({ signals: [DriftSignal.dataQuality({ features: { vip: { missingPercent: 50 } } })] }));
    await learned(config, TRAINED);
    await records(many(100, (i) => [`t${i}`, '0', i < 10 ? null : i < 15 ? 'ten' : i < 35 ? '4000' : '5', i < 30 ? 'FR' : 'NL', i < 40 ? null : i < 60 ? 'perhaps' : 'TRUE']));
    expect(await found(config, ...config.measures)).toEqual({
      'amount missing-percent': 10,
      'amount type-error-percent': 5,
      'amount out-of-range-percent': 20,
      'country missing-percent': 0,
      'country type-error-percent': 0,
      'country out-of-range-percent': 30,
      'vip missing-percent': 40,
      'vip type-error-percent': 20,
      'vip out-of-range-percent': 0,
    });
    expect(await base.rows({ sql: 'SELECT name, metric FROM metrics WHERE violated ORDER BY 1, 2' })).toEqual([
      ['amount', 'missing-percent'], ['amount', 'out-of-range-percent'], ['amount', 'type-error-percent'], ['country', 'out-of-range-percent'], ['vip', 'type-error-percent'],
    ]);
  });

  const truth = (platform: IMlPlatform) => GroundTruth.folder(platform.artifacts.path('fraud/truth'));

  test('how right probabilities are', async () => {
    const metrics = [QualityMetric.ACCURACY, QualityMetric.PRECISION, QualityMetric.RECALL, QualityMetric.F1, QualityMetric.AUC];
    const quality = metrics.map((metric) => QualityThreshold.atLeast(metric, 0.7));
    const config = statements((platform) => ({ signals: [DriftSignal.modelQuality(quality)], groundTruth: truth(platform) }));
    const scores = many(60, (i) => ({ id: `t${i}`, score: ((i * 7) % 60) / 60, so: i % 3 === 0 }));
    await base.work({
      setup: [
        table('judged', ['_id', '_answer', 'amount', 'country', 'vip'], [...scores.map(({ id, score }) => [id, score, '1', 'NL', 'true']), ['unknown', '0.9', '1', 'NL', 'true']]),
        table('labels', ['_id', '_label'], scores.map(({ id, so }) => [id, so ? '1.0' : '0'])),
      ],
    });
    const count = (said: boolean, so: boolean) => scores.filter((one) => (one.score >= 0.5) === said && one.so === so).length;
    const [hits, alarms, misses] = [count(true, true), count(true, false), count(false, true)];
    const others = scores.filter(({ so }) => !so);
    // No two of the scores are the same.
    const pairs = scores.filter(({ so }) => so).flatMap((one) => others.map((other): number => (one.score > other.score ? 1 : 0)));
    const values = await found({}, ...config.judgments);
    expect(values['fraud matched-records']).toBe(60);
    expect(values['fraud accuracy']).toBeCloseTo((hits + count(false, false)) / 60, 10);
    expect(values['fraud precision']).toBeCloseTo(hits / (hits + alarms), 10);
    expect(values['fraud recall']).toBeCloseTo(hits / (hits + misses), 10);
    expect(values['fraud f1']).toBeCloseTo((2 * hits) / (2 * hits + alarms + misses), 10);
    expect(values['fraud auc']).toBeCloseTo(pairs.reduce((sum, one) => sum + one, 0) / pairs.length, 10);
    expect(await base.rows({ sql: "SELECT COUNT(*), MIN(window_start) = TIMESTAMP '2026-02-01 00:00:00+00' FROM metrics WHERE violated AND signal = 'model-quality'" })).toEqual([[5, true]]);
  });

  test('how right classes are, weighted by how many there are of each, and how right numbers are', async () => {
    const metrics = [QualityMetric.ACCURACY, QualityMetric.PRECISION, QualityMetric.RECALL, QualityMetric.F1];
    const ofClasses = statements((platform) => ({
      schema: { ...SCHEMA, prediction: Prediction.multiclass('kind') },
      signals: [DriftSignal.modelQuality(metrics.map((metric) => QualityThreshold.atLeast(metric, 0.1)))],
      groundTruth: truth(platform),
    }));
    const said = ['a', 'a', 'b', 'b', 'c', 'a'];
    const so = ['a', 'b', 'b', 'b', 'a', 'a'];
    const judged = (answers: Value[]) => table('judged', ['_id', '_answer', 'amount', 'country', 'vip'], answers.map((answer, i) => [`t${i}`, answer, '1', 'NL', 'true']));
    const labels = (values: Value[]) => table('labels', ['_id', '_label'], values.map((value, i) => [`t${i}`, value]));
    await base.work({ setup: [judged(said), labels(so)] });
    const values = await found({}, ...ofClasses.judgments);
    expect(values['kind accuracy']).toBeCloseTo(4 / 6, 10);
    expect(values['kind precision']).toBeCloseTo((3 * (2 / 3) + 3 * 1) / 6, 10);
    expect(values['kind recall']).toBeCloseTo((3 * (2 / 3) + 3 * (2 / 3)) / 6, 10);
    expect(values['kind f1']).toBeCloseTo((3 * (2 / 3) + 3 * 0.8) / 6, 10);
    const errors = [QualityMetric.RMSE, QualityMetric.MAE].map((metric) => QualityThreshold.atMost(metric, 9));
    const ofNumbers = statements((platform) => ({
      schema: { ...SCHEMA, prediction: Prediction.regression('price') },
      signals: [DriftSignal.modelQuality([...errors, QualityThreshold.atLeast(QualityMetric.R2, 0.1)])],
      groundTruth: truth(platform),
    }));
    await base.work({ setup: ['DELETE FROM metrics', judged(['1', '2', '5']), labels(['1', '4', '4'])] });
    const numbers = await found({}, ...ofNumbers.judgments);
    expect([numbers['price rmse'], numbers['price mae'], numbers['price r2']].map((value) => Number(value).toFixed(6))).toEqual([Math.sqrt(5 / 3).toFixed(6), '1.000000', (1 - 5 / 6).toFixed(6)]);
  });

  test('no ground truth of what was predicted is told; of nothing predicted it is not', async () => {
    const quality = DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]);
    const config = statements((platform) => ({ signals: [quality], groundTruth: truth(platform) }));
    const violated = async (rows: Value[][]) => {
      await base.work({ setup: ['DELETE FROM metrics', rows.length > 0 ? table('judged', ['_id', '_answer', 'amount', 'country', 'vip'], rows) : 'DELETE FROM judged'] });
      await base.rows({ ...of(config.no_labels), table: 'labels' }, ...(config.judgments as Json[]).map(of));
      return base.rows({ sql: 'SELECT signal, violated FROM metrics' });
    };
    expect(await violated([['t1', '0.9', '1', 'NL', 'true']])).toEqual([['ground-truth', true]]);
    expect(await violated([])).toEqual([['ground-truth', false]]);
  });

  test('how differently groups are treated', async () => {
    const { demographicParityDifference, disparateImpact, equalOpportunityDifference } = BiasThreshold;
    const thresholds = [demographicParityDifference(0.1), disparateImpact(0.8), equalOpportunityDifference(0.1)];
    const config = statements((platform) => ({ signals: [DriftSignal.bias([Facet.of('country', 'DE', 'FR'), Facet.of('vip', 'true')], { thresholds })], groundTruth: truth(platform) }));
    const rows = many(100, (i) => [`t${i}`, i < 50 ? (i % 5 === 0 ? '0.9' : '0.1') : i % 2 ? '0.7' : '0.3', '1', i < 25 ? 'DE' : i < 50 ? 'FR' : 'NL', i % 2 ? '1' : 'false']);
    await records(rows);
    await base.work({ setup: ['CREATE TABLE judged AS SELECT * FROM records', table('labels', ['_id', '_label'], rows.map(([id]) => [id!, '1']))] });
    const values = await found(config, ...config.measures, ...config.judgments);
    expect(values['country demographic-parity-difference']).toBeCloseTo(0.2 - 0.5, 10);
    expect(values['country disparate-impact']).toBeCloseTo(0.4, 10);
    expect(values['country equal-opportunity-difference']).toBeCloseTo(-0.3, 10);
    expect(values['vip demographic-parity-difference']).toBeCloseTo(30 / 50 - 5 / 50, 10);
    expect(await base.rows({ sql: "SELECT COUNT(*) FROM metrics WHERE violated AND signal = 'bias' AND NOT retrains" })).toEqual([[6]]);
  });

  test('values that users give stay values, whatever stands in them', async () => {
    const config = statements(() => ({ segments: [Segment.of('country', ODD)], signals: [DriftSignal.bias([Facet.of('country', ODD, 'x\ny')])] }));
    await learned(config, TRAINED);
    await records([...many(40, (i) => [`t${i}`, '0.9', '1', ODD, 'true']), ...many(40, (i) => [`u${i}`, '0.9', '1', 'NL', 'true']), ['v', '0.9', '1', 'x\ny', 'true']]);
    await found(config, ...config.measures);
    expect(await base.rows({ sql: "SELECT segment, records FROM metrics WHERE metric = 'disparate-impact' ORDER BY records" })).toEqual([[`country = ${ODD}`, 40], ['', 81]]);
  });

  test('what was learned lacks a feature: the run fails, and says which', async () => {
    const config = statements();
    await base.work({ lines: { training: ['transaction,fraud,amount,country', 't1,0,1,NL'] } });
    const [, { error }] = (await base.work({ statements: [of(config.learn), of(config.check)] })) as [unknown, { error?: string }];
    expect(error).toContain('have no values of: amount, country, vip, fraud');
    await base.work({ lines: { training: ['transaction,fraud,amount,country,vip', 't1,0,1,NL,'] } });
    const answers = await base.work({ statements: [of(config.learn), of(config.check)] });
    expect(answers[1]!.error).toMatch(/have no values of: vip$/m);
  });
});

/** https://docs.cloud.google.com/bigquery/docs/reference/standard-sql/lexical#reserved_keywords */
const RESERVED = `all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube current default define desc distinct else end enum escape
except exclude exists extract false fetch following for from full group grouping groups hash having if ignore in inner intersect interval into is join lateral left like limit lookup
merge natural new no not null nulls of on or order outer over partition preceding proto qualify range recursive respect right rollup rows select set some struct tablesample then to
treat true unbounded union unnest using when where window with within`.split(/\s+/);

test('nothing is called as a word that BigQuery keeps for itself', () => {
  const texts = JSON.stringify(statements((platform) => ({
    signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift(), DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.AUC, 0.8)]), DriftSignal.bias([Facet.of('vip', 'true')])],
    groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth')),
  })));
  const names = [...texts.matchAll(/\bAS ([A-Za-z_]\w*)/g), ...texts.matchAll(/\b([A-Za-z_]\w*) AS \(/g)].map(([, name]) => name!.toLowerCase());
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => RESERVED.includes(name))).toEqual([]);
});

describeWithBigquery('how requests are read', () => {
  const READ = ['_id', '_answer', 'amount', 'country', 'vip'];
  let base: Bigquery;
  beforeEach(() => (base = new Bigquery()));
  afterEach(() => base.stop());

  type Logged = readonly [request: string[], response: string[], at?: string];

  async function read(requestFormat: RequestFormat, requests: readonly Logged[]): Promise<Value[][]> {
    const config = statements(() => ({ schema: { ...SCHEMA, requestFormat } }));
    const list = (texts: readonly string[]) => `[${texts.map((one) => `'${one.replace(/'/g, "''")}'`).join(', ')}]`;
    const rows = requests.map(([request, response, at = '2026-03-01 12:00:00+00']) => `(${list(request)}, ${list(response)}, TIMESTAMPTZ '${at}')`);
    await base.work({ setup: [`CREATE TABLE request_response_logging AS SELECT * FROM (VALUES ${rows.join(', ')}) AS t(request_payload, response_payload, logging_time)`] });
    return base.rows({ ...of(config.read), table: 'records' }, { sql: `SELECT ${READ.join(', ')} FROM records ORDER BY amount` });
  }

  test('JSON instances: one text a record as `predict` logs them, and whole bodies as `rawPredict` does; objects and lists', async () => {
    expect(await read(RequestFormat.JSON_INSTANCES, [
      [['{"amount": 1, "country": "NL", "vip": true, "transaction": "01"}', '[2.5, "DE", false, "02"]'], ['0.9', '[0.1, 0.9]']],
      [['{"instances": [{"amount": 3, "country": null}, {"amount": "4"}]}'], ['{"predictions": [{"fraud": 0.7}, 0.2]}']],
      [['{"amount": 9}'], ['0.5'], '2026-03-02 00:00:00+00'],
    ])).toEqual([
      ['01', '0.9', '1', 'NL', 'true'], ['02', '0.1', '2.5', 'DE', 'false'], [null, '0.7', '3', null, null], [null, '0.2', '4', null, null],
    ]);
  });

  test('JSON records: an object, or a list of them', async () => {
    expect(await read(RequestFormat.JSON_RECORDS, [
      [['{"amount": 1, "transaction": 7}'], ['{"fraud": 0.9}']],
      [[' [{"amount": 2}, {"amount": 3}]'], ['[0.1, {"fraud": 0.2}]']],
      [['{"amount": 4}'], ['0.3']],
    ])).toEqual([['7', '0.9', '1', null, null], [null, '0.1', '2', null, null], [null, '0.2', '3', null, null], [null, '0.3', '4', null, null]]);
  });

  test('lines of CSV: quotes, empty values, and answers in lines or with commas', async () => {
    expect(await read(RequestFormat.CSV, [
      [['1,"NL, North",true,07\r\n2,,false\n'], ['0.9\n0.1\n']],
      [['3,DE,1\n4,FR,0'], ['0.5, 0.6']],
    ])).toEqual([
      ['07', '0.9', '1', 'NL, North', 'true'], [null, '0.1', '2', null, 'false'], [null, '0.5', '3', 'DE', '1'], [null, '0.6', '4', 'FR', '0'],
    ]);
  });

  test('a column may be called as a word of SQL, or as what monitors call something themselves', async () => {
    const names = ['order', 'select', 'segment', 'entry', 'parts', 'cells', 'score', 'said', 'inside', 'records', 'name', 'value', 'item', 'line', 'body', 'known', 'label'];
    const schema = { features: names.map((name) => Feature.string(name)), prediction: Prediction.binary('group'), recordId: 'id' };
    const config = statements((platform) => ({
      schema,
      segments: [Segment.of('order', '2')],
      signals: [
        DriftSignal.dataQuality(),
        DriftSignal.dataDrift(),
        DriftSignal.predictionDrift(),
        DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)]),
        DriftSignal.bias([Facet.of('entry', '1')], { thresholds: [BiasThreshold.disparateImpact(0.8), BiasThreshold.equalOpportunityDifference(0.1)] }),
      ],
      groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth')),
    }));
    const row = (i: number) => names.map((_, n) => String((i + n) % 3));
    await base.work({ lines: { training: [['group', ...names].join(','), ...many(60, (i) => [i % 2, ...row(i)].join(','))] } });
    const asked = ['_id', '_answer', ...names.map((name) => `"${name}"`)];
    await base.work({ setup: [table('records', asked, many(60, (i) => [`t${i}`, String(i % 2), ...row(i)])), 'CREATE TABLE judged AS SELECT * FROM records', table('labels', ['_id', '_label'], many(60, (i) => [`t${i}`, '1']))] });
    await base.rows(of(config.learn), of(config.check), { ...of(config.items), table: 'items' }, ...([...config.measures, ...config.judgments] as Json[]).map(of));
    expect(await base.rows({ sql: 'SELECT signal, COUNT(DISTINCT name), COUNT(DISTINCT segment) FROM metrics GROUP BY signal ORDER BY signal' })).toEqual([
      ['bias', 1, 2], ['data-drift', names.length, 2], ['data-quality', names.length, 2], ['ground-truth', 1, 1], ['model-quality', 1, 2], ['prediction-drift', 1, 2],
    ]);
  });
});
