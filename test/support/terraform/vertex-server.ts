import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';

type Json = Record<string, unknown>;

/** As much of the REST API of Vertex AI as a model and its deployment need: every change is an operation that is done, or failed, when asked again. */
export class VertexServer {
  /** `POST models:upload`, in the order of arrival. Reads and polls are left out. */
  public readonly changes: string[] = [];
  /** The message with which the next change fails. */
  public failNext?: string;

  private readonly models = new Map<string, Json>();
  private readonly operations = new Map<string, Json>();
  private readonly server: Server;

  public constructor(private readonly token: string) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  public async start(): Promise<string> {
    await new Promise<void>((started) => this.server.listen(0, '127.0.0.1', started));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  public async stop(): Promise<void> {
    await new Promise((stopped) => this.server.close(stopped));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Json;
    const [status, json] = request.headers.authorization === `Bearer ${this.token}` ? this.route(request, body) : [401, { error: { message: 'no token' } }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  private route({ method, url = '' }: IncomingMessage, body: Json): [number, Json] {
    const path = url.replace(/^\/v1\//, '');
    const last = path.split('/').pop() ?? '';
    if (method === 'GET') {
      const found = this.operations.get(path) ?? this.models.get(last);
      return found ? [200, found] : [404, { error: { code: 404 } }];
    }
    this.changes.push(`${method} ${last}`);
    if (path.endsWith('models:upload')) {
      const { modelId, model } = body as { modelId: string; model: Json };
      return this.operation(() => this.models.set(modelId, { name: `projects/acme/models/${modelId}`, ...model }));
    }
    if (method === 'DELETE') return this.operation(() => this.models.delete(last));
    return this.operation(() => undefined);
  }

  private operation(change: () => unknown): [number, Json] {
    const name = `projects/acme/locations/europe-west4/operations/${this.operations.size + 1}`;
    const error = this.failNext ? { error: { code: 9, message: this.failNext } } : undefined;
    this.failNext = undefined;
    if (!error) change();
    this.operations.set(name, { name, done: true, ...(error ?? { response: {} }) });
    return [200, { name }];
  }
}
