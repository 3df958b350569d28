import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

type Json = Record<string, any>;

/** A local server that answers as Vertex AI and BigQuery do: what is made is read again, a mask says what a PATCH changes, and each change is an operation that is asked for. */
export class FakeGoogle {
  public static async start(): Promise<FakeGoogle> {
    const fake = new FakeGoogle();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** `PATCH featureViews/clicks labels,…`, without what only reads. */
  public readonly changes: string[] = [];
  /** What there is, by its path. */
  public readonly things = new Map<string, Json>();
  /** Who may use them, by the path of the thing; what is made has nobody. */
  public readonly policies = new Map<string, Json>();
  private operations = 0;
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request, response);
  });

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The thing whose path ends so. */
  public thing(end: string): Json {
    return [...this.things].find(([path]) => path.endsWith(end))![1];
  }

  /** Whom the policy of a thing lets in. */
  public admitted(end: string): Json[] {
    return [...this.policies].find(([path]) => path.endsWith(end))![1].bindings as Json[];
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const [path, query] = request.url!.split('?') as [string, string?];
    const [status, answer] = this.handle(request.method!, path, new URLSearchParams(query), (text ? JSON.parse(text) : {}) as Json);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  }

  private handle(method: string, path: string, query: URLSearchParams, body: Json): [number, Json] {
    if (path.includes('/operations/')) return [200, { name: path.slice(4), done: true, response: {} }];
    if (path.endsWith(':setIamPolicy')) return this.setPolicy(path.replace(/:setIamPolicy$/, ''), body);
    const known = this.things.get(path);
    if (method === 'GET') return known ? [200, known] : [404, { error: { code: 404, message: 'not found' } }];
    const table = path.includes('/bigquery/');
    const id = method === 'POST' ? (table ? body.tableReference.tableId as string : [...query].find(([name]) => /Id$/.test(name))![1]) : '';
    const place = id ? `${path}/${id}` : path;
    this.changes.push([method, ...(query.get('updateMask') ? [place.split('/').slice(-2).join('/'), query.get('updateMask')!] : [place.split('/').slice(-2).join('/')])].join(' '));
    if (method === 'DELETE') this.things.delete(place);
    if (method !== 'PATCH') this.policies.delete(place);
    if (method !== 'DELETE') this.things.set(place, table ? { ...body, type: 'TABLE', kind: 'bigquery#table', location: 'europe-west4' } : masked(known, body, query.get('updateMask'), place));
    if (table) return [200, this.things.get(place) ?? {}];
    // The Google provider asks for operations at the real address, whatever its settings say; one that is done already it does not ask for.
    const done = place.includes('/features/') ? { done: true, response: {} } : {};
    return [200, { name: `${path.slice(4)}/operations/${(this.operations += 1)}`, ...done }];
  }

  private setPolicy(place: string, { policy }: Json): [number, Json] {
    if (!this.things.has(place)) return [404, { error: { code: 404, message: 'not found' } }];
    this.policies.set(place, policy as Json);
    this.changes.push(`POST ${place.split('/').slice(-2).join('/')}:setIamPolicy`);
    return [200, { ...(policy as Json), version: 1, etag: `BwX${this.changes.length}=` }];
  }
}

/** What a PATCH leaves: fields in the mask are those of the request, all others stay. */
function masked(known: Json | undefined, body: Json, mask: string | null, place: string): Json {
  const added = { name: place.slice(4), ...(place.includes('/featureViews/') ? { serviceAccountEmail: 'view@acme-ml.iam.gserviceaccount.com' } : {}) };
  if (!known) return { ...body, ...added };
  const fields = [...new Set((mask ?? '').split(',').map((field) => field.split('.')[0]!))];
  return { ...known, ...Object.fromEntries(fields.filter((field) => field in body).map((field) => [field, body[field] as unknown])) };
}
