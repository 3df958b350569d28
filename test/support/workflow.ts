import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';

type Json = any;
type Step = Record<string, Json>;

/** What the world answers to a workflow. */
export interface World {
  readonly executionId?: string;
  readonly event?: Json;
  /** The body of the answer to a request. */
  answer(method: string, url: string, body: Json): Json;
}

export interface Execution {
  readonly requests: ReadonlyArray<{ readonly method: string; readonly url: string; readonly body: Json }>;
  readonly sleptSeconds: number;
  readonly returned?: Json;
  /** What it failed with. */
  readonly raised?: string;
}

/** What Workflows gets once Terraform has put in what it knows: each reference is its own text. */
export function sourceOf(attribute: string): string {
  return attribute.replace(/\$\$\{/g, '\u0000').replace(/\$\{([^{}]+)\}/g, '$1').replace(/\u0000/g, '${');
}

/** The custom job that a workflow posts. */
export function customJobIn(source: string, run = 'run-1'): Json {
  const [prepare] = parse(source).main.steps as Step[];
  const { job } = Object.assign({}, ...prepare!.prepare.assign) as { job: string };
  return JSON.parse(job.replaceAll('@run@', run));
}

/** What the checker of Vertex AI's calls says of a custom job, which it reads as the body of a schedule; undefined where the checker is not there. */
export function vertexFindings(job: Json): string | undefined {
  const checker = join(__dirname, '../../../shared/check-vertex');
  if (!existsSync(checker)) return undefined;
  const file = join(mkdtempSync(join(tmpdir(), 'custom-job-')), 'cdk.tf.json');
  const uri = 'https://europe-west4-aiplatform.googleapis.com/v1/projects/acme-ml/locations/europe-west4/customJobs';
  const body = Buffer.from(JSON.stringify(job)).toString('base64');
  writeFileSync(file, JSON.stringify({ resource: { google_cloud_scheduler_job: { run: { http_target: { http_method: 'POST', uri, body } } } } }));
  const { status, stdout, stderr } = spawnSync('python3', [checker, file], { encoding: 'utf8' });
  return status === 0 ? '' : stdout || stderr;
}

/** Runs a workflow as Workflows does, as far as ours use it: https://docs.cloud.google.com/workflows/docs/reference/syntax */
export function execute(source: string, world: World): Execution {
  const { params, steps } = (parse(source) as { main: { params: string[]; steps: Step[] } }).main;
  const variables: Record<string, Json> = { [params[0]!]: world.event ?? null };
  const requests: Array<{ method: string; url: string; body: Json }> = [];
  let slept = 0;
  const value = (text: Json) => evaluated(text, variables, world);
  const names = steps.map((step) => Object.keys(step)[0]!);
  const call = ({ call: what, args, result }: Step) => {
    if (what === 'sys.sleep') slept += value(args.seconds) as number;
    if (!String(what).startsWith('http.')) return;
    const request = { method: String(what).slice(5).toUpperCase(), url: value(args.url) as string, body: structuredClone(value(args.body)) };
    expectOAuth(args);
    requests.push(request);
    variables[result] = { body: world.answer(request.method, request.url, request.body) };
  };
  for (let at = 0, count = 0; count < 10_000; count++) {
    const step = steps[at]![names[at]!] as Step;
    const done = { requests, sleptSeconds: slept };
    if ('return' in step) return { ...done, returned: value(step.return) };
    if ('raise' in step) return { ...done, raised: value(step.raise) as string };
    (step.assign as Step[] | undefined)?.forEach((entry) => Object.entries(entry).forEach(([name, given]) => assign(variables, name, value(given))));
    if ('call' in step) call(step);
    if ('try' in step) call(step.try as Step);
    const chosen = (step.switch as Step[] | undefined)?.find(({ condition }) => value(condition) === true)?.next as string | undefined;
    const next = chosen ?? (step.next as string | undefined);
    at = next === undefined ? at + 1 : names.indexOf(next);
    if (at < 0 || at >= steps.length) throw new Error(`the workflow has no step '${next ?? 'after the last'}'`);
  }
  throw new Error('the workflow does not end');
}

function expectOAuth({ auth }: Step): void {
  if (auth?.type !== 'OAuth2') throw new Error('a service of Google is asked without a token');
}

function assign(variables: Record<string, Json>, name: string, value: Json): void {
  const path = name.split('.');
  const last = path.pop()!;
  path.reduce((target, part) => target[part] as Record<string, Json>, variables)[last] = value;
}

function evaluated(text: Json, variables: Record<string, Json>, { executionId = 'run-1' }: World): Json {
  const expression = typeof text === 'string' ? /^\$\{([\s\S]*)\}$/.exec(text)?.[1] : undefined;
  if (expression === undefined) return text;
  if (expression.length > 400) throw new Error(`Workflows takes expressions of 400 characters: ${expression}`);
  const library: Record<string, unknown> = {
    sys: { get_env: () => executionId },
    json: { decode: JSON.parse, encode_to_string: (data: Json) => JSON.stringify(data ?? null) },
    text: { replace_all: (s: string, from: string, to: string) => s.replaceAll(from, to), split: (s: string, by: string) => s.split(by) },
    time: { parse: (at: string) => Date.parse(at) / 1000 },
    map: { get: (map: Json, key: string) => map?.[key] as Json ?? null },
    http: {},
    string: String,
    int: Math.trunc,
    or_else: (given: Json, other: Json) => given ?? other,
    not: (given: boolean) => !given,
  };
  const script = expression.replace(/\band\b/g, '&&').replace(/\bor\b/g, '||').replace(/\bdefault\(/g, 'or_else(');
  const scope = { ...library, ...variables };
  return new Function(...Object.keys(scope), `return ${script};`)(...Object.values(scope));
}
