import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

type Json = Record<string, any>;

/** How Knative and KServe answer a change: what their controllers do, as far as a release sees it. */
export interface Behavior {
  /** Contents of which no revision ever gets ready. */
  readonly broken?: readonly string[];
  /** How often the API server says first that somebody else was quicker. */
  conflicts?: number;
  /** What Prometheus measures of a revision. */
  measured?(revision: string): number | undefined;
}

const SERVICE = '/apis/serving.kserve.io/v1beta1/namespaces/fraud/inferenceservices/ml-fraud';
const MEMORY = '/api/v1/namespaces/fraud/configmaps/ml-fraud-rollout';

/** An API server with one InferenceService, and a Prometheus, on this machine. */
export class ReleaseCluster {
  /** The traffic of each revision, after each change. */
  public readonly history: Array<Record<string, number>> = [];
  public readonly queries: string[] = [];
  public service?: Json;
  public memory: Json = { metadata: { resourceVersion: '1' } };
  private readonly server: Server;
  private template = '';
  private created = 0;
  private ready = 0;
  private stable = '';

  public constructor(private readonly behavior: Behavior = {}) {
    this.server = createServer((request, response) => void this.answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }));
  }

  public async start(predictor?: Json, content?: string): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    if (predictor) this.apply({ metadata: { resourceVersion: '1', annotations: { 'ml-platform/content': content } }, spec: { predictor } });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Who has how much of the requests now. */
  public get traffic(): Record<string, number> {
    return this.history.at(-1)!;
  }

  private async answer(request: IncomingMessage): Promise<[number, unknown]> {
    const url = new URL(request.url!, 'http://x');
    if (url.pathname === '/api/v1/query') {
      const query = url.searchParams.get('query')!;
      this.queries.push(query);
      const value = this.behavior.measured?.(/revision="([^"]*)"/.exec(query)?.[1] ?? '');
      return [200, { data: { result: value === undefined ? [] : [{ value: [0, String(value)] }] } }];
    }
    const stored = url.pathname === MEMORY ? this.memory : url.pathname === SERVICE ? this.service : undefined;
    if (!stored) return [404, {}];
    if (request.method === 'GET') return [200, stored];
    const body = JSON.parse(await textOf(request)) as Json;
    if (body.metadata.resourceVersion !== stored.metadata.resourceVersion || (this.behavior.conflicts ?? 0) > 0) {
      if (this.behavior.conflicts) this.behavior.conflicts -= 1;
      return [409, {}];
    }
    body.metadata.resourceVersion = String(Number(body.metadata.resourceVersion) + 1);
    if (url.pathname === MEMORY) this.memory = body;
    else this.apply(body);
    return [200, body];
  }

  /** https://github.com/kserve/kserve/blob/v0.20.0/pkg/controller/v1beta1/inferenceservice/reconcilers/knative/ksvc_reconciler.go */
  private apply(service: Json): void {
    const { canaryTrafficPercent: percent, ...template } = service.spec.predictor;
    const content = service.metadata.annotations?.['ml-platform/content'];
    const text = JSON.stringify([template, content]);
    if (text !== this.template) {
      this.template = text;
      this.created += 1;
      if (!this.behavior.broken?.includes(content)) this.ready = this.created;
    }
    const [newest, latest] = [`rev-${this.created}`, `rev-${this.ready}`];
    // A part of the requests for what has them all is taken for a way back, which would be wrong here.
    if (percent !== undefined && percent < 100 && this.stable === newest) throw new Error('a number without a new content');
    const whole = percent === undefined || this.stable === '';
    if (whole) this.stable = latest;
    this.history.push(whole ? { [latest]: 100 } : latest === this.stable ? { [latest]: 100 } : { [latest]: percent, [this.stable]: 100 - percent });
    this.service = {
      ...service,
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        components: { predictor: { latestCreatedRevision: newest, latestReadyRevision: latest, latestRolledoutRevision: this.stable } },
      },
    };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
