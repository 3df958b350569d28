import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { Raised } from './workflow-expression';
import { Answer, Effect, runWorkflow } from './workflow-run';

type Json = any;

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
  const [prepare] = parse(source).main.steps as Json[];
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

/** Runs a workflow to its end, whatever the time it takes. */
export function execute(source: string, world: World): Execution {
  const requests: Array<{ method: string; url: string; body: Json }> = [];
  const environment = { GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID: world.executionId ?? 'run-1' };
  const run = runWorkflow(parse(source) as Parameters<typeof runWorkflow>[0], world.event ?? null, environment);
  let sleptSeconds = 0;
  const answer = (effect: Effect): Answer | undefined => {
    if (effect.kind === 'sleep') {
      sleptSeconds += effect.seconds;
      return undefined;
    }
    const { method, url, body } = effect;
    requests.push({ method, url, body: structuredClone(body) });
    return { status: 200, body: world.answer(method, url, body) };
  };
  try {
    let next = run.next();
    while (!next.done) next = run.next(answer(next.value));
    return { requests, sleptSeconds, returned: next.value };
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return { requests, sleptSeconds, raised: error.value as string };
  }
}
