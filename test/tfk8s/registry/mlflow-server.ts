import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';

export interface Version {
  readonly version: string;
  readonly source: string;
  readonly tags: Record<string, string>;
}

/** As much of MLflow's registry of models as a registry of ours asks for. */
export class MlflowServer {
  public readonly versions: Version[] = [];
  public readonly aliases: Record<string, string> = {};
  public readonly calls: string[] = [];
  private registered = false;
  private readonly server: Server;

  public constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status, body }) => response.writeHead(status).end(JSON.stringify(body)));
    });
  }

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.close();
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { pathname, searchParams } = new URL(request.url!, 'http://mlflow');
    const body = { ...Object.fromEntries(searchParams), ...(text ? JSON.parse(text) as object : {}) } as Record<string, string>;
    const call = `${request.method} ${pathname.replace('/api/2.0/mlflow/', '')}`;
    this.calls.push(call);
    return this.handle(call, body);
  }

  private handle(call: string, { name, alias, version, source, key, value }: Record<string, string>): { status: number; body: object } {
    const fine = (body: object = {}) => ({ status: 200, body });
    const failed = (code: string) => ({ status: 400, body: { error_code: code } });
    const found = this.versions.find((one) => one.version === version);
    switch (call) {
      case 'POST registered-models/create':
        if (this.registered) return failed('RESOURCE_ALREADY_EXISTS');
        this.registered = true;
        return fine({ registered_model: { name } });
      case 'PATCH registered-models/update':
      case 'POST registered-models/set-tag':
        return fine();
      case 'GET registered-models/alias': {
        const aliased = this.versions.find((one) => one.version === this.aliases[alias!]);
        return aliased ? fine({ model_version: aliased }) : failed('RESOURCE_DOES_NOT_EXIST');
      }
      case 'POST registered-models/alias':
        this.aliases[alias!] = version!;
        return fine();
      case 'DELETE registered-models/alias':
        delete this.aliases[alias!];
        return fine();
      case 'POST model-versions/create': {
        const made = { version: String(this.versions.length + 1), source: source!, tags: {} };
        this.versions.push(made);
        return fine({ model_version: made });
      }
      case 'POST model-versions/set-tag':
        if (!found) return failed('RESOURCE_DOES_NOT_EXIST');
        found.tags[key!] = value!;
        return fine();
      default:
        return { status: 404, body: { error_code: 'ENDPOINT_NOT_FOUND' } };
    }
  }
}
