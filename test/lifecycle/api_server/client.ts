import { request } from 'node:https';

/* What the API gives back has no shape of its own here; what a test looks at is its own business. */
export type KubernetesObject = Record<string, any>;

export interface Answer {
  readonly status: number;
  readonly body: KubernetesObject;
}

const MERGE_PATCH = 'application/merge-patch+json';

/** The few calls that the suite makes itself, as the administrator of the cluster. */
export class Client {
  public constructor(private readonly server: { readonly port: number; readonly authority: string; readonly token: string }) {}

  /** An object or a list; undefined when there is none. */
  public async find(path: string): Promise<KubernetesObject | undefined> {
    const answer = await this.call('GET', path);
    return answer.status === 404 ? undefined : accepted(answer, `GET ${path}`);
  }

  public async list(path: string): Promise<KubernetesObject[]> {
    return accepted(await this.call('GET', path), `GET ${path}`).items as KubernetesObject[];
  }

  public async create(path: string, body: KubernetesObject): Promise<KubernetesObject> {
    return accepted(await this.call('POST', path, body), `POST ${path}`);
  }

  public async patch(path: string, body: KubernetesObject): Promise<Answer> {
    return this.call('PATCH', path, body, MERGE_PATCH);
  }

  public async call(method: string, path: string, body?: KubernetesObject, contentType = 'application/json'): Promise<Answer> {
    const { port, authority, token } = this.server;
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': contentType };
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, ca: authority, headers, timeout: 30_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode!, body: asJson(text) }));
      });
      sent.on('error', reject).on('timeout', () => sent.destroy(new Error(`${method} ${path} took more than 30 s`)));
      sent.end(body && JSON.stringify(body));
    });
  }
}

/** `/readyz` answers in plain text. */
function asJson(text: string): KubernetesObject {
  return text.startsWith('{') ? (JSON.parse(text) as KubernetesObject) : { message: text };
}

function accepted({ status, body }: Answer, what: string): KubernetesObject {
  if (status >= 300) throw new Error(`${what}: ${status} ${body.message as string}`);
  return body;
}
