import { python, test3 } from './python-program';

type Json = any;

const BLANK = { age: null, amount: null, country: null, fraud: null, ml_record: null, ml_time: 't', ml_truth: null, vip: null };

/** What one feature, or the answer, is told of: values before and now are expressions of Python, of \`i\`. */
function told(signal: string, { before, now, many, learned = 4000, ...config }: Json): Json[] {
  return python(`
make = lambda record, i: {"amount": 1, "country": "NL", "vip": True, "age": 3, **record}
learned = [d.table_row(config, make(${before as string}, i), None) for i in range(${learned as number})]
edges = d.edges_of(config, learned)
before = d.count(learned, config, edges)
rows = [d.row_of(config, make(record, i), record.get("fraud", 0), "t") for i in range(${many as number}) for record in [${now as string}]]
for row, truth in zip(rows, [record.get("truth") for i in range(len(rows)) for record in [${now as string}]]): row[d.TRUTH] = d.written(truth)
print(json.dumps(d.measure(config, before, d.count(rows, config, edges, before[""]["columns"]))))`, { signal, ...config }) as Json[];
}

const LIMITS = { 'model-quality': { precision: { value: 0.5, bound: 'least' }, recall: { value: 0.5, bound: 'least' }, f1: { value: 0.5, bound: 'least' } } };

test3('a model that says of nobody that it is so has no precision and no F1, which is a breach; where nobody is, there is nothing to tell', () => {
  const quality = (now: string, many = 100) => told('model-quality', { before: '{"fraud": "0"}', now, many, limits: LIMITS['model-quality'] })
    .filter(({ threshold }) => threshold !== null).map(({ metric, value, excess }) => [metric, value, excess === null ? 'too few' : excess > 0]);
  const silent = '{"fraud": 0.1, "truth": "1" if i % 10 == 0 else "0"}';
  expect(quality(silent)).toEqual([['precision', 0, true], ['recall', 0, true], ['f1', 0, true]]);
  expect(quality(silent, 40)).toEqual([['precision', 0, 'too few'], ['recall', 0, 'too few'], ['f1', 0, 'too few']]);
  expect(quality('{"fraud": 0.1, "truth": "0"}')).toEqual([]);
});

test3.each([['jensen-shannon', 0.1], ['psi', 0.1], ['l-infinity', 0.1]])('the same world is no drift by %s, however few records and many values there are', (measure, limit) => {
  const crossed = python(`
crossed = []
countries, weights = ["c%d" % i for i in range(200)], [1 / (i + 1) for i in range(200)]
def drawn(n): return [{"amount": random.gauss(0, 1), "country": country} for country in random.choices(countries, weights, k=n)]
learned = [d.table_row(config, record, None) for record in drawn(3000)]
edges = d.edges_of(config, learned)
before = d.count(learned, config, edges)
over = 0
for n in (50, 100, 200, 400, 1000):
    for _ in range(6):
        found = d.measure(config, before, d.count([d.table_row(config, record, None) for record in drawn(n)], config, edges, before[""]["columns"]))
        over += sum(1 for one in found if one["value"] > one["threshold"])
        crossed += [one for one in found if one["excess"] > 0]
print(json.dumps([over, crossed]))`, { measure, limits: { amount: limit, country: limit } }) as [number, Json[]];
  // Values alone would have called somebody.
  expect(crossed[0]).toBeGreaterThan(0);
  expect(crossed[1]).toEqual([]);
});

test3('what is far more than chance is told of few records, too, and of fewer than fifty it calls nobody', () => {
  const far = (many: number) => told('data-drift', { before: '{"country": "DE" if i % 2 else "NL"}', now: '{"country": "FR"}', many, limits: { country: 0.1 } }).map(({ value, excess }) => [value, excess === null ? excess : excess > 0]);
  expect(far(60)).toEqual([[1, true]]);
  expect(far(49)).toEqual([[1, null]]);
});

test3('a feature that stops coming is missing, and has no distance', () => {
  expect(told('data-drift', { before: '{}', now: '{"amount": None}', many: 200, limits: { amount: 0.1, age: 0.1 } }).map(({ group }) => group as string)).toEqual(['age']);
  expect(told('data-quality', { before: '{}', now: '{"amount": None}', many: 200, limits: { amount: { missing: 5, wrong: 1, out: 10 } } })[0]).toMatchObject({ metric: 'missing-percent', value: 100, excess: 95 });
});

test3('few broken records, few people of a group, and few answers call nobody', () => {
  const quality = (many: number) => told('data-quality', { before: '{}', now: '{"amount": "x"}', many, limits: { amount: { missing: 5, wrong: 1, out: 10 } } }).find(({ metric }) => metric === 'type-error-percent').excess as number | null;
  expect([quality(49), quality(50)]).toEqual([null, 99]);
  const bias = (women: number) => told('bias', {
    before: '{"fraud": "0"}', now: `{"country": "F" if i < ${women} else "M", "fraud": 0.1 if i < ${women} else 0.9}`, many: 200, facets: { country: ['F'] }, limits: { 'demographic-parity-difference': 0.1 },
  }).map(({ value, excess }) => [value, excess]);
  expect([bias(29), bias(30)]).toEqual([[[-1, null]], [[-1, 0.9]]]);
  const ranks = (many: number, answer = 'i % 2') => told('attribution-drift', { before: '{"fraud": str(i % 2)}', now: `{"fraud": ${answer}}`, many, limits: { ndcg: 0.9 } }).map(({ excess }) => excess as number | null);
  expect([ranks(999), ranks(1000), ranks(1000, '0.1')]).toEqual([[null], [expect.any(Number)], []]);
});

test3('that nobody but a group gets what is good is the greatest unfairness', () => {
  const ratio = (others: string) => told('bias', {
    before: '{"fraud": "0"}', now: `{"country": "F" if i % 2 else "M", "fraud": 0.9 if i % 2 else ${others}}`, many: 200, facets: { country: ['F'] }, limits: { 'disparate-impact': 0.8 },
  }).map(({ value, excess }) => [value, excess > 0]);
  expect([ratio('0.1'), ratio('0.9')]).toEqual([[[1e6, true]], [[1, false]]]);
});

test3('chance makes no feature count, however many values it has', () => {
  expect(python(`
joint = {}
for i in range(2000): d.add(joint, json.dumps(["c%d" % random.randrange(200), random.choice(["yes", "no"])]))
print(json.dumps(d.relevance(joint)))`)).toBe(0);
});

test3('no value of a stranger stops a run', () => {
  const kinds = python(`
odd = ["nan", "NaN", "inf", "-Infinity", "1e300", 1e300, float("nan"), float("inf"), int("9" * 400), "9" * 400, {"a": 1}, [1], True, "", "x"]
print(json.dumps([[d.read(d.written(value), kind)[0] for value in odd] for kind in ("int", "float")]))`) as string[][];
  const wrong = Array<string>(6).fill('wrong');
  const expected = [...wrong, 'missing', ...wrong, 'missing', 'wrong'];
  expect(kinds).toEqual([expected, expected]);
});

test3('a request that nobody can read is a record of which everything is missing, and no more', () => {
  const rows = (layout: string, request: string, response: string) => python(`print(json.dumps(d.rows_of(config, ${request}, ${response}, "t")))`, { layout }) as Json;
  expect(rows('json-instances', '{"instances": [5]}', '{"predictions": [1]}')).toEqual([BLANK]);
  expect(rows('json-instances', '{"instances": [{}, {}]}', '{"predictions": [1]}')).toEqual([BLANK]);
  expect(rows('json-records', '"text"', 'None')).toEqual([BLANK]);
  const deep = '(lambda nested: [nested := [nested] for _ in range(100000)][-1])(1)';
  expect(rows('json-instances', `{"instances": [{"amount": ${deep}}]}`, '{"predictions": [1]}')).toEqual([BLANK]);
  expect(rows('csv', '"a" * 200000 + ",NL,true,41,7"', '"0.9"')).toMatchObject([{ country: '"NL"' }]);
  expect(python('print(json.dumps([d.captured("[" * 100000), d.json_record("[" * 100000), d.json_record("{bad"), d.json_record("[1]")]))')).toEqual([null, {}, {}, {}]);
});

test3('labels are the same in whatever form they came, and a probability is one as a text, too', () => {
  const positives = (values: string, threshold?: number) => python(`print(json.dumps([d.positive(config["prediction"], d.written(value), ${threshold === undefined ? 'True' : 'False'}) for value in ${values}]))`,
    { prediction: { problem: 'binary', column: 'fraud', positive: '1', ...(threshold === undefined ? {} : { threshold }) } }) as Json;
  expect(positives('["1", "1.0", 1, 1.0, True, "true", "TRUE", "0", "0.0", False, "no", None]')).toEqual([...Array<boolean>(7).fill(true), ...Array<boolean>(4).fill(false), null]);
  expect(positives('["0.7", 0.2, True, "false", "unknown", ""]', 0.5)).toEqual([true, false, true, false, null, null]);
  const several = told('prediction-drift', {
    before: '{"fraud": "1.0" if i % 2 else "b"}', now: '{"fraud": 1 if i % 2 else "B"}', many: 200, prediction: { problem: 'multiclass', column: 'fraud' }, limits: { fraud: 0.1 },
  });
  expect(several[0].value).toBe(0);
});

test3('groups and segments are told by the value, as its type has it', () => {
  const belongs = (kind: string, word: string, values: string) => python(`print(json.dumps([d.belongs({"it": d.written(value)}, "it", "${kind}", ["${word}"]) for value in ${values}]))`) as Json;
  expect(belongs('bool', 'true', '[True, "1", "t", 1, "false", 0, None, "perhaps"]')).toEqual([true, true, true, true, false, false, null, null]);
  expect(belongs('int', '18', '[18, "18", "18.0", 19]')).toEqual([true, true, true, false]);
  expect(belongs('string', '5', '["5", 5, "5.0"]')).toEqual([true, true, false]);
});

test3('of several truths of a record the last one holds', () => {
  expect(python(`
lines = '{"id": 7, "fraud": 1}\\n{"fraud": 1}\\nnonsense\\n{"id": 7, "fraud": 0}\\n'
told = d.truths(config, "abfss://x/2026/01/01/00/a.jsonl", lines) + d.truths(config, "abfss://x/2026/01/01/00/b.csv", "id,fraud,more\\n8,1\\n8,0,1,2\\n")
print(json.dumps({key: max(at for found, at in told if found == key)[1] for key, _ in told}))`)).toEqual({ 7: '0', 8: '"0"' });
});
