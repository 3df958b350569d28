import { Client, KubernetesObject } from './client';

const EVERY_MS = 250;

/** What runs the containers of some pods after all. */
export interface ContainerRunner {
  runs(pod: KubernetesObject): boolean;
  /** Gives the code with which it ends. */
  run(pod: KubernetesObject): Promise<number>;
}

/**
 * There is no node, so that this says of pods what a node would: a pod whose ConfigMaps and Secrets are there has started; then one of a Job has
 * succeeded, and any other is ready. Until then it stays pending, as on a node. Everything else is done by the real control plane: admission makes or
 * refuses the pod, controllers make it from its Job or Deployment and conclude from its status. No image is run, unless a suite says how: what happens in
 * the containers is not proven else.
 */
export class Kubelet {
  private failure?: unknown;
  private stopping = false;
  /** Pods whose container runs. */
  private readonly started = new Set<string>();
  private readonly running: Promise<void>;

  public constructor(private readonly client: Client, private readonly runner?: ContainerRunner) {
    this.running = this.run();
  }

  /** Throws what went wrong meanwhile. */
  public async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    if (this.failure) throw this.failure as Error;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        const pods = await this.client.list('/api/v1/pods?fieldSelector=status.phase%3DPending');
        for (const pod of pods) if (!this.started.has(pod.metadata.uid as string) && await this.canStart(pod)) await this.start(pod);
      } catch (error) {
        this.failure ??= error;
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  private async canStart({ metadata, spec }: KubernetesObject): Promise<boolean> {
    for (const { path, keys } of neededBy(spec)) {
      const found = await this.client.find(`/api/v1/namespaces/${metadata.namespace as string}/${path}`);
      if (!found || !keys.every((key) => key in (found.data ?? {}))) return false;
    }
    return true;
  }

  private async start(pod: KubernetesObject): Promise<void> {
    const { metadata } = pod;
    if (this.runner?.runs(pod)) {
      this.started.add(metadata.uid as string);
      void this.runner.run(pod).then((code) => this.end(pod, code)).catch((error: unknown) => (this.failure ??= error));
      return;
    }
    const ofJob = (metadata.ownerReferences as KubernetesObject[] | undefined)?.some(({ kind }) => kind === 'Job');
    const condition = (type: string) => ({ type, status: 'True', lastTransitionTime: new Date().toISOString().replace(/\.\d+/, '') });
    const status = ofJob ? { phase: 'Succeeded' } : { phase: 'Running', conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map(condition) };
    await this.say(pod, status);
  }

  /** A container has ended, and its pod with it. */
  private async end(pod: KubernetesObject, exitCode: number): Promise<void> {
    const [{ name, image }] = pod.spec.containers;
    const state = { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' } };
    const containerStatuses = [{ name, image, state, imageID: '', ready: false, restartCount: 0 }];
    await this.say(pod, { phase: exitCode === 0 ? 'Succeeded' : 'Failed', containerStatuses });
  }

  private async say({ metadata }: KubernetesObject, status: object): Promise<void> {
    const answer = await this.client.patch(`/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/status`, { status });
    // 404: deleted meanwhile.
    if (answer.status >= 300 && answer.status !== 404) throw new Error(`status of pod ${metadata.name}: ${answer.status} ${answer.body.message}`);
  }
}

interface Needed {
  readonly path: string;
  readonly keys: readonly string[];
}

function neededBy(spec: KubernetesObject): Needed[] {
  const containers = [...(spec.initContainers ?? []), ...spec.containers] as KubernetesObject[];
  const volumes = (spec.volumes ?? []) as KubernetesObject[];
  const sources = [
    ...containers.flatMap(({ env = [] }) => env).map(({ valueFrom = {} }) => ({ secret: valueFrom.secretKeyRef, config: valueFrom.configMapKeyRef })),
    ...containers.flatMap(({ envFrom = [] }) => envFrom).map(({ secretRef, configMapRef }) => ({ secret: secretRef, config: configMapRef })),
    ...volumes.map(({ secret, configMap }) => ({ secret: secret && { ...secret, name: secret.secretName }, config: configMap })),
  ];
  const needed = (kind: string, source?: KubernetesObject) => {
    const keys = (source?.key ? [source.key] : (source?.items ?? []).map(({ key }: KubernetesObject) => key)) as string[];
    return source && !source.optional ? [{ path: `${kind}/${source.name}`, keys }] : [];
  };
  return sources.flatMap(({ secret, config }) => [...needed('secrets', secret), ...needed('configmaps', config)]);
}
