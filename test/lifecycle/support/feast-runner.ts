import { ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { KubernetesObject } from '../api_server/client';
import { ContainerRunner } from '../api_server/kubelet';
import { ApiServer } from './api-server';
import { until } from './daemon';
import { freePorts } from './free-ports';

/** Feast asks the API server as a pod does, whose files are elsewhere here. */
const IN_CLUSTER = `import os
if "ACCOUNT" in os.environ:
    from kubernetes.config import incluster_config
    incluster_config.SERVICE_TOKEN_FILENAME = os.path.join(os.environ["ACCOUNT"], "token")
    incluster_config.SERVICE_CERT_FILENAME = os.path.join(os.environ["ACCOUNT"], "ca.crt")
`;

/**
 * Runs the pods of a feature store with the real Feast, as they are written but for what is not here: SQLite is the database, whose settings come by the same file, and folders are
 * the buckets.
 */
export class FeastRunner implements ContainerRunner {
  /** What each program said. */
  public readonly output: string[] = [];
  /** Whether nothing can be defined. */
  public broken = false;
  public readonly folder = mkdtempSync(join(tmpdir(), 'feast-'));
  private server?: ChildProcess;

  public constructor(private readonly cluster: ApiServer, private readonly python: string) {}

  public runs({ spec }: KubernetesObject): boolean {
    return ['apply', 'refresh'].includes(spec.containers[0].name as string);
  }

  public async run(pod: KubernetesObject): Promise<number> {
    if (this.broken) return 1;
    const child = await this.start(pod, []);
    return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  }

  /** Starts what answers requests, and gives its address. */
  public async serve(pod: KubernetesObject): Promise<string> {
    const [port] = await freePorts(1);
    this.server = await this.start(pod, [['0.0.0.0', '127.0.0.1'], ['6566', `${port}`], ['60', '1']], ['--metrics']);
    const address = `http://127.0.0.1:${port}`;
    await until(`Feast answers:\n${this.output.join('').slice(-2_000)}`, async () => (await fetch(`${address}/health`)).ok, 90_000);
    return address;
  }

  /** Where the files of a bucket are. */
  public filesOf(uri: string): string {
    return uri.replace('s3://', `${this.folder}/`);
  }

  /** Runs a program in Feast's own interpreter. */
  public async script(text: string): Promise<string> {
    const child = spawn(this.python, ['-c', text], { env: { ...process.env, PYTHONPATH: join(this.folder, 'program') } });
    const said: string[] = [];
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => said.push(chunk.toString())));
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(said.join(''));
    return said.join('').trim();
  }

  public async stop(): Promise<void> {
    if (this.server?.exitCode === null) {
      const ended = new Promise((resolve) => this.server!.on('close', resolve));
      this.server.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start({ metadata, spec }: KubernetesObject, other: string[][], without: string[] = []): Promise<ChildProcess> {
    const namespace = metadata.namespace as string;
    const [{ command: [, , ...args], env }] = spec.containers;
    const account = await this.account(namespace, spec.serviceAccountName as string);
    const program = await this.map(namespace, (spec.volumes as KubernetesObject[]).find(({ name }) => name === 'program')!.configMap.name as string, 'program');
    const groups = await this.map(namespace, (spec.volumes as KubernetesObject[]).find(({ name }) => name === 'groups')!.configMap.name as string, 'groups');
    const given = (env as KubernetesObject[]).find(({ name }) => name === 'STORE_SETTINGS')!.value as string;
    const settings = join(this.folder, 'settings.yaml');
    writeFileSync(settings, `path: ${this.folder}/online.db\n`);
    const replaced = (args as string[]).filter((arg) => !without.includes(arg)).map((arg) => other.find(([from]) => from === arg)?.[1] ?? arg);
    const child = spawn(this.python, [join(program, 'ml_features.py'), ...replaced], {
      env: {
        PATH: `${dirname(this.python)}${delimiter}${process.env.PATH}`,
        HOME: this.folder,
        PYTHONPATH: `${program}${delimiter}${this.folder}`,
        STORE_SETTINGS: JSON.stringify({ ...JSON.parse(given) as object, online_store: { type: 'sqlite' }, registry: this.registry() }),
        DATABASE_SETTINGS: settings,
        GROUPS_FILE: join(groups, 'groups.json'),
        WORK_FOLDER: mkdtempSync(join(this.folder, 'work-')),
        ACCOUNT: account,
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: new URL(this.cluster.address).port,
      },
    });
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => this.output.push(chunk.toString())));
    return child;
  }

  private registry(): object {
    return { registry_type: 'file', path: join(this.folder, 'registry.db'), cache_ttl_seconds: 1 };
  }

  private async map(namespace: string, name: string, folder: string): Promise<string> {
    const { data } = (await this.cluster.client.find(`/api/v1/namespaces/${namespace}/configmaps/${name}`))!;
    const path = join(this.folder, folder);
    mkdirSync(path, { recursive: true });
    Object.entries(data as Record<string, string>).forEach(([file, text]) => writeFileSync(join(path, file), text.replaceAll('s3://', `${this.folder}/`)));
    return path;
  }

  private async account(namespace: string, name: string): Promise<string> {
    const path = join(this.folder, 'account');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'token'), await tokenOf(this.cluster, namespace, name));
    copyFileSync(this.cluster.certificate, join(path, 'ca.crt'));
    writeFileSync(join(this.folder, 'sitecustomize.py'), IN_CLUSTER);
    return path;
  }
}

/** A token of a service account, as its pods have it. */
export async function tokenOf({ client }: ApiServer, namespace: string, account: string): Promise<string> {
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3_600 } };
  const { status } = await client.create(`/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`, request);
  return status.token as string;
}

/** What somebody writes who knows no key: the same names, with a signature of nobody. */
export function forged(token: string): string {
  const [head, body] = token.split('.');
  return [head, body, Buffer.alloc(256, 7).toString('base64url')].join('.');
}
