import { batch, GROUP, refusal, run } from './ingest-function';

const EVENT = { customer_id: 'c1', updated_at: '2026-03-01T10:00:00+01:00' };

/** The values of one record as SageMaker gets them. */
async function written(event: unknown, group = GROUP): Promise<Record<string, string>> {
  const { records: [record] } = await run(batch(event), {}, group);
  const values = record!.Record as Array<{ FeatureName: string; ValueAsString: string }>;
  return Object.fromEntries(values.map(({ FeatureName, ValueAsString }) => [FeatureName, ValueAsString]));
}

/** Why an event is no record. */
async function reason(event: unknown): Promise<string> {
  const { records, files: [file], answer } = await run(batch(event));
  expect(records).toEqual([]);
  expect(answer.batchItemFailures).toEqual([]);
  return (JSON.parse(file!.Body as string) as { reason: string }).reason;
}

test('each type becomes the text that SageMaker has for it', async () => {
  expect(await written({ ...EVENT, spend_7d: 1.5, orders: 3, vip: true, email: '', last_order: '2026-02-28T23:59:59Z', taste: [0, 0.5, -1e-7] })).toEqual({
    customer_id: 'c1',
    updated_at: '2026-03-01T09:00:00.000Z',
    spend_7d: '1.5',
    orders: '3',
    vip: '1',
    email: '',
    last_order: '2026-02-28T23:59:59.000Z',
    taste: '[0,0.5,-1e-7]',
  });
  expect(await written({ ...EVENT, vip: false, spend_7d: 0 })).toMatchObject({ vip: '0', spend_7d: '0' });
});

test('whole numbers of 64 bits survive as text, which JavaScript would round', async () => {
  expect(await written({ ...EVENT, orders: '9223372036854775807' })).toMatchObject({ orders: '9223372036854775807' });
  expect(await written({ ...EVENT, orders: '-9223372036854775808' })).toMatchObject({ orders: '-9223372036854775808' });
  expect(await reason({ ...EVENT, orders: '9223372036854775808' })).toBe('orders is no int');
  expect(await reason('{"customer_id":"c1","updated_at":"2026-03-01T10:00:00Z","orders":9007199254740993}')).toBe('orders is no int');
});

test('a value that is not there is left out', async () => {
  expect(Object.keys(await written({ ...EVENT, orders: null }))).toEqual(['customer_id', 'updated_at']);
});

test.each(['constructor', 'toString', 'valueOf'])('a column may be called %s, and is left out where an event has none', async (name) => {
  const group = { ...GROUP, features: [{ name, type: 'string', personalData: false }] };
  expect(Object.keys(await written(EVENT, group))).toEqual(['customer_id', 'updated_at']);
  expect(await written({ ...EVENT, [name]: 'x' }, group)).toMatchObject({ [name]: 'x' });
});

test('a key called constructor is missed where an event has none', async () => {
  const group = { ...GROUP, entityKeys: [{ name: 'constructor', type: 'string', personalData: false }] };
  const { files: [file] } = await run(batch(EVENT), {}, group);
  expect(JSON.parse(file!.Body as string).reason).toBe('there is no constructor');
});

test('what is no column of the group is left out', async () => {
  expect(Object.keys(await written({ ...EVENT, browser: 'x', constructor: 1 }))).toEqual(['customer_id', 'updated_at']);
});

test.each([
  ['not JSON', 'not JSON', /not valid JSON/],
  ['a list', [1], /no JSON object/],
  ['null', 'null', /no JSON object/],
  ['no key', { updated_at: EVENT.updated_at }, /no customer_id/],
  ['no time', { customer_id: 'c1', updated_at: null }, /no updated_at/],
  ['a time without a zone', { ...EVENT, updated_at: '2026-03-01T10:00:00' }, /updated_at is no timestamp/],
  ['a day that is none', { ...EVENT, last_order: '2026-13-01T10:00:00Z' }, /last_order is no timestamp/],
  ['the 31st of February', { ...EVENT, last_order: '2026-02-31T10:00:00Z' }, /last_order is no timestamp/],
  ['the 24th hour', { ...EVENT, last_order: '2026-02-01T24:00:00Z' }, /last_order is no timestamp/],
  ['a list of a time', { ...EVENT, last_order: ['2026-02-01T10:00:00Z'] }, /last_order is no timestamp/],
  ['a number for a key of text', { ...EVENT, customer_id: 7 }, /customer_id is no string/],
  ['a part of a number', { ...EVENT, orders: 1.5 }, /orders is no int/],
  ['a text for a number', { ...EVENT, spend_7d: '1.5' }, /spend_7d is no float/],
  ['1 for true', { ...EVENT, vip: 1 }, /vip is no bool/],
  ['a vector that is too short', { ...EVENT, taste: [1, 2] }, /taste is no vector of 3 numbers/],
  ['a vector of texts', { ...EVENT, taste: ['1', '2', '3'] }, /taste is no vector of 3 numbers/],
])('%s is set aside with the reason', async (_, event, expected) => {
  expect(await reason(event)).toMatch(expected);
});

test('one bad event does not keep the others, and is kept as it came', async () => {
  const { records, files, answer, logs } = await run(batch(EVENT, '{', { ...EVENT, customer_id: 'c2' }));
  expect(records).toHaveLength(2);
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({ Bucket: 'acme-artifacts', Key: 'features/store/customer_spend/dead-letters/shardId-000000000000/101.json' });
  expect(Buffer.from(JSON.parse(files[0]!.Body as string).record.kinesis.data, 'base64').toString()).toBe('{');
  expect(logs).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
  expect(JSON.parse(logs[0]!)).toMatchObject({
    FeatureGroup: GROUP.name,
    FeatureDeadLetters: 1,
    _aws: { CloudWatchMetrics: [{ Namespace: 'MlPlatform/acme-ml', Dimensions: [['FeatureGroup']], Metrics: [{ Name: 'FeatureDeadLetters' }] }] },
  });
});

test('what SageMaker refuses as a record is set aside, too', async () => {
  const putRecord = async () => Promise.reject(refusal('ValidationError', 'EventTime is too old'));
  const { files, answer } = await run(batch(EVENT), { putRecord });
  expect(JSON.parse(files[0]!.Body as string).reason).toBe('EventTime is too old');
  expect(answer.batchItemFailures).toEqual([]);
});

test.each(['ThrottlingException', 'ServiceUnavailable', 'InternalFailure', 'AccessForbidden', 'TimeoutError'])('%s is tried again, and the others are not', async (name) => {
  const putRecord = async ({ Record }: Readonly<Record<string, unknown>>) => {
    if (JSON.stringify(Record).includes('"c2"')) throw refusal(name);
  };
  const { answer, records, files, logs } = await run(batch(EVENT, { ...EVENT, customer_id: 'c2' }, EVENT), { putRecord });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '101' }]);
  expect(records).toHaveLength(2);
  expect(files).toEqual([]);
  const [told, metric] = logs;
  expect(told).toBe(`101 is tried again: ${name}`);
  expect(JSON.parse(metric!)).toMatchObject({ FeatureGroup: GROUP.name, FeatureRetries: 1, _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: 'FeatureRetries' }] }] } });
});

test('what was taken in counts nothing', async () => {
  expect((await run(batch(EVENT))).logs).toEqual([]);
});

test('an event that can be neither taken in nor set aside comes again', async () => {
  const { answer } = await run(batch('{'), { putObject: async () => Promise.reject(refusal('SlowDown')) });
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '100' }]);
});

test('a batch is taken in with a bounded number of requests at once, all of it', async () => {
  let [now, most] = [0, 0];
  const putRecord = async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => { setImmediate(resolve); });
    now -= 1;
  };
  const { records } = await run(batch(...Array.from({ length: 100 }, (_, i) => ({ ...EVENT, customer_id: `c${i}` }))), { putRecord });
  expect(records).toHaveLength(100);
  expect(most).toBeLessThanOrEqual(20);
});

test('no value of an event is in the logs', async () => {
  const secret = 'ada@acme.io';
  const putRecord = async () => Promise.reject(refusal('ServiceUnavailable', `cannot store ${secret}`));
  const tried = await run(batch({ ...EVENT, email: secret }), { putRecord });
  const aside = await run(batch({ ...EVENT, email: secret, orders: 'many' }));
  expect([...tried.logs, ...aside.logs].join()).not.toContain(secret);
});
