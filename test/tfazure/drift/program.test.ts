import { python, test3 } from './python-program';

type Json = any;

/** Training data and requests: half of the amounts are higher than any that was learned, a country is new. */
const LEARNED = `
learned = [d.table_row(config, {"amount": str(random.random() * 100), "country": random.choice(["NL", "DE"]), "vip": "true", "age": "30", "fraud": random.choice(["0", "1"])}, None) for _ in range(4000)]
edges = d.edges_of(config, learned)
before = d.count(learned, config, edges)
`;
const ASKED = `
rows = [row for i in range(2000) for row in d.rows_of(config, {"instances": [{"id": i, "amount": random.random() * 200, "country": random.choice(["NL", "FR"]), "vip": True, "age": 30}]}, {"predictions": [random.random()]}, "t")]
`;
const MEASURED = 'now = d.count(rows, config, edges, before[""]["columns"])\nfound = d.measure(config, before, now)\n';

test3('captured requests of the three formats become records, and answers belong to them', () => {
  const rows = (layout: string, request: unknown, response: unknown) => python(
    `print(json.dumps(d.rows_of(config, json.loads(${JSON.stringify(JSON.stringify(request))}), json.loads(${JSON.stringify(JSON.stringify(response))}), "t")))`, { layout },
  );
  const one = { amount: '12.5', country: '"NL"', vip: 'true', age: '41', fraud: '0.9', ml_record: '7', ml_time: 't', ml_truth: null };
  const byName = { amount: 12.5, country: 'NL', vip: true, age: 41, id: 7, further: 1 };
  expect(rows('json-instances', { instances: [byName, [12.5, 'NL', true, 41, 7]] }, { predictions: [0.9, [0.9]] })).toEqual([one, one]);
  expect(rows('json-records', byName, { fraud: 0.9 })).toEqual([one]);
  expect(rows('json-records', [byName], [0.9])).toEqual([one]);
  const text = { ...one, amount: '"12.5"', vip: '"true"', age: '"41"', fraud: '"0.9"' };
  expect(rows('csv', '12.5,NL,true,41,7\n12.5,NL,true,41,7\n', '0.9\n0.9\n')).toEqual([text, text]);
  expect(rows('csv', '12.5,NL,true,41,7\n12.5,NL,true,41,7\n', '0.9,0.9')).toEqual([text, text]);
});

test3('payloads that lie elsewhere, and lines that are no JSON, are left out', () => {
  // The examples of https://learn.microsoft.com/en-us/azure/machine-learning/how-to-collect-production-data#perform-payload-logging, shortened.
  const lines = [
    { specversion: '1.0', type: 'azureml.inference.request', time: '2022-05-25T08:59:48Z', data: { data: [[1, 2]] }, correlationid: 'aaaa', xrequestid: 'aaaa' },
    { specversion: '1.0', type: 'azureml.inference.request', time: '2022-02-28T08:41:07Z', data: 'https://masterws.blob.core.windows.net/modeldata/mdc/x', datainblob: 'true' },
  ].map((line) => JSON.stringify(line));
  expect(python(`print(json.dumps([d.captured(line) for line in json.loads(${JSON.stringify(JSON.stringify([...lines, 'no JSON']))})]))`)).toEqual([['aaaa', '2022-05-25T08:59:48Z', { data: [[1, 2]] }], null, null]);
});

test3('a window is read by its hours, whatever form Azure ML writes its time in', () => {
  const at = (time: string) => python(`print(json.dumps(d.moment("${time}").isoformat()))`) as string;
  ['2023-05-01T04:31:57.012Z', '2023-05-01 04:31:57', '05/01/2023 04:31:57'].forEach((time) => expect(at(time).slice(0, 19)).toBe('2023-05-01T04:31:57'));
  const hours = (from: string, to: string) => python(`print(json.dumps(d.hours(d.moment("${from}"), d.moment("${to}"))))`) as string[];
  expect(hours('2023-05-01T22:15:00Z', '2023-05-02T01:30:00Z')).toEqual(['2023/05/01/22', '2023/05/01/23', '2023/05/02/00']);
  // What was kept minutes late is there by the next run, and none looks at an hour twice.
  expect([...hours('2023-05-01T22:00:03Z', '2023-05-02T00:00:09Z'), ...hours('2023-05-02T00:00:09Z', '2023-05-02T02:00:01Z')]).toEqual(['2023/05/01/21', '2023/05/01/22', '2023/05/01/23', '2023/05/02/00']);
});

test3.each([['jensen-shannon', 0.3, 0.9], ['psi', 0.5, 20], ['l-infinity', 0.4, 0.6]])('by %s, data that moved is far from what was learned, and the same data is not', (measure, least, most) => {
  const [moved, same] = python(`${LEARNED}${ASKED}${MEASURED}
again = d.measure(config, before, d.count(learned[:2000], config, edges, before[""]["columns"]))
print(json.dumps([found, again]))`, { measure }) as [Json[], Json[]];
  moved.forEach(({ value, excess }) => {
    expect(value).toBeGreaterThan(least);
    expect(value).toBeLessThan(most);
    expect(excess).toBeCloseTo(value - 0.1);
  });
  same.forEach(({ value, excess }) => {
    expect(value).toBeLessThan(0.06);
    expect(excess).toBeLessThan(0);
  });
});

test3('the largest difference is that of two known distributions', () => {
  expect(python('print(json.dumps([d.distance("l-infinity", {"a": 3, "b": 1}, {"a": 1, "b": 3}, False), d.distance("l-infinity", {"0": 4, "9": 0}, {"0": 1, "9": 3}, True), d.distance("jensen-shannon", {"a": 1}, {"b": 1}, False)]))'))
    .toEqual([0.5, 0.75, 1]);
});

test3('missing values, wrong types, and values that were not learned are counted for themselves', () => {
  const found = python(`${LEARNED}
records = [{"amount": None, "country": "NL", "age": 30}, {"amount": "many", "country": "FR", "age": 30.5}, {"amount": 500, "country": "NL", "age": 30}, {"amount": 5, "country": "NL", "age": 30}]
rows = [d.row_of(config, record, 1, "t") for record in records * 15]
${MEASURED}print(json.dumps({one["metric"] + " " + one["group"]: [one["value"], one["excess"] > 0] for one in found}))`, {
    signal: 'data-quality', limits: { amount: { missing: 30, wrong: 1, out: 10 }, country: { missing: 5, wrong: 1, out: 10 }, age: { missing: 5, wrong: 1, out: 10 } },
  });
  expect(found).toMatchObject({
    'missing-percent amount': [25, false], 'type-error-percent amount': [25, true], 'out-of-range-percent amount': [25, true], 'out-of-range-percent country': [25, true], 'type-error-percent age': [25, true],
  });
});

test3('predictions are held against what was to be predicted: probabilities by their threshold', () => {
  const drift = (answer: string) => python(`${LEARNED}
rows = [d.row_of(config, {"amount": 1, "country": "NL"}, ${answer}, "t") for _ in range(1000)]
${MEASURED}print(json.dumps(found[0]["value"]))`, { signal: 'prediction-drift', limits: { fraud: 0.1 } }) as number;
  expect(drift('random.random()')).toBeLessThan(0.05);
  expect(drift('0.9 + random.random() / 10')).toBeGreaterThan(0.4);
});

const TRUTH = 'for row in rows: row[d.TRUTH] = json.dumps(str(int(float(json.loads(row["fraud"])) > 0.5)) if random.random() < 0.9 else "0")\n';

test3('quality is what scikit-learn would say', () => {
  const quality = (config: object, pairs: string) => python(`
counts = d.empty()
for said, was in ${pairs}: d.count_truth(counts, {"fraud": json.dumps(said), d.TRUTH: json.dumps(was)}, config)
print(json.dumps(d.quality_of(config["prediction"], counts["quality"])))`, config) as Record<string, number>;
  // accuracy_score, precision_score, recall_score, f1_score, roc_auc_score of scikit-learn 1.5
  const binary = quality({}, '[(0.9, "1"), (0.8, "0"), (0.4, "1"), (0.3, "0"), (0.2, "0")]');
  expect(binary).toMatchObject({ accuracy: 0.6, precision: 0.5, recall: 0.5, f1: 0.5 });
  expect(binary.auc).toBeCloseTo(5 / 6);
  // The same with average='weighted'
  const several = quality({ prediction: { problem: 'multiclass', column: 'fraud' } }, '[("a", "a"), ("a", "b"), ("b", "b"), ("c", "c")]');
  expect(several.accuracy).toBe(0.75);
  expect(several.precision).toBeCloseTo(0.875);
  expect(several.f1).toBeCloseTo(0.75);
  const numbers = quality({ prediction: { problem: 'regression', column: 'fraud' } }, '[(3, 1), (5, 5), (9, 9)]');
  expect(numbers.rmse).toBeCloseTo(Math.sqrt(4 / 3));
  expect(numbers.mae).toBeCloseTo(2 / 3);
  expect(numbers.r2).toBeCloseTo(1 - 4 / 32);
});

test3('without ground truth there is a number that says so, and none of quality', () => {
  const found = python(`${LEARNED}${ASKED}${MEASURED}print(json.dumps(found))`, { signal: 'model-quality', limits: { f1: { value: 0.8, bound: 'least' } } });
  expect(found).toEqual([{ metric: 'ground-truth', group: '', segment: '', value: 0, threshold: null, excess: null }]);
});

test3('a group is held against all others, whoever has more', () => {
  const bias = (mine: number) => python(`${LEARNED}
rows = [d.row_of(config, {"country": "NL" if i % 2 else "DE", "amount": 1}, 0.9 if i % 20 < (${mine} if i % 2 else 10) else 0.1, "t") for i in range(2000)]
${MEASURED}print(json.dumps({one["metric"]: [round(one["value"], 3), one["excess"] > 0] for one in found}))`, {
    signal: 'bias', facets: { country: ['NL'] }, limits: { 'demographic-parity-difference': 0.2, 'disparate-impact': 0.8 },
  });
  expect(bias(10)).toEqual({ 'demographic-parity-difference': [0, false], 'disparate-impact': [1, false] });
  expect(bias(4)).toEqual({ 'demographic-parity-difference': [-0.3, true], 'disparate-impact': [0.4, true] });
  expect(bias(20)).toEqual({ 'demographic-parity-difference': [0.5, true], 'disparate-impact': [2, true] });
});

test3('what features count for is an order, and another order is far from it', () => {
  const order = (answer: string) => python(`
learned = [d.table_row(config, {"amount": random.random(), "country": random.choice(["NL", "DE"]), "vip": True, "age": 3, "fraud": 0}, None) for _ in range(3000)]
for row in learned: row["fraud"] = json.dumps("1" if float(json.loads(row["amount"])) > 0.5 else "0")
edges = d.edges_of(config, learned)
before = d.count(learned, config, edges)
rows = [d.row_of(config, {**{name: json.loads(row[name]) for name, _ in config["features"]}}, ${answer}, "t") for row in learned]
${MEASURED}print(json.dumps(found[0]["value"]))`, { signal: 'attribution-drift', limits: { ndcg: 0.9 } }) as number;
  expect(order('1.0 if float(json.loads(row["amount"])) > 0.5 else 0.0')).toBeGreaterThan(0.99);
  expect(order('1.0 if json.loads(row["country"]) == "NL" else 0.0')).toBeLessThan(0.9);
});

test3('a segment is measured on its own, too', () => {
  const found = python(`${LEARNED}${ASKED}${MEASURED}print(json.dumps(found))`, { segments: [{ feature: 'country', value: 'NL' }] }) as Json[];
  const value = (group: string, segment: string) => found.find((one) => one.group === group && one.segment === segment).value as number;
  expect(value('country', '')).toBeGreaterThan(0.4);
  expect(value('country', 'country=NL')).toBe(0);
});

test3('counts of parts of the data are those of the whole, so that no machine holds all records', () => {
  expect(python(`${LEARNED}${ASKED}${TRUTH}
parts = [d.count(rows[i::3], config, edges, before[""]["columns"]) for i in range(3)]
whole = d.count(rows, config, edges, before[""]["columns"])
print(json.dumps(d.joined(d.joined(parts[0], parts[1]), parts[2]) == whole))`)).toBe(true);
});

test3('Azure ML is handed what it takes: the number, and how far it is beyond its threshold, held against 0', () => {
  const rows = python(`${LEARNED}${ASKED}${MEASURED}print(json.dumps(d.metrics_of(found, 2000)))`) as Array<[string, string, number, number | null]>;
  expect(rows.shift()).toEqual(['all', 'records', 2000, null]);
  expect(rows.map(([group, metric, , threshold]) => [group, metric, threshold])).toEqual([
    ['amount', 'jensen_shannon', null], ['jensen-shannon amount', 'beyond_threshold', 0], ['country', 'jensen_shannon', null], ['jensen-shannon country', 'beyond_threshold', 0],
  ]);
  rows.filter(([, metric]) => metric === 'beyond_threshold').forEach(([, , value]) => expect(value).toBeGreaterThan(0));
});

test3('numbers travel in tags of limited length, which together are one list', () => {
  const tags = python(`
found = [{"metric": "jensen-shannon", "group": "feature_%03d" % i, "segment": "", "value": i / 7, "threshold": 0.1, "excess": i / 7 - 0.1} for i in range(100)]
print(json.dumps(d.tags_of(config, found, "t")))`) as Record<string, string>;
  const pieces = Object.entries(tags).filter(([name]) => name.startsWith('ml_platform_values_')).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  pieces.forEach((piece) => expect(piece.length).toBeLessThan(1000));
  const list = JSON.parse(`[${pieces.join('')}]`) as string[][];
  expect(list).toHaveLength(100);
  expect(list[7]).toEqual(['jensen-shannon', 'feature_007', '', '1', '0.1', 'yes']);
  expect(tags).toMatchObject({ ml_platform_monitor: 'ml-fraud-drift', ml_platform_signal: 'data-drift' });
});
