import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlPlanePrograms } from '../api_server/binaries';
import { Client } from '../api_server/client';
import { ContainerRunner, Kubelet } from '../api_server/kubelet';
import { Daemon } from './daemon';
import { freePorts } from './free-ports';

export { whyNoApiServer } from '../api_server/binaries';

/** The controllers that what we deploy needs; without a node, most of the others have nothing to do. */
const CONTROLLERS = [
  'serviceaccount', 'namespace', 'job', 'deployment', 'replicaset', 'disruption', 'garbage-collector', 'resourcequota', 'clusterrole-aggregation',
].map((name) => `${name}-controller`);

export interface ApiServerOptions {
  readonly context: string;
  /** What runs the containers of some pods. */
  runner?(server: ApiServer): ContainerRunner;
}

/** A real API server and real controllers, on this machine, without nodes. */
export class ApiServer {
  /** Starts etcd, kube-apiserver and kube-controller-manager on free ports, and waits until they work. */
  public static async start({ context, runner }: ApiServerOptions): Promise<ApiServer> {
    const programs = await controlPlanePrograms();
    const server = new ApiServer(mkdtempSync(join(tmpdir(), 'api-server-')));
    try {
      await server.run(programs, context, runner);
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  public client!: Client;

  /** Where it answers. */
  public address!: string;

  /** The file of its certificate. */
  public readonly certificate: string;

  /** A home folder whose `.kube/config` has the cluster under the wanted context. */
  public readonly home: string;

  private readonly daemons: Daemon[] = [];
  private kubelet?: Kubelet;

  private constructor(private readonly folder: string) {
    this.home = join(folder, 'home');
    this.certificate = join(folder, 'certs', 'apiserver.crt');
  }

  /** Ends everything, whatever state it is in, and removes its files. */
  public async stop(): Promise<void> {
    try {
      await this.kubelet?.stop();
    } finally {
      for (const daemon of this.daemons.reverse()) await daemon.stop();
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private async run(programs: Awaited<ReturnType<typeof controlPlanePrograms>>, context: string, runner?: ApiServerOptions['runner']): Promise<void> {
    const [etcdPort, peerPort, port] = await freePorts(3);
    const etcd = `http://127.0.0.1:${etcdPort}`;
    this.daemon('etcd', [
      '--data-dir', join(this.folder, 'etcd'), '--listen-client-urls', etcd, '--advertise-client-urls', etcd,
      '--listen-peer-urls', `http://127.0.0.1:${peerPort}`, '--initial-advertise-peer-urls', `http://127.0.0.1:${peerPort}`,
      '--initial-cluster', `default=http://127.0.0.1:${peerPort}`,
    ]);

    const token = randomUUID();
    const key = this.file('service-accounts.key', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
    const tokens = this.file('tokens.csv', `${token},admin,admin,"system:masters"\n`);
    // Admission is what it is by default, pod security and limit ranges included.
    const apiServer = this.daemon(programs['kube-apiserver'], [
      `--etcd-servers=${etcd}`, '--bind-address=127.0.0.1', `--secure-port=${port}`, `--cert-dir=${join(this.folder, 'certs')}`,
      `--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`, '--service-account-issuer=https://lifecycle.test',
      `--token-auth-file=${tokens}`, '--authorization-mode=RBAC', '--service-cluster-ip-range=10.0.0.0/24',
    ]);
    const { certificate } = this;
    await apiServer.until('the API server is ready', async () => {
      this.address = `https://127.0.0.1:${port}`;
      this.client = new Client({ port: port!, authority: readFileSync(certificate, 'utf8'), token });
      return (await this.client.call('GET', '/readyz')).status === 200;
    });

    mkdirSync(join(this.home, '.kube'), { recursive: true });
    const config = kubeconfig(`https://127.0.0.1:${port}`, certificate, token, context);
    // No context is current, so that only what names its context reaches the cluster.
    this.file('home/.kube/config', JSON.stringify(config));
    const controllers = this.daemon(programs['kube-controller-manager'], [
      `--kubeconfig=${this.file('controllers.json', JSON.stringify({ ...config, 'current-context': context }))}`, `--controllers=${CONTROLLERS.join(',')}`, '--leader-elect=false', '--secure-port=0', `--service-account-private-key-file=${key}`,
    ]);
    await controllers.until('the controllers work', async () => (await this.client.find('/api/v1/namespaces/default/serviceaccounts/default')) !== undefined);
    this.kubelet = new Kubelet(this.client, runner?.(this));
  }

  private daemon(program: string, args: string[]): Daemon {
    const daemon = new Daemon(program, args, this.folder);
    this.daemons.push(daemon);
    return daemon;
  }

  private file(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }
}

function kubeconfig(server: string, certificate: string, token: string, context: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'local', cluster: { server, 'certificate-authority': certificate } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: context, context: { cluster: 'local', user: 'admin' } }],
  };
}
