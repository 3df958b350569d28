import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, request, Server } from 'node:http';
import { AddressInfo, createServer as createSocket, Server as Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collectorConfig } from '../../src/kubernetes/serving/capture/collector-config';
import { CopyWish } from '../../src/kubernetes/serving/capture/copy-program';
import { meterConfig } from '../../src/kubernetes/serving/pods/meter-config';
import { bento } from './support/bento';
import { Daemon, until } from './support/daemon';
import { freePorts } from './support/free-ports';
import { envoyPython } from './support/python-venv';

type Json = Record<string, any>;

const MINUTE = 60_000;
const envoy = envoyPython();
const collector = bento();
const missing = 'missing' in envoy ? envoy.missing : undefined;
const missingCollector = 'missing' in collector ? collector.missing : undefined;
if (missing) process.stderr.write(`SKIPPED requests that are copied: ${missing}\n`);
if (missingCollector) process.stderr.write(`SKIPPED what keeps copies: ${missingCollector}\n`);

const folder = mkdtempSync(join(tmpdir(), 'capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The whole body; of one that is broken off nothing, ever. */
const textOf = async (message: IncomingMessage) => new Promise<string>((resolve) => {
  const chunks: Buffer[] = [];
  message.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks).toString()));
});
const portOf = (server: Server | Socket) => (server.address() as AddressInfo).port;
const listen = async <S extends Server | Socket>(server: S): Promise<S> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
const decoded = (text: string) => Buffer.from(text, 'base64').toString();

/** Listens on other ports than in a pod. */
function moved(config: object, ports: Readonly<Record<number, number>>): string {
  return JSON.stringify(config, (key, value: unknown) => (key === 'port_value' ? ports[value as number] ?? value : value));
}

(missing ? describe.skip : describe)('a meter that copies', () => {
  const copies: Json[] = [];
  let model: Server;
  let taker: Server;
  let daemons: Daemon[] = [];

  /** An Envoy before the model, which sends copies to a port; gives its address and its statistics. */
  const meter = async (wish: Partial<CopyWish>, to: number) => {
    const [requests, measurements, admin] = await freePorts(3);
    const config = meterConfig({
      port: portOf(model),
      grpc: false,
      endpoint: 'ml-fraud',
      variant: 'main',
      requestLog: false,
      copies: { variant: 'main', percent: 100, responses: true, host: '127.0.0.1', port: to, ...wish },
    });
    const args = ['--config-yaml', moved(config, { 19080: requests!, 19090: measurements!, 19000: admin! }), '--log-level', 'warn', '--concurrency', '2', '--use-dynamic-base-id'];
    const daemon = new Daemon(join(dirname((envoy as { python: string }).python), 'envoy'), args, folder);
    daemons.push(daemon);
    const url = `http://127.0.0.1:${requests}`;
    await daemon.until('the meter answers', async () => (await fetch(url)).ok);
    const statistic = async (name: string) => {
      const text = await (await fetch(`http://127.0.0.1:${measurements}/stats/prometheus`)).text();
      return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\d+)`, 'm').exec(text)?.[1] ?? -1);
    };
    return { url, statistic };
  };
  const post = async (url: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const response = await fetch(url, { method: 'POST', body, headers });
    return { status: response.status, text: await response.text() };
  };
  const arrived = (count: number) => until(`${count} copies arrive`, () => Promise.resolve(copies.length >= count), 10_000);

  beforeAll(async () => {
    model = await listen(createServer((asked, answer) => void textOf(asked).then((body) => {
      const big = JSON.stringify({ answer: 'x'.repeat(400_000) });
      const type = asked.url === '/stream' ? 'text/event-stream' : 'application/json';
      answer.writeHead(asked.url === '/error' ? 500 : 200, { 'content-type': type });
      answer.end(asked.url === '/big' ? big : JSON.stringify({ predictions: [body.length] }));
    })));
    taker = await listen(createServer((asked, answer) => void textOf(asked).then((body) => {
      copies.push(JSON.parse(body) as Json);
      answer.end();
    })));
  });
  beforeEach(() => copies.splice(0));
  afterEach(async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    daemons = [];
  });
  afterAll(() => [model, taker].forEach((server) => server.close()));

  test('sends what was asked and answered, and lets both through as they were', async () => {
    const { url, statistic } = await meter({}, portOf(taker));
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'tx-"1"' };
    expect(await post(url, '{"instances":[[1,2]]}', headers)).toEqual({ status: 200, text: '{"predictions":[21]}' });
    expect((await post(url, '1,2\n3,"ä"\n', { 'content-type': 'text/csv' })).text).toBe('{"predictions":[10]}');
    expect((await post(`${url}/error`, '{}')).status).toBe(500);
    await arrived(3);
    const [requests, responses] = ['request', 'response'].map((which) => copies.map((copy) => [decoded(copy[which] as string), copy[`${which}_type`]]));
    expect(requests!.map((asked, i) => [...asked, ...responses![i]!, copies[i]!.status])).toEqual([
      ['{"instances":[[1,2]]}', 'json', '{"predictions":[21]}', 'json', 200],
      ['1,2\n3,"ä"\n', 'csv', '{"predictions":[10]}', 'json', 200],
      ['{}', 'json', '{"predictions":[2]}', 'json', 500],
    ]);
    expect(decoded(copies[0]!.id as string)).toBe('tx-"1"');
    expect(copies[0]).toMatchObject({ variant: 'main', lost: 0 });
    expect(Math.abs(Date.now() - (copies[0]!.time as number))).toBeLessThan(MINUTE);
    expect(await statistic('envoy_http_lua_errors')).toBe(0);
  }, MINUTE);

  test('sends nothing that is too large, packed, a stream, or neither JSON nor CSV', async () => {
    const { url } = await meter({}, portOf(taker));
    const large = JSON.stringify({ a: 'x'.repeat(300_000) });
    expect((await post(url, large)).text).toBe(`{"predictions":[${large.length}]}`);
    await post(url, 'x', { 'content-type': 'image/png' });
    await post(url, 'x', { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    await fetch(url);
    expect((await post(`${url}/big`, '{"b":1}')).text).toHaveLength(400_013);
    await post(`${url}/stream`, '{"s":1}');
    await arrived(2);
    expect(copies.map((copy) => [decoded(copy.request as string), copy.response])).toEqual([['{"b":1}', undefined], ['{"s":1}', undefined]]);
  }, MINUTE);

  test('leaves answers out where that is said, and takes a part of the requests', async () => {
    const { url } = await meter({ responses: false, percent: 20 }, portOf(taker));
    for (let i = 0; i < 500; i += 1) await post(url, '{}');
    await arrived(50);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Four standard deviations around a hundred.
    expect(copies.length).toBeGreaterThan(64);
    expect(copies.length).toBeLessThan(136);
    expect(copies.filter(({ response }) => response !== undefined)).toEqual([]);
  }, MINUTE);

  test.each(['that is not there', 'that takes and never answers'])('is not held up by a collector %s', async (what) => {
    const silent = await listen(createSocket((socket) => socket.on('error', () => undefined).resume()));
    const [nobody] = await freePorts(1);
    const { url, statistic } = await meter({}, what === 'that is not there' ? nobody! : portOf(silent));
    const body = JSON.stringify({ a: 'x'.repeat(200_000) });
    const begin = Date.now();
    const answers = await Promise.all(Array.from({ length: 200 }, () => post(url, body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // A copy may take two seconds, of which nobody waits for one.
    expect(Date.now() - begin).toBeLessThan(5_000);
    expect(await statistic('envoy_http_lua_errors')).toBe(0);
    const dropped = what === 'that is not there' ? 'envoy_cluster_upstream_cx_connect_fail' : 'envoy_cluster_upstream_rq_pending_overflow';
    expect(await statistic(`${dropped}\\{envoy_cluster_name="collector"\\}`)).toBeGreaterThan(0);
    silent.close();
  }, MINUTE);

  test('gives up copies of requests that were broken off, and tells how many those were', async () => {
    const { url } = await meter({}, portOf(taker));
    const { port } = new URL(url);
    const body = JSON.stringify({ a: randomBytes(90_000).toString('hex') });
    // They say to be longer than they are, and go: nobody ever answers them.
    await Promise.all(Array.from({ length: 250 }, () => new Promise<void>((resolve) => {
      const broken = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length + 10 } });
      broken.on('error', () => resolve()).on('close', resolve);
      broken.write(body, () => setTimeout(() => broken.destroy(), 200));
    })));
    for (let i = 0; i < 40; i += 1) await post(url, '{}');
    await arrived(40);
    expect(copies.reduce((sum, { lost }) => sum + (lost as number), 0)).toBeGreaterThan(50);
  }, MINUTE);
});

(missingCollector ? describe.skip : describe)('what keeps copies', () => {
  const files = new Map<string, string>();
  let store: Server;
  let broken = false;
  let daemon: Daemon;
  let url: string;
  let measurements: string;

  const copy = (time: string, more: Json = {}) => JSON.stringify({
    variant: 'main', id: Buffer.from('tx-1').toString('base64'), time: Date.parse(time), status: 200, lost: 0, request_type: 'json', request: Buffer.from('{"amount":12345678901234567890,"vip":true}').toString('base64'), ...more,
  });
  const send = (body: string) => fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

  beforeAll(async () => {
    store = await listen(createServer((asked, answer) => void textOf(asked).then((body) => {
      if (!broken) files.set(decodeURIComponent(asked.url!.split('?')[0]!), body);
      answer.writeHead(broken ? 503 : 200).end();
    })));
    const [copiesPort, health] = await freePorts(2);
    const config = JSON.stringify(collectorConfig({ name: 'ml-fraud' }, { system: 's3', endpoint: 'http://store' }))
      .replace('0.0.0.0:4196', `127.0.0.1:${copiesPort}`).replace('0.0.0.0:4195', `127.0.0.1:${health}`).replace('"period":"60s"', '"period":"1s"');
    writeFileSync(join(folder, 'collector.json'), config);
    const env = [
      'CAPTURE_BUCKET=acme', 'CAPTURE_FOLDER=capture/ml fraud', 'CAPTURE_REGION=eu-west-1', `CAPTURE_ENDPOINT=http://127.0.0.1:${portOf(store)}`,
      'AWS_ACCESS_KEY_ID=a', 'AWS_SECRET_ACCESS_KEY=b',
    ];
    daemon = new Daemon('/usr/bin/env', [...env, (collector as { program: string }).program, '-c', join(folder, 'collector.json')], folder);
    url = `http://127.0.0.1:${copiesPort}/capture`;
    measurements = `http://127.0.0.1:${health}`;
    await daemon.until('the collector is ready', async () => (await fetch(`${measurements}/ready`)).ok);
  }, MINUTE);
  beforeEach(() => files.clear());
  afterAll(async () => {
    await daemon.stop();
    store.close();
  });

  const written = async (count: number) => {
    await until(`${count} files are written`, () => Promise.resolve(files.size >= count), 20_000);
    return [...files].map(([path, text]) => ({ path, lines: text.trim().split('\n') })).sort((a, b) => (a.path < b.path ? -1 : 1));
  };

  test('writes them as lines, below the hour of their request, with all digits of their numbers', async () => {
    await send(copy('2026-11-26T10:59:59.999Z', { response_type: 'json', response: Buffer.from('{"predictions":[0.25]}').toString('base64') }));
    await send(copy('2026-11-26T11:00:00.007Z', { request_type: 'csv', request: Buffer.from('1,"ä"\n').toString('base64'), status: 500 }));
    await send(copy('2026-11-26T11:00:00.020Z', { request: Buffer.from('{"cut').toString('base64') }));
    const [ten, eleven] = await written(2);
    expect([ten!.path, eleven!.path]).toEqual([
      expect.stringMatching(/^\/acme\/capture\/ml fraud\/2026\/11\/26\/10\/\d{19}-[0-9a-f-]{36}\.jsonl$/), expect.stringMatching(/\/2026\/11\/26\/11\/[^/]+\.jsonl$/),
    ]);
    expect(ten!.lines).toEqual([
      '{"endpoint":"ml-fraud","id":"tx-1","request":{"amount":12345678901234567890,"vip":true},"response":{"predictions":[0.25]},"status":200,"time":"2026-11-26T10:59:59.999Z","variant":"main"}',
    ]);
    expect(eleven!.lines.map((line) => JSON.parse(line) as Json)).toEqual([
      { endpoint: 'ml-fraud', id: 'tx-1', variant: 'main', status: 500, time: '2026-11-26T11:00:00.007Z', request: '1,"ä"\n' },
      { endpoint: 'ml-fraud', id: 'tx-1', variant: 'main', status: 200, time: '2026-11-26T11:00:00.020Z', request: '{"cut' },
    ]);
  }, MINUTE);

  test('takes them while the store takes nothing, and writes them when it does', async () => {
    broken = true;
    const begin = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(copy('2026-11-26T12:00:00.000Z'))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(Date.now() - begin).toBeLessThan(2_000);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    broken = false;
    const found = await written(1);
    expect(found.flatMap(({ lines }) => lines).length).toBe(20);
  }, MINUTE);

  test('counts what it has taken, what was lost before, and what is no copy', async () => {
    const count = async (name: string) => {
      const text = await (await fetch(`${measurements}/metrics`)).text();
      return Number(new RegExp(`^${name}\\{endpoint="ml-fraud"[^}]*\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    };
    const before = await count('capture_records');
    await send(copy('2026-11-26T13:00:00.000Z', { lost: 7 }));
    await send('{"no":"copy"}');
    await written(1);
    expect([await count('capture_records') - before, await count('capture_lost'), await count('capture_unreadable')]).toEqual([1, 7, 1]);
  }, MINUTE);
});
