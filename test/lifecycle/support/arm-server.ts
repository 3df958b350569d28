import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Record<string, string>;
}

const TOKEN = 'a-very-secret-token';

/** Why there can be no Azure Resource Manager here. Clients give their token to nobody without TLS, so a certificate has to be made. */
export function whyNoArmServer(): string | undefined {
  return spawnSync('openssl', ['version']).status === 0 ? undefined : 'openssl is not installed';
}

/**
 * As much of Azure Resource Manager as resources of any type need: PUT, PATCH and DELETE are operations that are done, or failed, when asked again.
 * What is there is answered as it was put, with an id, a name, a type and an identity.
 */
export class ArmServer {
  public static async start(): Promise<ArmServer> {
    const server = new ArmServer();
    await server.listen();
    return server;
  }

  /** `PUT acme-ml-shared`, in the order of arrival. Reads and polls are left out. */
  public readonly changes: string[] = [];
  /** The message with which the next change fails. */
  public failNext?: string;

  private readonly folder = mkdtempSync(join(tmpdir(), 'arm-server-'));
  private readonly certificate = join(this.folder, 'certificate.pem');
  /** What is there, by its id in lower case. */
  protected readonly resources = new Map<string, Json>();
  private readonly operations = new Map<string, Json>();
  private readonly manager: Server;
  private readonly identities: Server;

  protected constructor() {
    const key = join(this.folder, 'key.pem');
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', key, '-out', this.certificate];
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject, ...files]);
    if (made.status !== 0) throw new Error(`openssl: ${made.stderr.toString()}`);
    const identity = { key: readFileSync(key), cert: readFileSync(this.certificate) };
    this.manager = createHttpsServer(identity, (request, response) => void this.serve(request, response));
    this.identities = createHttpServer((_, response) => reply(response, { status: 200, body: token() }));
  }

  /** What makes azapi speak with this server, as the identity of a machine. */
  public get env(): NodeJS.ProcessEnv {
    const port = (server: Server) => (server.address() as AddressInfo).port;
    const manager = `https://127.0.0.1:${port(this.manager)}`;
    return {
      ARM_RESOURCE_MANAGER_ENDPOINT: manager,
      ARM_RESOURCE_MANAGER_AUDIENCE: manager,
      ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: manager,
      ARM_USE_MSI: 'true',
      ARM_USE_CLI: 'false',
      ARM_DISABLE_TERRAFORM_PARTNER_ID: 'true',
      ARM_TENANT_ID: '00000000-0000-0000-0000-000000000001',
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port(this.identities)}/token`,
      IDENTITY_HEADER: 'local',
      SSL_CERT_FILE: this.certificate,
    };
  }

  /** The token that clients are given; it belongs into no state. */
  public get token(): string {
    return TOKEN;
  }

  public async stop(): Promise<void> {
    await Promise.all([this.manager, this.identities].map((each) => {
      each.closeAllConnections();
      return new Promise((stopped) => each.close(stopped));
    }));
    rmSync(this.folder, { recursive: true, force: true });
  }

  protected async listen(): Promise<void> {
    await Promise.all([this.manager, this.identities].map((each) => new Promise<void>((started) => each.listen(0, '127.0.0.1', started))));
  }

  /** What only some types do; undefined is what all types do. */
  protected special(_method: string, _url: URL, _body: Json): Answer | undefined {
    return undefined;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Json;
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(response, { status: 401, body: failure('InvalidAuthenticationToken', 'no token') });
    return reply(response, this.answer(request, body));
  }

  protected answer({ method = '', url = '', headers }: IncomingMessage, body: Json): Answer {
    const id = decodeURIComponent(url.split('?')[0]!);
    const operation = this.operations.get(id);
    if (operation) return { status: 200, body: operation };
    const present = this.resources.get(id.toLowerCase());
    const special = this.special(method, new URL(url, 'https://local'), body);
    if (special) return special;
    if (method === 'GET') return present ? { status: 200, body: present } : { status: 404, body: failure('ResourceNotFound', `${id} was not found`) };

    this.changes.push(`${method} ${id.split('/').pop()}`);
    const poll = { 'Azure-AsyncOperation': `https://${headers.host}${this.startOperation()}?api-version=2025-12-01`, 'Retry-After': '0' };
    if (this.failNext !== undefined) {
      this.failLast(this.failNext);
      return { status: 202, headers: poll };
    }
    if (method === 'DELETE') {
      this.resources.delete(id.toLowerCase());
      return { status: present ? 202 : 204, headers: present ? poll : {} };
    }
    const resource = { ...described(id), ...body };
    this.resources.set(id.toLowerCase(), resource);
    return { status: present ? 200 : 201, body: resource, headers: poll };
  }

  private startOperation(): string {
    const path = `/operations/${this.operations.size + 1}`;
    this.operations.set(path, { status: 'Succeeded' });
    return path;
  }

  private failLast(message: string): void {
    this.failNext = undefined;
    this.operations.set(`/operations/${this.operations.size}`, { status: 'Failed', ...failure('Conflict', message) });
  }
}

/** What Azure adds to a resource. */
function described(id: string): Json {
  const [provider = '', ...rest] = id.split('/providers/').pop()!.split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  return {
    id,
    name: rest[rest.length - 1],
    type: [provider, ...types].join('/'),
    identity: { type: 'SystemAssigned', principalId: '00000000-0000-0000-0000-000000000002', tenantId: '00000000-0000-0000-0000-000000000001' },
  };
}

export function failure(code: string, message: string): Json {
  return { error: { code, message } };
}

function token(): Json {
  const expires = Math.floor(Date.now() / 1000) + 3600;
  return { access_token: TOKEN, token_type: 'Bearer', expires_on: String(expires), resource: 'local' };
}

function reply(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body === undefined ? undefined : JSON.stringify(body));
}
