import { IncomingMessage } from 'node:http';
import { Ended, runLogicApp } from '../../support/logic-app';
import { Answer, ArmServer, failure, Json } from './arm-server';

type Any = any;

/** How long a workflow waits for what nobody answers, in its own time. */
const BEGIN = Date.parse('2026-12-01T08:00:00Z');

interface Deployment extends Json {
  readonly name: string;
  readonly properties: Any;
  readonly tags: Record<string, string>;
}

/**
 * Azure ML's endpoints as Resource Manager shows them, with the workflows that roll out: a workflow runs the definition that was put last, one run after the other, in a time of
 * its own. What Azure refuses is refused: traffic to what is not there, sums other than 0 and 100, the removal of what serves, assets that nobody registered.
 */
export class ServingServer extends ArmServer {
  public static override async start(): Promise<ServingServer> {
    const server = new ServingServer();
    await server.listen();
    return server;
  }

  /** Models that raise the alarm once they have traffic. */
  public readonly bad = new Set<string>();
  /** Models whose deployments do not become ready. */
  public readonly broken = new Set<string>();
  /** The alert rules that are on since before anything was released. */
  public readonly oldAlarms: string[] = [];
  /** Every split that the endpoint had, by what is served: `{ 'fraud/1': 90, 'fraud/2': 10 }`. */
  public readonly splits: Array<Record<string, number>> = [];
  /** What went against a rule that has to hold after each request. */
  public readonly violations: string[] = [];
  public readonly runs: Ended[] = [];
  /** Runs are held before the wait of this name goes by, until it is let go. */
  public hold?: { readonly wait: string; readonly reached: () => void; readonly letGo: Promise<void> };

  private readonly fired = new Map<string, string>();
  private readonly usedNames = new Set<string>();
  private queue: Promise<void> = Promise.resolve();
  private time = BEGIN;
  private served = false;

  /** The endpoint's deployments by what they serve. */
  public get deployments(): Array<{ readonly name: string; readonly model: string; readonly replicas: number }> {
    return this.deploymentsBelow('').map(({ name, properties, sku }) => ({ name, model: this.modelOf(properties), replicas: (sku as Any).capacity as number }));
  }

  public get split(): Record<string, number> {
    const [endpoint] = this.endpoints();
    return this.byModel(endpoint?.properties.traffic ?? {});
  }

  public get mirrored(): Record<string, number> {
    const [endpoint] = this.endpoints();
    return this.byModel(endpoint?.properties.mirrorTraffic ?? {});
  }

  /** Which deployments scale. */
  public get scaled(): Array<{ readonly setting: string; readonly deployment: string }> {
    const settings = [...this.resources].filter(([id]) => id.includes('/autoscalesettings/'));
    return settings.map(([id, { properties }]) => ({ setting: id.split('/').pop()!, deployment: (properties as Any).targetResourceUri.split('/').pop() }));
  }

  /** Ends when all runs that were started have ended. */
  public async idle(): Promise<void> {
    await this.queue;
  }

  protected override answer(request: IncomingMessage, body: Json): Answer {
    const answer = super.answer(request, body);
    this.check();
    return answer;
  }

  protected override special(method: string, url: URL, body: Any): Answer | undefined {
    const id = decodeURIComponent(url.pathname);
    if (method === 'POST' && id.endsWith('/triggers/manual/run')) return this.startRun(id.replace('/triggers/manual/run', ''));
    if (id.endsWith('/providers/Microsoft.AlertsManagement/alerts')) return { status: 200, body: { value: this.alerts() } };
    if (/\/providers\/Microsoft\.Resources\/deployments\/[^/]+$/.test(id)) return this.record(method, id, body);
    if (/\/onlineEndpoints\/[^/]+\/deployments$/.test(id)) return { status: 200, body: { value: this.deploymentsBelow(id) } };
    if (/\/onlineEndpoints\/[^/]+\/deployments\/[^/]+$/.test(id)) return this.deployment(method, id, body);
    if (/\/onlineEndpoints\/[^/]+$/.test(id)) return this.endpoint(method, id, body);
    if (/\/autoscaleSettings\/[^/]+$/.test(id)) return this.scaling(method, id, body);
    if (method === 'PUT' && /\/workspaces\/[^/]+\/(?:datastores|(?:environments|models|data)\/[^/]+\/versions)\/[^/]+$/.test(id)) return this.asset(id, body);
    if (method === 'GET' && /\/(?:workspaces|userAssignedIdentities)\/[^/]+$/.test(id)) return { status: 200, body: { id } };
    return undefined;
  }

  /** What has no identity of its own. */
  private asset(id: string, body: Any): Answer {
    const present = this.resources.has(id.toLowerCase());
    this.resources.set(id.toLowerCase(), { id, name: id.split('/').pop(), ...body });
    return { status: present ? 200 : 201, body: this.resources.get(id.toLowerCase()) };
  }

  private endpoint(method: string, id: string, body: Any): Answer | undefined {
    const present = this.resources.get(id.toLowerCase()) as Any;
    if (method === 'DELETE') {
      this.deploymentsBelow(`${id}/deployments`).forEach(({ name }) => this.resources.delete(`${id}/deployments/${name}`.toLowerCase()));
      this.served = false;
      return undefined;
    }
    if (method === 'GET') return undefined;
    if (method === 'PATCH') {
      this.resources.set(id.toLowerCase(), { ...present, ...body });
      return { status: 202, body: { ...present, ...body } };
    }
    const { traffic = {}, mirrorTraffic = {} } = body.properties;
    const there = this.deploymentsBelow(`${id}/deployments`).filter(({ properties }) => properties.provisioningState === 'Succeeded').map(({ name }) => name);
    const unknown = [...Object.keys(traffic), ...Object.keys(mirrorTraffic)].filter((name) => !there.includes(name));
    const sum = total(traffic);
    if (unknown.length > 0) return { status: 400, body: failure('BadArgument', `no deployment ${unknown.join(', ')}`) };
    if (sum !== 0 && sum !== 100) return { status: 400, body: failure('BadArgument', `traffic sums to ${sum}`) };
    if (Object.keys(mirrorTraffic).length > 1 || total(mirrorTraffic) > 50) return { status: 400, body: failure('BadArgument', 'mirrored traffic') };
    if (Object.keys(mirrorTraffic).some((name) => traffic[name] > 0)) return { status: 400, body: failure('BadArgument', 'live and mirrored traffic') };
    const properties = { ...body.properties, traffic, mirrorTraffic, provisioningState: 'Succeeded', scoringUri: `https://${id.split('/').pop()}.westeurope.inference.ml.azure.com/score` };
    this.changes.push(`PUT ${id.split('/').pop()}`);
    this.resources.set(id.toLowerCase(), { id, name: id.split('/').pop(), ...body, properties });
    if (sum > 0) this.splits.push(this.byModel(traffic));
    if (total(traffic) > 0) this.fire(traffic);
    return { status: present ? 200 : 201, body: this.resources.get(id.toLowerCase()) };
  }

  private deployment(method: string, id: string, body: Any): Answer | undefined {
    const key = id.toLowerCase();
    const present = this.resources.get(key) as Any;
    const [endpointId, name] = id.split('/deployments/') as [string, string];
    const { traffic = {}, mirrorTraffic = {} } = (this.resources.get(endpointId.toLowerCase()) as Any)?.properties ?? {};
    if (method === 'GET') return undefined;
    if (method === 'DELETE') {
      if (traffic[name] > 0 || mirrorTraffic[name] > 0) return { status: 409, body: failure('Conflict', `${name} has traffic`) };
      return undefined;
    }
    if (method === 'PATCH') {
      this.resources.set(key, { ...present, ...body, sku: { ...present.sku, ...body.sku } });
      return { status: 202, body: {} };
    }
    if (!/^[a-z](?:-?[a-z0-9]){2,31}$/.test(name)) return { status: 400, body: failure('BadArgument', `${name} is no name of a deployment`) };
    if (this.usedNames.has(key)) this.violations.push(`${name} was the name of a deployment before`);
    this.usedNames.add(key);
    const assets = [body.properties.environmentId, body.properties.model].filter((asset: string | undefined) => asset?.startsWith('/'));
    const missing = assets.filter((asset: string) => !this.resources.has(asset.toLowerCase()));
    if (missing.length > 0) return { status: 400, body: failure('BadArgument', `nobody registered ${missing.join(', ')}`) };
    const provisioningState = this.broken.has(this.modelOf(body.properties)) ? 'Failed' : 'Succeeded';
    this.changes.push(`PUT ${name}`);
    this.resources.set(key, { id, name, ...body, properties: { ...body.properties, provisioningState } });
    return { status: 201, body: this.resources.get(key) };
  }

  private scaling(method: string, id: string, body: Any): Answer | undefined {
    if (method === 'DELETE' && !this.resources.has(id.toLowerCase())) return { status: 204 };
    if (method !== 'PUT' || this.resources.has(body.properties.targetResourceUri.toLowerCase())) return undefined;
    return { status: 400, body: failure('BadArgument', `${body.properties.targetResourceUri} is not there`) };
  }

  private record(method: string, id: string, { properties }: Any): Answer {
    const present = this.resources.get(id.toLowerCase());
    if (method === 'GET') return present ? { status: 200, body: present } : { status: 404, body: failure('DeploymentNotFound', `Deployment '${id.split('/').pop()}' could not be found.`) };
    const { parameters, template } = properties;
    const outputs = Object.fromEntries(Object.entries(template.outputs as Record<string, Any>).map(([name, { type, value }]) => {
      return [name, { type, value: parameters[/^\[parameters\('(\w+)'\)\]$/.exec(value)![1]!].value }];
    }));
    this.resources.set(id.toLowerCase(), { id, name: id.split('/').pop(), properties: { outputs, provisioningState: 'Succeeded' } });
    return { status: 201, body: this.resources.get(id.toLowerCase()) };
  }

  /** A run has the definition as it is when it is started; it begins when the one before has ended. */
  private startRun(workflow: string): Answer {
    const { definition } = (this.resources.get(workflow.toLowerCase()) as Any).properties;
    if (definition.triggers.manual.runtimeConfiguration.concurrency.runs !== 1) this.violations.push('two rollouts could run at once');
    this.queue = this.queue.then(async () => void this.runs.push(await runLogicApp(definition, {
      call: async (method, uri, body) => this.answerCall(method, uri, body),
      now: () => new Date(this.time),
      wait: async (action, seconds) => {
        if (this.hold?.wait === action) {
          const { reached, letGo } = this.hold;
          this.hold = undefined;
          reached();
          await letGo;
        }
        this.time += seconds * 1000;
      },
    })));
    return { status: 202 };
  }

  private answerCall(method: string, uri: string, body: Any): { readonly status: number; readonly body: Json } {
    const { pathname, search } = new URL(uri);
    const { status, body: answer = {} } = this.answer({ method, url: `${pathname}${search}`, headers: { host: 'local' } } as Any, body ?? {});
    return { status, body: answer };
  }

  private fire(traffic: Record<string, number>): void {
    const [endpoint] = this.endpoints();
    if (!endpoint) return;
    Object.entries(this.byModel(traffic)).filter(([model, part]) => part > 0 && this.bad.has(model)).forEach(() => {
      this.ownAlarms().forEach((rule) => this.fired.has(rule) || this.fired.set(rule, new Date(this.time + 60_000).toISOString()));
    });
  }

  private ownAlarms(): string[] {
    const workflow = [...this.resources].find(([id]) => id.includes('/microsoft.logic/workflows/'))?.[1] as Any;
    return (workflow?.properties.definition.actions.release.inputs.alarms ?? []) as string[];
  }

  private alerts(): Json[] {
    const all = [...this.oldAlarms.map((rule) => [rule, new Date(BEGIN - 3_600_000).toISOString()]), ...this.fired];
    return all.map(([rule, at]) => ({ properties: { essentials: { alertRule: rule, startDateTime: at, monitorCondition: 'Fired' } } }));
  }

  /** Whatever is asked for: what served goes on to serve. */
  private check(): void {
    const [endpoint] = this.endpoints();
    if (!endpoint) return;
    const traffic = (endpoint.properties.traffic ?? {}) as Record<string, number>;
    const there = this.deploymentsBelow('').map(({ name }) => name);
    Object.keys(traffic).filter((name) => traffic[name]! > 0 && !there.includes(name)).forEach((name) => this.violations.push(`${name} has traffic and is not there`));
    if (total(traffic) === 100) this.served = true;
    else if (this.served) this.violations.push(`traffic sums to ${total(traffic)}`);
  }

  private endpoints(): Any[] {
    return [...this.resources].filter(([id]) => /\/onlineendpoints\/[^/]+$/.test(id)).map(([, endpoint]) => endpoint);
  }

  private deploymentsBelow(prefix: string): Deployment[] {
    return [...this.resources].filter(([id]) => /\/onlineendpoints\/[^/]+\/deployments\/[^/]+$/.test(id) && id.startsWith(prefix.toLowerCase())).map(([, value]) => value as Deployment);
  }

  private byModel(traffic: Record<string, number>): Record<string, number> {
    const models = new Map(this.deploymentsBelow('').map(({ name, properties }) => [name, this.modelOf(properties)]));
    return Object.fromEntries(Object.entries(traffic).filter(([, part]) => part > 0).map(([name, part]) => [models.get(name) ?? name, part]));
  }

  /** The folder that a model was registered with, or the image that has it in it. */
  private modelOf({ model, environmentId }: Any): string {
    const asset = this.resources.get((model ?? environmentId).toLowerCase()) as Any;
    return asset?.properties.modelUri ? /paths\/(.*?)\/?$/.exec(asset.properties.modelUri)![1]! : asset?.properties.image ?? model;
  }
}

function total(traffic: Record<string, number>): number {
  return Object.values(traffic).reduce((sum, part) => sum + part, 0);
}
