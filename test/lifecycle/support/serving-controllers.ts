import { Client, KubernetesObject } from '../api_server/client';

const EVERY_MS = 100;
const SERVICES = '/apis/serving.kserve.io/v1beta1/namespaces/fraud/inferenceservices';
const ROLLOUTS = '/apis/argoproj.io/v1alpha1/namespaces/fraud/rollouts';

interface Revisions {
  text: string;
  created: number;
  stable: string;
}

/**
 * What KServe with Knative and Argo Rollouts say of what they are given, as far as a release looks at it: revisions, who has how much of the requests, whether a rollout
 * went through. A model whose environment says `BROKEN` never does well.
 */
export class ServingControllers {
  /** Who had how much of the requests of a service, each time that it changed. */
  public readonly traffic: Array<Record<string, number>> = [];
  private readonly environments = new Map<string, string>();
  private readonly revisions = new Map<string, Revisions>();
  private stopping = false;
  private readonly running: Promise<void>;

  public constructor(private readonly client: Client) {
    this.running = this.run();
  }

  public async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  /** The environment that a revision was made with. */
  public environmentOf(revision: string): string {
    return this.environments.get(revision) ?? '';
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      for (const service of await this.client.list(SERVICES).catch(() => [])) await this.reconcile(service);
      for (const rollout of await this.client.list(ROLLOUTS).catch(() => [])) await this.conclude(rollout);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  private async reconcile({ metadata, spec, status: before }: KubernetesObject): Promise<void> {
    const { canaryTrafficPercent: percent, ...template } = spec.predictor as KubernetesObject;
    const name = metadata.name as string;
    const known = this.revisions.get(name) ?? { text: '', created: 0, stable: '' };
    this.revisions.set(name, known);
    const text = JSON.stringify([template, metadata.annotations]);
    if (text !== known.text) {
      known.created += 1;
      known.text = text;
      this.environments.set(`${name}-${known.created}`, JSON.stringify(template));
    }
    const newest = `${name}-${known.created}`;
    const whole = percent === undefined || known.stable === '' || known.stable === newest;
    if (whole) known.stable = newest;
    const split: Record<string, number> = whole ? { [newest]: 100 } : { [newest]: percent as number, [known.stable]: 100 - (percent as number) };
    if (JSON.stringify(split) !== JSON.stringify(this.traffic.at(-1))) this.traffic.push(split);
    const predictor = { latestCreatedRevision: newest, latestReadyRevision: newest, latestRolledoutRevision: known.stable };
    const status = { conditions: [{ type: 'Ready', status: 'True' }], components: { predictor } };
    if (JSON.stringify(status) !== JSON.stringify(before)) await this.client.patch(`${SERVICES}/${name}/status`, { status });
  }

  private async conclude({ metadata, spec, status: before }: KubernetesObject): Promise<void> {
    const broken = JSON.stringify(spec.template).includes('BROKEN');
    const status = broken ? { phase: 'Degraded', abort: true, message: 'metric "errors" assessed Failed' } : { phase: 'Healthy', abort: false, message: '' };
    const observed = { ...status, observedGeneration: String(metadata.generation) };
    if (JSON.stringify(observed) !== JSON.stringify(before)) await this.client.patch(`${ROLLOUTS}/${metadata.name as string}/status`, { status: observed });
  }
}
