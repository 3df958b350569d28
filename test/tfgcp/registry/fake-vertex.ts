import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

interface Operation {
  polls: number;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A local server that answers uploads as Vertex AI does: with an operation that ends after it was asked for twice. */
export class FakeVertex {
  public static async start(): Promise<FakeVertex> {
    const fake = new FakeVertex();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** `POST …/models:upload`, without what only reads. */
  public readonly changes: string[] = [];
  public readonly tokens = new Set<string>();
  public readonly models = new Map<string, object>();
  /** Whether operations end with an error. */
  public failing = false;

  private readonly operations = new Map<string, Operation>();
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request, response);
  });

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = (text ? JSON.parse(text) : {}) as { modelId?: string; model?: object };
    const path = request.url!.replace(/^\/v1\//, '');
    this.tokens.add(request.headers.authorization ?? '');
    const [status, answer] = this.handle(request.method!, path, body);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  }

  private handle(method: string, path: string, { modelId, model }: { modelId?: string; model?: object }): [number, object] {
    if (method !== 'GET') this.changes.push(`${method} ${path.split('/').pop()!}`);
    if (path.includes('/operations/')) return [200, this.poll(path)];
    if (method === 'POST' && path.endsWith('models:upload')) {
      if (this.models.has(modelId!)) return [409, { error: { code: 409 } }];
      if (!this.failing) this.models.set(modelId!, { ...model, name: path.replace(':upload', `/${modelId!}`), versionId: '1' });
      return [200, this.operation(path)];
    }
    const id = path.split('/').pop()!;
    const known = this.models.get(id);
    if (!known) return [404, { error: { code: 404 } }];
    if (method === 'GET') return [200, known];
    this.models.delete(id);
    return [200, this.operation(path)];
  }

  private operation(path: string): object {
    const name = `${path.split('/models')[0]!}/operations/${this.operations.size + 1}`;
    this.operations.set(name, { polls: 0, ...(this.failing ? { error: { code: 9, message: 'the artifacts are not there' } } : {}) });
    return { name };
  }

  private poll(name: string): object {
    const operation = this.operations.get(name)!;
    operation.polls += 1;
    if (operation.polls < 2) return { name };
    return { name, done: true, ...(operation.error ? { error: operation.error } : { response: {} }) };
  }
}
