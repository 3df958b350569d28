import { Raised } from '../../support/workflow-expression';
import { Answer, Effect, runWorkflow } from '../../support/workflow-run';
import { Answer as Found, Bigquery, Statement, Value } from './bigquery';

type Json = any;

export interface Run {
  readonly returned?: Json;
  readonly raised?: string;
  readonly slept: number;
}

/** An execution of a workflow, or a run of a pipeline, as their services list them. */
export interface Listed {
  readonly name: string;
  state: string;
  readonly createTime: string;
  readonly result?: string;
}

/** As much of BigQuery, Cloud Storage, Cloud Logging, Workflows and Vertex AI as the workflows of a monitor ask; statements really run. */
export class FakeBigquery {
  /** Objects by `bucket/name`, with their lines. */
  public readonly objects = new Map<string, string[]>();
  public readonly entries: Json[] = [];
  /** How many entries each call wrote. */
  public readonly written: number[] = [];
  public readonly versions: Json[] = [];
  /** Lists of runs, by what comes behind the version of the API. */
  public readonly runs = new Map<string, Listed[]>();
  /** What was started, in order. */
  public readonly started: Array<{ readonly path: string; readonly body: Json }> = [];
  public readonly tables = new Set(['baseline', 'metrics']);
  /** Bodies of jobs. */
  public readonly jobs: Json[] = [];
  /** States that a run takes after it was started, one a look. */
  public states: string[] = [];
  public now = Date.parse('2026-03-02T02:00:00Z') / 1000;
  /** Seconds that a job takes. */
  public slow = 0;
  public readonly base = new Bigquery();
  private readonly answers = new Map<string, Found>();
  private executions = 0;
  /** What happens when a workflow sleeps. */
  public whenAsleep: () => void = () => undefined;

  /** Runs a workflow to its end. */
  public async run(definition: Json, workflow: string, argument: Json = null): Promise<Run> {
    const id = `run-${(this.executions += 1)}`;
    const path = `projects/acme-ml/locations/europe-west4/workflows/${workflow}/executions`;
    const mine = { name: `${path}/${id}`, state: 'ACTIVE', createTime: new Date(this.now * 1000).toISOString() };
    this.listOf(path).unshift(mine);
    const environment = {
      GOOGLE_CLOUD_PROJECT_ID: 'acme-ml',
      GOOGLE_CLOUD_LOCATION: 'europe-west4',
      GOOGLE_CLOUD_WORKFLOW_ID: workflow,
      GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID: id,
      get NOW() {
        return String(self.now);
      },
    };
    const self = this;
    let slept = 0;
    try {
      const run = runWorkflow(definition as Parameters<typeof runWorkflow>[0], argument, environment);
      let next = run.next();
      while (!next.done) {
        const effect: Effect = next.value;
        if (effect.kind === 'sleep') {
          slept += effect.seconds;
          this.whenAsleep();
          this.now += effect.seconds;
          next = run.next(undefined);
        } else {
          next = run.next(await this.handle(effect));
        }
      }
      mine.state = 'SUCCEEDED';
      return { slept, returned: next.value as Json };
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      mine.state = 'FAILED';
      return { slept, raised: String(typeof error.value === 'string' ? error.value : JSON.stringify(error.value)) };
    }
  }

  private listOf(path: string): Listed[] {
    if (!this.runs.has(path)) this.runs.set(path, []);
    return this.runs.get(path)!;
  }

  private async handle({ method, url, query, body }: Extract<Effect, { kind: 'http' }>): Promise<Answer> {
    const { hostname, pathname } = new URL(url);
    if (hostname === 'bigquery.googleapis.com') return this.bigquery(method, pathname.replace('/bigquery/v2/projects/acme-ml/', ''), query, body);
    if (hostname === 'storage.googleapis.com') return { status: 200, body: this.listObjects(pathname.split('/')[4]!, query) };
    if (hostname === 'logging.googleapis.com') {
      this.entries.push(...(body.entries as Json[]).map((entry) => ({ ...entry, logName: body.logName as string })));
      this.written.push((body.entries as Json[]).length);
      return { status: 200, body: {} };
    }
    const path = pathname.replace(/^\/v1\//, '');
    if (path.endsWith(':listVersions')) return { status: 200, body: { models: this.versions } };
    return { status: 200, body: this.onRuns(method, path, query, body) };
  }

  private onRuns(method: string, path: string, query: Json, body: Json): Json {
    if (method === 'POST') {
      const made = { name: `${path}/new-${this.started.length + 1}`, state: path.endsWith('pipelineJobs') ? 'PIPELINE_STATE_PENDING' : 'ACTIVE', createTime: new Date(this.now * 1000).toISOString() };
      this.started.push({ path, body });
      this.listOf(path).unshift(made);
      return made;
    }
    const known = this.runs.get(path);
    if (known) return { [path.endsWith('pipelineJobs') ? 'pipelineJobs' : 'executions']: known.filter(({ state }) => query.filter !== 'state="ACTIVE"' || state === 'ACTIVE') };
    const one = [...this.runs.values()].flat().find(({ name }) => name === path)!;
    if (this.started.length > 0 && one?.name.includes('/new-') && this.states.length > 0) one.state = this.states.shift()!;
    return one ?? {};
  }

  private listObjects(bucket: string, { prefix, startOffset, endOffset }: Json): Json {
    const names = [...this.objects.keys()].filter((key) => key.startsWith(`${bucket}/`)).map((key) => key.slice(bucket.length + 1)).sort();
    const items = names.filter((name) => name.startsWith(prefix as string) && name >= startOffset && name < endOffset).map((name) => ({ name }));
    return items.length > 0 ? { items } : {};
  }

  private async bigquery(method: string, path: string, query: Json, body: Json): Promise<Answer> {
    const [, table] = /^datasets\/[^/]+\/tables\/(.+)$/.exec(path) ?? [];
    if (table !== undefined) {
      if (!this.tables.has(table)) return { status: 404, body: { error: { code: 404, message: `Not found: Table ${table}` } } };
      if (method === 'DELETE') {
        await this.base.work({ setup: [`DROP TABLE ${table}`] });
        this.tables.delete(table);
      }
      return { status: 200, body: { id: table } };
    }
    if (method === 'POST') return { status: 200, body: await this.start(body) };
    const [kind, id] = path.split('/') as [string, string];
    const { rows, error } = this.answers.get(id)!;
    if (kind === 'queries') {
      const from = Number(query.pageToken ?? 0);
      const asText = (value: Value) => ({ v: value === null ? null : String(value) });
      const page = rows.slice(from, from + (query.maxResults as number)).map((row) => ({ f: row.map(asText) }));
      const next = from + page.length;
      return { status: 200, body: { ...(page.length > 0 ? { rows: page } : {}), ...(next < rows.length ? { pageToken: String(next) } : {}) } };
    }
    const status = { state: 'DONE', ...(error === undefined ? {} : { errorResult: { message: error } }) };
    return { status: 200, body: { status, jobReference: { jobId: id } } };
  }

  private async start({ configuration }: Json): Promise<Json> {
    this.jobs.push(configuration);
    this.now += this.slow;
    const id = `job-${this.jobs.length}`;
    this.answers.set(id, configuration.load ? await this.load(configuration.load) : await this.query(configuration.query));
    return { jobReference: { jobId: id }, status: { state: 'RUNNING' } };
  }

  private async query({ query, queryParameters, destinationTable }: Json): Promise<Found> {
    const values = Object.fromEntries((queryParameters as Json[]).map(({ name, parameterValue }) => [name, parameterValue.value])) as Statement['values'];
    const table = destinationTable?.tableId as string | undefined;
    if (table) this.tables.add(table);
    const [found] = await this.base.work({ statements: [{ values, sql: query as string, ...(table ? { table } : {}) }] });
    return found!;
  }

  private async load({ sourceUris, destinationTable: { tableId }, writeDisposition }: Json): Promise<Found> {
    const patterns = (sourceUris as string[]).map((uri) => new RegExp(`^${uri.replace('gs://', '').replace(/[.]/g, '\\.').replace(/\*/g, '.*')}$`));
    const lines = [...this.objects].filter(([name]) => patterns.some((pattern) => pattern.test(name))).flatMap(([, content]) => content);
    if (lines.length === 0) return { rows: [], error: `Not found: Uris ${(sourceUris as string[]).join(', ')}` };
    this.tables.add(tableId as string);
    await this.base.work({ lines: { [tableId as string]: lines }, append: writeDisposition === 'WRITE_APPEND' });
    return { rows: [] };
  }
}
