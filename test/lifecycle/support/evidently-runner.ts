import { ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KubernetesObject } from '../api_server/client';
import { ContainerRunner } from '../api_server/kubelet';
import { ApiServer } from './api-server';
import { until } from './daemon';
import { tokenOf } from './feast-runner';
import { freePorts } from './free-ports';

/** Runs the pods of a monitor with the real Evidently, as they are written but for what is not here: folders are the buckets. */
export class EvidentlyRunner implements ContainerRunner {
  /** What each program said. */
  public readonly output: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'evidently-'));
  private exporter?: ChildProcess;

  public constructor(private readonly cluster: ApiServer, private readonly python: string) {}

  public runs({ spec }: KubernetesObject): boolean {
    return spec.containers[0].name === 'run';
  }

  public async run(pod: KubernetesObject): Promise<number> {
    const child = await this.start(pod);
    return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  }

  /** Starts what shows results, as its pod is written, and gives its address. */
  public async serve(pod: KubernetesObject): Promise<string> {
    this.exporter?.kill();
    const [port] = await freePorts(1);
    this.exporter = await this.start(pod, { '0.0.0.0': '127.0.0.1', '8000': `${port}` });
    const address = `http://127.0.0.1:${port}`;
    await until('results are shown', async () => (await fetch(`${address}/health`)).ok, 30_000);
    return address;
  }

  /** Writes an object of the store. */
  public write(uri: string, content: string): void {
    const path = this.fileOf(uri);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  /** Where an object is. */
  public fileOf(uri: string): string {
    return uri.replace('s3://', `${this.folder}/`);
  }

  public stop(): void {
    this.exporter?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start({ metadata, spec }: KubernetesObject, other: Record<string, string> = {}): Promise<ChildProcess> {
    const namespace = metadata.namespace as string;
    const [{ command: [, ...args], env }] = spec.containers;
    const maps = new Map<string, string>();
    for (const { name, configMap } of spec.volumes as KubernetesObject[]) {
      if (configMap) maps.set(`/drift/${name as string}`, await this.map(namespace, configMap.name as string));
    }
    const mounted = (text: string) => [...maps].reduce((path, [from, to]) => path.replace(`${from}/`, `${to}/`), other[text] ?? text);
    const account = spec.automountServiceAccountToken ? await this.account(namespace, spec.serviceAccountName as string) : '/nowhere';
    const values = (env as KubernetesObject[]).map(({ name, value, valueFrom }) => {
      return [name, valueFrom ? this.referred(metadata, valueFrom as KubernetesObject) : mounted(value as string)];
    });
    const child = spawn(this.python, (args as string[]).map(mounted), {
      env: {
        ...Object.fromEntries(values) as Record<string, string>,
        PATH: process.env.PATH,
        HOME: this.folder,
        ACCOUNT_FOLDER: account,
        PYTHONWARNINGS: 'ignore',
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: new URL(this.cluster.address).port,
      },
    });
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => this.output.push(chunk.toString())));
    return child;
  }

  private referred({ labels }: KubernetesObject, { fieldRef }: KubernetesObject): string {
    const [, label] = /^metadata\.labels\['(.*)'\]$/.exec(fieldRef?.fieldPath as string ?? '') ?? [];
    return label === undefined ? 'from-a-secret' : labels[label] as string;
  }

  private async map(namespace: string, name: string): Promise<string> {
    const { data = {} } = (await this.cluster.client.find(`/api/v1/namespaces/${namespace}/configmaps/${name}`))!;
    const path = join(this.folder, 'maps', name);
    mkdirSync(path, { recursive: true });
    Object.entries(data as Record<string, string>).forEach(([file, text]) => writeFileSync(join(path, file), text.replaceAll('s3://', `${this.folder}/`)));
    return path;
  }

  private async account(namespace: string, name: string): Promise<string> {
    const path = join(this.folder, 'account', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'token'), await tokenOf(this.cluster, namespace, name));
    copyFileSync(this.cluster.certificate, join(path, 'ca.crt'));
    return path;
  }
}
