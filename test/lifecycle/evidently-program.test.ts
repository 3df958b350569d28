import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { KubernetesObject } from './api_server/client';
import { EvidentlyProgram } from './support/evidently-program';
import { evidentlyPython } from './support/python-venv';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const found = evidentlyPython();
const missing = 'missing' in found ? found.missing : undefined;
if (missing) process.stderr.write(`SKIPPED monitors of drift with the real Evidently: ${missing}\n`);

interface Row {
  readonly id: number;
  readonly amount: number | string | null;
  readonly country: string;
  readonly vip: boolean;
  readonly sex: string;
  readonly fraud: number;
}

/** Numbers that look random, and are the same each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Rows of which `fraud` follows from the amount, and nothing else. */
function rows(count: number, seed: number, shift = 0): Row[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, id) => {
    const amount = Math.round((50 + 10 * (next() + next() + next() + next() - 2) * 2 + shift) * 100) / 100;
    return { id, amount, country: next() < 0.5 ? 'NL' : 'DE', vip: next() < 0.3, sex: next() < 0.5 ? 'female' : 'male', fraud: amount > 55 ? 1 : 0 };
  });
}

const FEATURES = [['amount', 'float'], ['country', 'string'], ['vip', 'bool'], ['sex', 'string']].map(([name, type]) => ({ name, type }));
const LIMITS = { missingPercent: 5, typeErrorPercent: 1, outOfRangePercent: 10 };
const each = <T>(value: T) => Object.fromEntries(FEATURES.map(({ name }) => [name, value]));
const SIGNALS = {
  dataQuality: { limits: LIMITS, features: each(LIMITS) },
  dataDrift: { measure: 'jensen-shannon', features: each(0.1) },
  predictionDrift: { measure: 'psi', threshold: 0.2 },
};

const hour = (ago: number) => new Date(Date.now() - 10 * MINUTE - ago * HOUR).toISOString().slice(0, 13).replace(/[-T]/g, '/');
const csv = (header: string, lines: unknown[][]) => [header, ...lines.map((line) => line.join(','))].join('\n');
const jsonLines = (lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n');

async function listening(answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

(missing ? describe.skip : describe)('a monitor of drift with the real Evidently', () => {
  let program: EvidentlyProgram;

  beforeAll(() => (program = new EvidentlyProgram((found as { python: string }).python)));
  afterAll(() => program?.remove());
  beforeEach(() => {
    ['capture', 'scored', 'reports', 'truth', 'kept.json'].forEach((path) => program.clear(path));
    train(rows(3_000, 1));
  });

  const at = (path: string) => `${program.folder}/${path}`;
  const train = (data: Row[]) => {
    const lines = data.map(({ amount, country, vip, sex, fraud }) => [country, vip, amount, sex, 'x', fraud]);
    program.write('train/a.csv', csv('country,vip,amount,sex,unused,fraud', lines));
  };
  const settings = (more: object = {}) => ({
    monitor: 'ml-fraud-drift',
    namespace: 'fraud',
    results: 'ml-fraud-drift-results',
    distanceSeconds: 86_400,
    windowSeconds: 86_400,
    source: { kind: 'requests', uri: at('capture'), format: 'json-instances' },
    features: FEATURES,
    prediction: { problem: 'binary', column: 'fraud', positive: '1' },
    recordId: 'id',
    baseline: { uri: at('train'), format: 'csv' },
    signals: SIGNALS,
    measured: ['data-quality', 'data-drift', 'prediction-drift'],
    retrains: [],
    segments: [],
    reports: at('reports'),
    ...more,
  });
  const line = (data: Row[], more: object = {}) => ({
    endpoint: 'ml-fraud',
    id: 'x',
    status: 200,
    time: new Date().toISOString(),
    variant: 'main',
    request: { instances: data.map(({ fraud, ...row }) => row) },
    response: { predictions: data.map(({ fraud }) => fraud) },
    ...more,
  });
  const ask = (data: Row[], ago = 3) => program.write(`capture/${hour(ago)}/a.jsonl`, jsonLines(data.map((row) => line([row]))));
  const valuesOf = ({ values }: KubernetesObject, signal: string) => (values as KubernetesObject[]).filter((value) => value.signal === signal);
  const value = (results: KubernetesObject, metric: string, feature = '', segment = '') => {
    const of = (results.values as KubernetesObject[]).find((one) => one.metric === metric && one.feature === feature && one.segment === segment);
    return of?.value as number;
  };
  const crossed = (results: KubernetesObject, signal: string) => {
    return valuesOf(results, signal).filter(({ breach }) => breach).map(({ feature }) => feature as string);
  };

  test.each(['jensen-shannon', 'psi', 'l-infinity'])('sees by %s which feature has moved, and no other', async (measure) => {
    const signals = { ...SIGNALS, dataDrift: { measure, features: each(measure === 'psi' ? 0.2 : 0.1) } };
    ask(rows(1_500, 2));
    const same = await program.run(settings({ signals }));
    expect(same).toMatchObject({ rows: 1_500, unreadable: 0, breaches: { 'data-drift': 0, 'prediction-drift': 0, 'data-quality': 0 } });

    ask(rows(1_500, 3, 8));
    const moved = await program.run(settings({ signals }));
    expect(crossed(moved, 'data-drift')).toEqual(['amount']);
    expect(moved.breaches['prediction-drift']).toBe(1);
    expect(moved.baseline).toEqual(same.baseline);
  }, 5 * MINUTE);

  test('writes pages that need no network, and all numbers, below the hour at which the data ends', async () => {
    ask(rows(300, 2));
    const { report, until } = await program.run(settings());
    const where = (until as string).slice(0, 13).replace(/[-T]/g, '/');
    expect(report).toBe(at(`reports/${where}/results.json`));
    const page = program.read(`reports/${where}/report.html`);
    expect(page).toContain('amount');
    expect(page).not.toMatch(/(?:src|href)="https?:\/\/(?!plotly\.com)/);
  }, MINUTE);

  test('reads each format of requests, and leaves out the shadow and what failed', async () => {
    const data = rows(400, 2);
    const [{ id, amount, country, vip, sex }] = data as [Row];
    const forms: Record<string, (row: Row) => object> = {
      'json-instances': (row) => line([row]),
      'json-records': ({ fraud, ...row }) => line([], { request: row, response: { fraud } }),
      'csv': (row) => line([], { request: `${row.amount},${row.country},${row.vip},${row.sex},${row.id}\n`, response: `${row.fraud}\n` }),
    };
    const results: Array<Awaited<ReturnType<typeof program.run>>> = [];
    for (const [format, write] of Object.entries(forms)) {
      const noise = [line(data, { status: 500 }), line(data, { variant: 'shadow' })];
      program.write(`capture/${hour(3)}/a.jsonl`, `${jsonLines([...data.map(write), ...noise])}\n{"cut off`);
      results.push(await program.run(settings({ source: { kind: 'requests', uri: at('capture'), format } })));
    }
    results.forEach((one) => expect(one).toMatchObject({ rows: 400, unreadable: 1, values: results[0]!.values }));

    // Lists in the order of the schema, of several records each, with the id behind the features.
    program.write(`capture/${hour(3)}/a.jsonl`, jsonLines([line([], { request: { instances: [[amount, country, vip, sex, id], [1, 'NL', true, 'male', 2]] }, response: { predictions: [[0], [1]] } })]));
    expect((await program.run(settings())).rows).toBe(2);
  }, 5 * MINUTE);

  test('fails, and says why, where the schema is not that of the requests', async () => {
    program.write(`capture/${hour(3)}/a.jsonl`, jsonLines(Array(60).fill(line([], { request: 'no,instances', response: '1' }))));
    const { code, output } = await program.start(settings({ signals: {}, measured: [] }), 'alone.py');
    expect(code).not.toBe(0);
    expect(output).toContain('none of 60 requests could be read');
    // Where data quality is measured, that tells it.
    expect(await program.run(settings())).toMatchObject({ unreadable: 60, breaches: { 'data-quality': 1 } });
  }, MINUTE);

  test('looks at whole hours of the time since the run before, and at no others', async () => {
    ask(rows(10, 2), 1);
    ask(rows(20, 2), 24);
    ask(rows(40, 2), 25);
    ask(rows(80, 2), 0);
    expect((await program.run(settings())).rows).toBe(30);
    // A schedule of Mondays looks at the week.
    program.write(`capture/${hour(7 * 24)}/b.jsonl`, jsonLines(rows(160, 2).map((row) => line([row]))));
    program.clear('kept.json');
    expect((await program.run(settings({ windowSeconds: 7 * 86_400 }))).rows).toBe(230);
  }, 3 * MINUTE);

  test('leaves no hour out between runs, and looks at none twice but where somebody asks for it', async () => {
    const from = (due: string, last: string | undefined, [least, longest]: number[]) => [
      `os.environ["JOB_NAME"] = "ml-fraud-drift-${Date.parse(due) / MINUTE}"`,
      `print(*(f"{time:%d-%H:%M}" for time in hours_of({"distanceSeconds": ${least! * 3_600}, "windowSeconds": ${longest! * 3_600}}, datetime.now(timezone.utc), ${last ? `"${last}"` : 'None'})))`,
    ];
    const said = await program.script([
      'import os', 'from datetime import datetime, timezone', 'from ml_drift import hours_of',
      // At 02:00 and at 14:50, at first and later.
      ...from('2025-11-26T02:00:00Z', undefined, [11.2, 12.8]),
      ...from('2025-11-26T14:50:00Z', '2025-11-26T01:00:00+00:00', [11.2, 12.8]),
      ...from('2025-11-27T02:00:00Z', '2025-11-26T14:00:00+00:00', [11.2, 12.8]),
      // On weekdays at 02:15: on Monday, on Tuesday, after two that have failed, and once more by hand.
      ...from('2025-11-24T02:15:00Z', '2025-11-21T02:00:00+00:00', [24, 72]),
      ...from('2025-11-25T02:15:00Z', '2025-11-24T02:00:00+00:00', [24, 72]),
      ...from('2025-11-27T02:15:00Z', '2025-11-24T02:00:00+00:00', [24, 72]),
      ...from('2025-11-25T03:15:00Z', '2025-11-25T02:00:00+00:00', [24, 72]),
      // After a month without any that ended well.
      ...from('2025-11-27T02:15:00Z', '2025-10-24T02:00:00+00:00', [24, 72]),
    ].join('\n'));
    expect(said.split('\n')).toEqual([
      '25-12:00 26-01:00', '26-01:00 26-14:00', '26-14:00 27-01:00',
      '21-02:00 24-02:00', '24-02:00 25-02:00', '24-02:00 27-02:00', '24-03:00 25-03:00', '20-02:00 27-02:00',
    ]);
  }, 2 * MINUTE);

  test('counts what is missing, of another type, or not known to the baseline', async () => {
    const data = rows(100, 2);
    const broken = data.map((row, i) => ({
      ...row, amount: i < 10 ? null : i < 13 ? 'much' : i < 33 ? 1e6 : 50, country: i < 40 ? 'FR' : row.country,
    }));
    ask(broken);
    const results = await program.run(settings());
    expect([value(results, 'missing-percent', 'amount'), value(results, 'type-error-percent', 'amount'), value(results, 'out-of-range-percent', 'amount')]).toEqual([10, 3, 20]);
    expect([value(results, 'missing-percent', 'country'), value(results, 'out-of-range-percent', 'country')]).toEqual([0, 40]);
    expect(crossed(results, 'data-quality').sort()).toEqual(['amount', 'amount', 'amount', 'country']);
  }, MINUTE);

  test('compares nothing of fewer than fifty values, now or in the baseline, and says so', async () => {
    ask(rows(300, 2, 8).map((row) => ({ ...row, amount: row.id < 49 ? row.amount : null })));
    const results = await program.run(settings());
    expect(valuesOf(results, 'data-drift').map(({ feature }) => feature as string)).toEqual(['country', 'vip', 'sex']);
    expect(results.skipped).toContainEqual(expect.objectContaining({ signal: 'data-drift', why: expect.stringContaining('amount') }));
  }, MINUTE);

  test('sees no drift where chance explains it, in few requests or in words of which each is rare; and sees one that it does not', async () => {
    const merchants = (count: number, seed: number, most = 200) => {
      const next = random(seed);
      return rows(count, seed).map((row) => ({ ...row, country: `shop-${Math.floor(most ** next())}` }));
    };
    const drift = async (data: Row[], measure: string) => {
      ask(data);
      const signals = { dataDrift: { measure, features: each(measure === 'psi' ? 0.2 : 0.1) }, predictionDrift: { measure, threshold: measure === 'psi' ? 0.2 : 0.1 } };
      const results = await program.run(settings({ signals, measured: ['data-drift', 'prediction-drift'] }));
      return [...crossed(results, 'data-drift'), ...valuesOf(results, 'data-drift').map(({ value: distance }) => (distance as number) > 0.1)];
    };
    train(merchants(3_000, 1));
    // Those distances are above the threshold, of the same data, and drift is none of them.
    const few = await drift(merchants(100, 2), 'jensen-shannon');
    expect(few).toContain(true);
    expect(few.filter((said) => typeof said === 'string')).toEqual([]);
    for (const measure of ['psi', 'l-infinity']) expect((await drift(merchants(100, 3), measure)).filter((said) => typeof said === 'string')).toEqual([]);
    // Half of them in shops that nobody knew.
    expect(await drift(merchants(1_000, 4).map((row) => (row.id % 2 ? row : { ...row, country: `new-${row.id}` })), 'jensen-shannon')).toContain('country');
  }, 4 * MINUTE);

  describe('what callers send that no program expects', () => {
    const nested = `${'['.repeat(5_000)}1${']'.repeat(5_000)}`;
    const odd = (request: string, response = '{"predictions":[0]}') => `{"id":"x","status":200,"variant":"main","request":${request},"response":${response}}`;
    const instance = (amount: string) => odd(`{"instances":[{"id":1,"amount":${amount},"country":"NL","vip":true,"sex":"male"}]}`);

    test('is counted as unreadable, or as of another type, and stops no signal', async () => {
      const data = rows(1_100, 2);
      const unreadable = [
        odd(`{"instances":[{"amount":1}],"unknown":${nested}}`), odd('{"instances":5}'), odd('{"instances":[5]}'), odd('[]'), odd('"{"'), '5', '{"status":"200"}', odd('{"instances":[]}'), 'null',
      ];
      const readable = ['[[1]]', '1e999', '-1.7e308', '1.7e308', `1${'0'.repeat(400)}`, '"\\ud800"', '"nan"', 'NaN', '"\u2028"', '{"a":1}'].map(instance);
      program.write(`capture/${hour(3)}/a.jsonl`, [...data.map((row) => JSON.stringify(line([row]))), ...unreadable, ...readable].join('\n'));
      program.write(`truth/${hour(3)}/a.jsonl`, jsonLines(data.map(({ id, fraud }) => ({ id, fraud }))));
      const results = await program.run(settings({
        groundTruth: { uri: at('truth'), delaySeconds: 0 },
        signals: { ...SIGNALS, attribution: { threshold: 0.5 }, modelQuality: { thresholds: [{ metric: 'f1', value: 0.8, bound: 'least' }] } },
        measured: ['data-quality', 'data-drift', 'prediction-drift', 'attribution-drift', 'model-quality'],
      }));
      expect(results).toMatchObject({ rows: 1_100 + readable.length, unreadable: unreadable.length, breaches: { 'data-drift': 0, 'attribution-drift': 0, 'model-quality': 0 } });
      expect(value(results, 'unreadable-percent')).toBeCloseTo(100 * unreadable.length / (1_100 + readable.length + unreadable.length), 4);
      // A list, what is no number, and what is beyond all: infinity, and those of hundreds of digits.
      expect(value(results, 'type-error-percent', 'amount')).toBeCloseTo(100 * 7 / (1_100 + readable.length), 4);
    }, 2 * MINUTE);

    test('takes nothing else with it where a distance cannot be computed', async () => {
      // Numbers that differ by the least that a float can, which no range tells apart.
      train(rows(3_000, 1).map((row) => ({ ...row, amount: '1700000000000000000' })));
      ask(rows(300, 2).map((row) => ({ ...row, amount: '1700000000000000256' })));
      const results = await program.run(settings());
      expect(valuesOf(results, 'data-drift').map(({ feature }) => feature as string)).toEqual(expect.arrayContaining(['country', 'vip', 'sex']));
      expect(valuesOf(results, 'prediction-drift')).toHaveLength(1);
    }, 2 * MINUTE);

    test('of CSV, too: values of any length', async () => {
      const data = rows(100, 2);
      const said = (amount: string) => line([], { request: `${amount},NL,true,male,7\n`, response: '0\n' });
      program.write(`capture/${hour(3)}/a.jsonl`, jsonLines([...data.map((row) => said(String(row.amount))), said('9'.repeat(200_000)), said('"'), line([], { request: null, response: '0' })]));
      expect(await program.run(settings({ source: { kind: 'requests', uri: at('capture'), format: 'csv' } }))).toMatchObject({ rows: 101, unreadable: 2 });
    }, MINUTE);

    test('hides no drift behind one number that is very far away', async () => {
      ask([...rows(1_000, 3, 8), { ...rows(1, 2)[0]!, amount: 1e300 }]);
      expect(crossed(await program.run(settings()), 'data-drift')).toEqual(['amount']);
    }, MINUTE);

    test('stops no run of a quiet time, and is told of by data quality', async () => {
      program.write(`capture/${hour(3)}/a.jsonl`, odd('{}'));
      expect(await program.run(settings())).toMatchObject({ rows: 0, unreadable: 1, breaches: { 'data-quality': 1 } });
      expect(await program.run(settings({ signals: {}, measured: [] }))).toMatchObject({ rows: 0, unreadable: 1 });
    }, MINUTE);

    test('of files, too: what cannot be read of a baseline, of predictions, or of ground truth is left out', async () => {
      const data = rows(300, 2);
      const lines = data.map(({ id, amount, country, vip, sex, fraud }) => [id, amount, country, vip, sex, fraud].join(','));
      program.write(`scored/${hour(2)}/a.csv`, ['id,amount,country,vip,sex,fraud', ...lines, '1,2', '', 'a,b,c,d,e,f,g'].join('\n'));
      program.write(`truth/${hour(2)}/a.jsonl`, `${jsonLines(data.map(({ id, fraud }) => ({ id, fraud })))}\n{"cut off\n[1]`);
      program.write(`truth/${hour(2)}/b.csv`, 'id,fraud\n1,2,3\n');
      program.write('train/b.csv', 'country,vip,amount,sex,unused,fraud\nNL,true\n');
      const told = { groundTruth: { uri: at('truth'), delaySeconds: 0 } };
      expect(await program.run(settings({ ...told, source: { kind: 'batch', uri: at('scored'), format: 'csv' } }))).toMatchObject({
        rows: 300, unreadable: 2, groundTruthRows: 300, baseline: { rows: 3_000 },
      });
      program.clear('scored');
      program.write(`scored/${hour(2)}/a.jsonl`, `${jsonLines(data)}\n{"cut off\n[1]\n`);
      expect(await program.run(settings({ ...told, source: { kind: 'batch', uri: at('scored'), format: 'json-lines' } }))).toMatchObject({ rows: 300, unreadable: 2 });
    }, 2 * MINUTE);
  });

  describe('held against ground truth', () => {
    const quality = (problem: object, ...metrics: string[]) => settings({
      prediction: { column: 'fraud', ...problem },
      groundTruth: { uri: at('truth'), delaySeconds: 7_200 },
      signals: { modelQuality: { thresholds: metrics.map((metric) => ({ metric, value: 0.8, bound: ['rmse', 'mae'].includes(metric) ? 'most' : 'least' })) } },
      measured: ['model-quality'],
    });
    const judge = (data: Row[], said: (row: Row) => unknown, so: (row: Row) => unknown) => {
      program.write(`capture/${hour(3)}/a.jsonl`, jsonLines(data.map((row) => line([row], { response: { predictions: [said(row)] } }))));
      program.write(`truth/${hour(3)}/a.jsonl`, jsonLines(data.map((row) => ({ id: row.id, fraud: so(row) }))));
    };

    test('says how right answers of one of two are, from probabilities', async () => {
      // 60 of 100 are positive; 45 of them are found, with 5 that are none.
      judge(rows(100, 2), ({ id }) => (id < 45 || (id >= 60 && id < 65) ? 0.9 : 0.2), ({ id }) => (id < 60 ? '1' : '0'));
      const results = await program.run(quality({ problem: 'binary', positive: '1', threshold: 0.5 }, 'accuracy', 'precision', 'recall', 'f1', 'auc'));
      expect(results.groundTruthRows).toBe(100);
      expect(['accuracy', 'precision', 'recall', 'f1'].map((metric) => value(results, metric))).toEqual([0.8, 0.9, 0.75, expect.closeTo(0.818182, 5)]);
      expect(value(results, 'auc')).toBeCloseTo(0.8125, 4);
      expect(valuesOf(results, 'model-quality').filter(({ breach }) => breach).map(({ metric }) => metric as string)).toEqual(['recall']);
    }, MINUTE);

    test('says it of several classes, weighted by their size, and of numbers', async () => {
      judge(rows(100, 2), ({ id }) => (id < 80 ? 'a' : 'b'), ({ id }) => (id < 90 ? 'a' : 'b'));
      expect(value(await program.run(quality({ problem: 'multiclass' }, 'recall')), 'recall')).toBeCloseTo(0.9, 6);
      program.clear('reports');
      judge(rows(100, 2), ({ id }) => id, ({ id }) => id + (id % 2 ? 3 : -3));
      const results = await program.run(quality({ problem: 'regression' }, 'rmse', 'mae', 'r2'));
      expect(['rmse', 'mae'].map((metric) => value(results, metric))).toEqual([3, 3]);
      expect(value(results, 'r2')).toBeGreaterThan(0.98);
    }, 2 * MINUTE);

    test('calls a model that says no to everything what it is', async () => {
      judge(rows(100, 2), () => '0', ({ id }) => (id < 10 ? '1' : '0'));
      const results = await program.run(quality({ problem: 'binary', positive: '1' }, 'accuracy', 'precision', 'recall', 'f1'));
      expect(['accuracy', 'precision', 'recall', 'f1'].map((metric) => value(results, metric))).toEqual([0.9, 0, 0, 0]);
      expect(results.breaches['model-quality']).toBe(3);
    }, MINUTE);

    test('calls nobody where nobody was positive, and nobody was said to be', async () => {
      judge(rows(100, 2), () => '0', () => '0');
      const results = await program.run(quality({ problem: 'binary', positive: '1' }, 'accuracy', 'precision', 'recall', 'f1'));
      expect(valuesOf(results, 'model-quality').map(({ metric }) => metric as string)).toEqual(['accuracy']);
      expect(results.breaches['model-quality']).toBe(0);
    }, MINUTE);

    test('takes 1, 1.0, true and their texts for the same, whoever wrote them', async () => {
      const written: unknown[] = [1, '1', '1.0', true, 'True', 'TRUE'];
      judge(rows(120, 2), ({ id }) => (id % 2 ? written[id % 6] : id % 4 ? '0.0' : false), ({ id }) => (id % 2 ? '1.0' : 0));
      for (const positive of ['1', 'true']) {
        expect(value(await program.run(quality({ problem: 'binary', positive }, 'accuracy', 'recall')), 'recall')).toBe(1);
      }
      judge(rows(120, 2), ({ id }) => (id % 2 ? 1 : 'Other'), ({ id }) => (id % 2 ? '1.0' : 'other'));
      program.clear('reports');
      expect(value(await program.run(quality({ problem: 'multiclass' }, 'accuracy')), 'accuracy')).toBe(1);
      // A column of whole numbers with gaps, as pandas writes it, says the same as before.
      program.clear('reports');
      program.write('train/a.csv', csv('country,vip,amount,sex,fraud', rows(3_000, 1).map((row) => [row.country, row.vip, row.amount, row.sex, `${row.fraud}.0`])));
      ask(rows(1_000, 2));
      expect((await program.run(settings())).breaches).toEqual({ 'data-quality': 0, 'data-drift': 0, 'prediction-drift': 0 });
    }, 3 * MINUTE);

    test('finds the truth of records whose ids are large numbers, also where one has none', async () => {
      const id = (number: number) => `12345678901234567${String(number).padStart(2, '0')}`;
      const asked = rows(60, 2).map((row) => JSON.stringify(line([row])).replace(`"id":${row.id},`, row.id === 0 ? '"id":null,' : `"id":${id(row.id)},`));
      program.write(`capture/${hour(3)}/a.jsonl`, asked.join('\n'));
      program.write(`truth/${hour(3)}/a.csv`, csv('id,fraud', rows(60, 2).map((row) => [id(row.id), row.fraud])));
      expect(await program.run(quality({ problem: 'binary', positive: '1' }, 'accuracy'))).toMatchObject({ groundTruthRows: 59, breaches: { 'model-quality': 0 } });
    }, MINUTE);

    test('takes the last word about a record, from CSV as well, and knows when there is none', async () => {
      judge(rows(100, 2), () => 1, () => 0);
      program.write(`truth/${hour(3)}/b.csv`, csv('id,fraud', rows(100, 2).map(({ id }) => [id, 1])));
      const told = quality({ problem: 'binary', positive: '1' }, 'accuracy');
      expect(value(await program.run(told), 'accuracy')).toBe(1);
      program.clear('truth');
      expect(await program.run(told)).toMatchObject({ groundTruthRows: 0, values: [] });
      // Nothing was asked so long ago: nobody expects an answer.
      program.clear('capture');
      expect((await program.run(told)).groundTruthRows).toBeNull();
    }, 2 * MINUTE);
  });

  test('says how differently a group is treated, by what it is answered and by what was found of it', async () => {
    // Of 100 women 20 are answered positively, of 100 men 50; of those who are positive (40 and 40) 20 and 40 are found.
    const people = rows(200, 2).map((row) => ({ ...row, sex: row.id < 100 ? 'female' : 'male', fraud: row.id % 100 < (row.id < 100 ? 20 : 50) ? 1 : 0 }));
    ask(people);
    program.write(`truth/${hour(3)}/a.jsonl`, jsonLines(people.map(({ id }) => ({ id, fraud: id % 100 < 40 ? 1 : 0 }))));
    const thresholds = [['demographic-parity-difference', 0.2], ['disparate-impact', 0.3], ['equal-opportunity-difference', 0.1]].map(([metric, limit]) => ({ metric, value: limit }));
    const results = await program.run(settings({
      signals: { bias: { facets: [{ feature: 'sex', values: ['female'] }], thresholds } }, measured: ['bias'], groundTruth: { uri: at('truth'), delaySeconds: 0 },
    }));
    expect(thresholds.map(({ metric }) => value(results, metric as string, 'sex'))).toEqual([-0.3, 0.4, -0.5]);
    expect(valuesOf(results, 'bias').map(({ breach }) => breach as boolean)).toEqual([true, false, true]);
  }, MINUTE);

  test('knows groups and segments of yes and no, and of whole numbers, as the plan writes them', async () => {
    const asked = rows(400, 2).map((row) => ({ ...row, vip: row.id < 200 ? 1 : 'False', amount: row.id % 2 ? 5 : '5.0', fraud: row.id % 10 < (row.id < 200 ? 2 : 6) ? 1 : 0 }));
    ask(asked as unknown as Row[]);
    const results = await program.run(settings({
      features: FEATURES.map((feature) => (feature.name === 'amount' ? { name: 'amount', type: 'int' } : feature)),
      signals: { bias: { facets: [{ feature: 'vip', values: ['true'] }], thresholds: [{ metric: 'disparate-impact', value: 0.8 }] } },
      measured: ['bias'],
      segments: [{ feature: 'amount', value: '5' }],
    }));
    expect([value(results, 'disparate-impact', 'vip'), value(results, 'disparate-impact', 'vip', 'amount=5')]).toEqual([0.333333, 0.333333]);
  }, MINUTE);

  test('sees that features count for something else than they did', async () => {
    const attribution = settings({ signals: { attribution: { threshold: 0.9 } }, measured: ['attribution-drift'] });
    ask(rows(1_200, 2));
    expect(value(await program.run(attribution), 'ndcg')).toBeGreaterThan(0.95);
    ask(rows(1_200, 2).map((row) => ({ ...row, fraud: row.vip ? 1 : 0 })));
    const results = await program.run(attribution);
    expect(value(results, 'ndcg')).toBeLessThan(0.9);
    expect(results.breaches['attribution-drift']).toBe(1);
  }, 2 * MINUTE);

  test('measures a segment against the same segment of the baseline', async () => {
    // The Dutch spend more than others, and did so before.
    const richer = (data: Row[]) => data.map((row) => ({ ...row, amount: (row.amount as number) + (row.country === 'NL' ? 40 : 0) }));
    train(richer(rows(3_000, 1)));
    ask(richer(rows(2_000, 2)));
    const results = await program.run(settings({ segments: [{ feature: 'country', value: 'NL' }] }));
    const ofSegment = (results.values as KubernetesObject[]).filter(({ segment, signal }) => segment === 'country=NL' && signal === 'data-drift');
    expect(ofSegment.map(({ feature }) => feature as string)).toEqual(['amount', 'vip', 'sex']);
    expect(results.breaches['data-drift']).toBe(0);
  }, MINUTE);

  test('watches what was predicted in batches, from files of each kind', async () => {
    const data = rows(300, 2);
    const batch = (format: string) => settings({ source: { kind: 'batch', uri: at('scored'), format } });
    program.write(`scored/${hour(2)}/part.csv`, csv('id,amount,country,vip,sex,fraud', data.map(({ id, amount, country, vip, sex, fraud }) => [id, amount, country, vip, sex, fraud])));
    program.write(`scored/${hour(2)}/_SUCCESS`, '');
    const first = await program.run(batch('csv'));
    expect(first.rows).toBe(300);
    program.clear('scored');
    program.write(`scored/${hour(2)}/part.jsonl`, jsonLines(data));
    expect((await program.run(batch('json-lines'))).values).toEqual(first.values);
    await program.script(`import pandas as pd; pd.read_json("${at(`scored/${hour(2)}/part.jsonl`)}", lines=True).to_parquet("${at(`scored/${hour(2)}/part.parquet`)}")`);
    program.clear(`scored/${hour(2)}/part.jsonl`);
    expect((await program.run(batch('parquet'))).values).toEqual(first.values);
  }, 3 * MINUTE);

  describe('its baseline', () => {
    let mlflow: Server;
    let version: string | undefined = '1';

    beforeAll(async () => (mlflow = await listening((request, answer) => {
      const asked = new URL(request.url!, 'http://mlflow').searchParams;
      const known = asked.get('name') === 'fraud' && asked.get('alias') === 'production' && version !== undefined;
      answer.writeHead(known ? 200 : 404).end(JSON.stringify(known ? { model_version: { version } } : { error_code: 'RESOURCE_DOES_NOT_EXIST' }));
    })));
    afterAll(() => mlflow.close());

    const kept = () => JSON.parse(program.read('reports/baseline/current.json')) as KubernetesObject;

    test('stays when training writes other data, until somebody has it computed anew', async () => {
      ask(rows(300, 2));
      await program.run(settings());
      const before = kept();
      train(rows(1_000, 5, 8));
      await program.run(settings());
      expect(kept()).toEqual(before);
      expect((await program.start(settings(), 'ml_drift.py', 'baseline')).code).toBe(0);
      expect(kept().rows).toBe(1_000);
    }, 2 * MINUTE);

    test('is computed anew when the registry has another version in production, and stays while the registry does not answer', async () => {
      const url = `http://127.0.0.1:${(mlflow.address() as AddressInfo).port}`;
      const renewed = (to: string) => settings({ baseline: { uri: at('train'), format: 'csv', registry: { url: to, model: 'fraud', alias: 'production' } } });
      ask(rows(300, 2));
      version = undefined;
      await program.run(renewed(url));
      expect(kept().version).toBeNull();
      version = '1';
      await program.run(renewed(url));
      expect(kept()).toMatchObject({ version: '1', rows: 3_000 });
      train(rows(1_000, 5));
      await program.run(renewed(url));
      expect(kept().rows).toBe(3_000);
      await program.run(renewed('http://127.0.0.1:9'));
      expect(kept()).toMatchObject({ version: '1', rows: 3_000 });
      version = '2';
      expect((await program.run(renewed(url))).baseline).toMatchObject({ version: '2', rows: 1_000 });
    }, 3 * MINUTE);

    test('is refused, with what is missing, where the data lacks a column', async () => {
      program.write('train/a.csv', csv('amount,fraud', [[1, 0], [2, 1]]));
      const { code, output } = await program.start(settings(), 'alone.py');
      expect([code === 0, output]).toEqual([false, expect.stringContaining('has no values of country, vip, sex')]);
    }, MINUTE);
  });

  test('gets keys of EKS Pod Identity by the token of its pod, and gives them to the client of S3', async () => {
    const agent = await listening(({ headers }, answer) => {
      answer.writeHead(headers.authorization === 'pod-token' ? 200 : 403).end(JSON.stringify({ AccessKeyId: 'ASIA', SecretAccessKey: 's', Token: 't' }));
    });
    program.write('token', 'pod-token\n');
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${(agent.address() as AddressInfo).port}/v1/credentials`, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: at('token') };
    expect(await program.script('import ml_files; print(ml_files.pod_identity())', env)).toBe("{'access_key': 'ASIA', 'secret_key': 's', 'session_token': 't'}");
    agent.close();
  }, MINUTE);

  test('leaves results that a ConfigMap takes, and that are shown as they are, of the most that it measures', async () => {
    const said = await program.script([
      'import json, ml_cluster, ml_exporter',
      'names = [f"{i:x}".rjust(63, "f") for i in range(200)]',
      'values = [{"signal": s, "metric": m, "feature": n, "segment": g, "value": 12.345678, "threshold": 10}',
      '  for g in ["", *(f"{n}=" + "x" * 63 for n in names[:10])] for n in names',
      '  for s, m in [("data-drift", "jensen-shannon"), *(("data-quality", f"{w}-percent") for w in ["missing", "type-error", "out-of-range"])]]',
      'results = {"values": values, "rows": 5, "breaches": {"data-drift": 2}, "segment": None}',
      'text = json.dumps(ml_cluster.shortened(results), separators=(",", ":"))',
      'page = ml_exporter.page(json.loads(text), "m")',
      'line = f\'drift_value{{monitor="m",signal="data-quality",metric="missing-percent",feature="{names[7]}"}} 12.345678\'',
      'print(len(text), page.count("drift_value{"), line in page.splitlines())',
    ].join('\n'));
    const [bytes, lines, there] = said.split(' ');
    expect(Number(bytes)).toBeLessThan(1_000_000);
    expect([lines, there]).toEqual(['8800', 'True']);
  }, MINUTE);

  describe('a retraining', () => {
    const now = new Date('2026-11-26T02:05:00Z');
    const run = (hoursAgo: number, status: object) => ({ metadata: { creationTimestamp: new Date(now.getTime() - hoursAgo * HOUR).toISOString().replace(/\.\d+/, '') }, status });
    const done = { conditions: [{ type: 'Complete', status: 'True' }] };
    const heldBack = (runs: object[], { coolDown = 24, most = 1, own = 'None' } = {}) => program.script([
      'import json', 'from datetime import datetime, timezone', 'from ml_retrain import held_back',
      `runs = json.loads('${JSON.stringify(runs)}')`, 'now = datetime(2026, 11, 26, 2, 5, tzinfo=timezone.utc)',
      `print(held_back({"coolDownSeconds": ${coolDown * 3_600}, "maxRunsPerDay": ${most}}, runs, ${own}, now.replace(hour=1, minute=0), now))`,
    ].join('\n'));

    test.each<[string, object[], object, string]>([
      ['is started where none was', [], {}, 'None'],
      ['is started after the cool-down', [run(25, done)], {}, 'None'],
      ['waits for the cool-down, whoever started the last', [run(5, done)], {}, 'the last run began at'],
      ['waits while a run goes on, however old', [run(200, {})], {}, 'a run goes on'],
      ['waits while a run of Ray goes on', [run(200, { jobDeploymentStatus: 'Running' })], {}, 'a run goes on'],
      ['is started after a run of Ray that failed', [run(200, { jobDeploymentStatus: 'Failed' })], {}, 'None'],
      ['waits for a Workflow that is pending', [run(200, { phase: 'Pending' })], {}, 'a run goes on'],
      ['keeps to the limit of a day', [run(3, done), run(9, done)], { coolDown: 1, most: 2 }, '2 runs began within 24 hours'],
      ['is started below the limit of a day', [run(3, done)], { coolDown: 1, most: 2 }, 'None'],
      ['is not started by requests that a newer run knows', [run(0.5, done)], { coolDown: 0.25, most: 5 }, 'a run has begun since'],
      ['remembers its own last run when that is gone', [], { coolDown: 240, own: `${now.getTime() / 1_000 - 8 * 86_400}` }, 'the last run began at'],
    ])('%s', async (_, runs, limits, said) => {
      expect(await heldBack(runs, limits)).toContain(said);
    }, MINUTE);
  });
});
