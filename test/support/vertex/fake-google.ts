import { Raised } from '../workflow-expression';
import { Answer, Effect, runWorkflow } from '../workflow-run';
import { FakeVertexAi } from './fake-vertex-ai';

type Json = any;

export interface Execution {
  readonly name: string;
  readonly createTime: string;
  readonly argument: string;
  state: 'ACTIVE' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  result?: string;
  error?: { readonly payload: string };
  /** How long it slept, in seconds of its own. */
  slept: number;
}

/** An alert as Cloud Monitoring lists it. */
export interface Alert {
  readonly name: string;
  readonly state: string;
  readonly policy: { readonly name: string; readonly displayName: string };
}

type Definition = Parameters<typeof runWorkflow>[0];

/** How long a sleep of an execution really takes. */
export type Sleep = (seconds: number, execution: Execution) => Promise<void>;

/** Vertex AI, Workflows and Cloud Monitoring, as the workflows of this library see them. */
export class FakeGoogle {
  public readonly vertex = new FakeVertexAi();
  public readonly executions: Execution[] = [];
  /** Alerts that are open, as Cloud Monitoring lists them. */
  public readonly alerts: Alert[] = [];
  /** What was asked of Cloud Monitoring. */
  public readonly queries: string[] = [];
  private readonly workflows = new Map<string, Definition>();

  /** The clock of a workflow that goes on by itself runs as fast as it can. */
  public constructor(private readonly sleep: Sleep = () => new Promise((resolve) => setImmediate(resolve))) {}

  /** Puts a definition in place, as Terraform would. */
  public deployWorkflow(id: string, definition: Definition): void {
    this.workflows.set(id, definition);
  }

  /** Runs a workflow to its end. */
  public async run(id: string, argument: Json): Promise<Execution> {
    const execution = this.begin(id, JSON.stringify(argument));
    await this.drive(id, execution);
    return execution;
  }

  /** An answer to a request of whoever may ask. */
  public handle(method: string, url: string, query: Record<string, Json>, body: Json): Answer {
    const { hostname, pathname } = new URL(url);
    const path = decodeURIComponent(pathname).replace(/^\/v\d\//, '');
    const [, workflow, execution] = /^projects\/[^/]+\/locations\/[^/]+\/workflows\/([^/]+)\/executions(?:\/(.+))?$/.exec(path) ?? [];
    if (workflow !== undefined) return this.onExecutions(method, workflow, execution, body);
    if (hostname === 'monitoring.googleapis.com') return { status: 200, body: this.monitoring(path, query) };
    return this.vertex.handle(method, path, query, body);
  }

  private onExecutions(method: string, workflow: string, id: string | undefined, body: Json): Answer {
    if (!this.workflows.has(workflow)) return { status: 404, body: { error: { code: 404, message: `there is no workflow ${workflow}` } } };
    if (method === 'POST') {
      const execution = this.begin(workflow, body.argument as string);
      void this.drive(workflow, execution);
      return { status: 200, body: execution };
    }
    const all = this.executions.filter(({ name }) => name.includes(`/workflows/${workflow}/`));
    if (id === undefined) return { status: 200, body: { executions: all.filter(({ state }) => state === 'ACTIVE') } };
    const found = all.find(({ name }) => name.endsWith(`/${id}`));
    return found ? { status: 200, body: found } : { status: 404, body: { error: { code: 404 } } };
  }

  private begin(id: string, argument: string): Execution {
    const number = this.executions.length + 1;
    const execution: Execution = {
      name: `projects/123456789012/locations/europe-west4/workflows/${id}/executions/run-${number}`,
      createTime: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString(),
      argument,
      state: 'ACTIVE',
      slept: 0,
    };
    this.executions.push(execution);
    return execution;
  }

  private async drive(id: string, execution: Execution): Promise<void> {
    const environment = {
      GOOGLE_CLOUD_PROJECT_ID: 'acme-ml',
      GOOGLE_CLOUD_LOCATION: 'europe-west4',
      GOOGLE_CLOUD_WORKFLOW_ID: id,
      GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID: execution.name.split('/').pop()!,
    };
    const run = runWorkflow(this.workflows.get(id)!, JSON.parse(execution.argument), environment);
    try {
      let answer: Answer | undefined;
      for (;;) {
        if (execution.state === 'CANCELLED') return;
        const { done, value } = run.next(answer);
        if (done) {
          Object.assign(execution, { state: 'SUCCEEDED', result: JSON.stringify(value) });
          return;
        }
        answer = await this.effect(value as Effect, execution);
      }
    } catch (error) {
      const payload = error instanceof Raised ? JSON.stringify(error.value) : String(error);
      Object.assign(execution, { state: 'FAILED', error: { payload } });
    }
  }

  private async effect(effect: Effect, execution: Execution): Promise<Answer | undefined> {
    if (effect.kind === 'http') return this.handle(effect.method, effect.url, effect.query, effect.body);
    execution.slept += effect.seconds;
    await this.sleep(effect.seconds, execution);
    return undefined;
  }

  private monitoring(path: string, { query }: Record<string, Json>): Json {
    if (path.endsWith('/alerts')) return this.alerts.length > 0 ? { alerts: this.alerts } : {};
    this.queries.push(query as string);
    const ids = /deployed_model_id=~"([^"]*)"/.exec(query as string)?.[1]?.split('|') ?? [];
    const fails = this.vertex.isFailing(ids) && /response_count/.test(query as string);
    return { status: 'success', data: { resultType: 'vector', result: fails ? [{ metric: {}, value: [0, '1'] }] : [] } };
  }
}
