import { Duration, JobTrigger } from '../../../src/core';
import { ArtifactStore, TrainingJobProps } from '../../../src/tfgcp';
import { execute, Execution, vertexFindings, World } from '../../support/workflow';
import { jobStage, variablesOf, withData, workflowSource } from './jobs';

const NAME = 'projects/123/locations/europe-west4/customJobs/42';
const BEGAN = '2026-03-01T03:00:00Z';
const at = (minutes: number) => new Date(Date.parse(BEGAN) + minutes * 60_000).toISOString();
const sourceWith = (props: Partial<TrainingJobProps> = {}) => workflowSource(jobStage((platform) => ({ ...withData(platform), ...props })).synth());

/** A Vertex AI on which the starts of a run end one after the other as said. */
function vertex(ends: ReadonlyArray<Record<string, unknown>>, event?: object): World {
  let starts = 0;
  return {
    event,
    answer: (method) => {
      if (method === 'POST') return { name: NAME, state: 'JOB_STATE_QUEUED', start: starts++ };
      return { name: NAME, startTime: BEGAN, ...ends[starts - 1] };
    },
  };
}

const posted = ({ requests }: Execution) => requests.filter(({ method }) => method === 'POST');
const firstPosted = (run: Execution) => posted(run)[0]!.body as Record<string, any>;
const SUCCEEDED = { state: 'JOB_STATE_SUCCEEDED', endTime: at(30) };
const failedAfter = (minutes: number) => ({ state: 'JOB_STATE_FAILED', endTime: at(minutes), error: { code: 8, message: 'STOCKOUT' } });

test('a run is posted to Vertex AI, whose API takes it, and its end is waited for', () => {
  const looks = [{ state: 'JOB_STATE_PENDING' }, { state: 'JOB_STATE_RUNNING' }, SUCCEEDED];
  const run = execute(sourceWith(), { answer: (method) => (method === 'POST' ? { name: NAME } : { name: NAME, startTime: BEGAN, ...looks.shift() }) });
  expect(run.returned).toBe('JOB_STATE_SUCCEEDED');
  const [post, ...gets] = run.requests;
  expect(post!.url).toBe('https://europe-west4-aiplatform.googleapis.com/v1/projects/acme-ml/locations/europe-west4/customJobs');
  expect(gets.map(({ url }) => url)).toEqual(Array(3).fill(`https://europe-west4-aiplatform.googleapis.com/v1/${NAME}`));
  expect(vertexFindings(post!.body) ?? '').toBe('');
});

test('the checker of the API finds what is wrong, where it is there', () => {
  expect(vertexFindings({ displayName: 'x', surname: 'y' }) ?? 'surname').toContain('surname');
});

test('a run that failed is a failed execution that says why, and is not started again where nobody said how often', () => {
  const run = execute(sourceWith(), vertex([failedAfter(5)]));
  expect(posted(run)).toHaveLength(1);
  expect(run.raised).toBe(`run run-1, ${NAME}, ended as JOB_STATE_FAILED: {"code":8,"message":"STOCKOUT"}`);
});

test('a run is started again as often as said, under its name and with what is left of its time', () => {
  const run = execute(sourceWith({ retries: 2, maxRunTime: Duration.hours(2) }), vertex([failedAfter(30), failedAfter(60), SUCCEEDED]));
  const bodies = posted(run).map(({ body }) => body as Record<string, any>);
  expect(run.returned).toBe('JOB_STATE_SUCCEEDED');
  expect(bodies.map((body) => body.jobSpec.scheduling)).toEqual(['7200s', '5400s', '1800s'].map((timeout) => ({
    strategy: 'STANDARD', timeout, restartJobOnWorkerRestart: false, disableRetries: true,
  })));
  expect(new Set(bodies.map((body) => variablesOf(body).ML_CHECKPOINT_DIR)).size).toBe(1);
});

test('after the last start, or without time, it has failed', () => {
  expect(posted(execute(sourceWith({ retries: 1 }), vertex([failedAfter(5), failedAfter(5), SUCCEEDED])))).toHaveLength(2);
  const run = execute(sourceWith({ retries: 5, maxRunTime: Duration.hours(1) }), vertex([failedAfter(40), failedAfter(20), SUCCEEDED]));
  expect(posted(run)).toHaveLength(2);
  expect(run.raised).toContain('JOB_STATE_FAILED');
});

test('one that never got machines has used up no time', () => {
  const noMachines = { ...failedAfter(90), startTime: undefined };
  const run = execute(sourceWith({ retries: 1, maxRunTime: Duration.hours(1) }), vertex([noMachines, SUCCEEDED]));
  expect(posted(run).map(({ body }) => (body as Record<string, any>).jobSpec.scheduling.timeout as string)).toEqual(['3600s', '3600s']);
});

test('a run that was too long has failed, one that somebody cancelled has not', () => {
  expect(execute(sourceWith({ retries: 3 }), vertex([{ state: 'JOB_STATE_EXPIRED', endTime: at(60) }])).raised).toContain('JOB_STATE_EXPIRED');
  expect(execute(sourceWith({ retries: 3 }), vertex([{ state: 'JOB_STATE_CANCELLED', endTime: at(60) }])).returned).toBe('JOB_STATE_CANCELLED');
});

test('the folders of a run are its own, and bear its name', () => {
  const variables = ['a1', 'b2'].map((executionId) => {
    const body = firstPosted(execute(sourceWith(), { ...vertex([SUCCEEDED]), executionId }));
    expect(body.displayName).toBe(`acme-ml-resnet-${executionId}`);
    return variablesOf(body);
  });
  expect(variables.map(({ ML_RUN_ID }) => ML_RUN_ID)).toEqual(['a1', 'b2']);
  expect(variables[0]!.ML_CHECKPOINT_DIR).toMatch(/^\/gcs\/acme-ml-artifacts-\w+\/resnet\/checkpoints\/a1$/);
  expect(variables[1]!.ML_OUTPUT_DIR).toMatch(/^gs:\/\/acme-ml-artifacts-\w+\/resnet\/models\/b2$/);
});

describe('with an event', () => {
  const stage = jobStage((platform) => ({ triggers: ['imagenet/ready', 'imagenet/patch'].map((key) => JobTrigger.artifact(platform.artifacts.path(key))) }));
  const bucket = stage.platform.artifacts.storeName;
  const source = workflowSource(stage.synth());
  const about = (name: string, of = bucket) => posted(execute(source, vertex([SUCCEEDED], { data: { bucket: of, name } }))).length;

  test.each([
    ['imagenet/ready', 1],
    ['imagenet/ready/2026-03-01', 1],
    ['imagenet/patch-7', 1],
    ['imagenet/read', 0],
    ['other/imagenet/ready', 0],
  ])("an object '%s' starts %i runs", (name, runs) => {
    expect(about(name)).toBe(runs);
  });

  test('an object of another bucket starts none, and what is unwanted is no failure', () => {
    expect(about('imagenet/ready', 'other')).toBe(0);
    const { raised, returned } = execute(source, vertex([], { data: { bucket, name: 'x' } }));
    expect({ raised, returned }).toEqual({ raised: undefined, returned: `no run for ${bucket}/x` });
  });

  test.each([['by hand', undefined], ['by a schedule', {}]])('a run %s is started as always', (_, event) => {
    expect(posted(execute(source, vertex([SUCCEEDED], event)))).toHaveLength(1);
  });
});

test("a text of the user's that looks like an expression reaches the container as it is, and a reference is put in by Terraform", () => {
  const written = 'echo ${HOME} $${HOME} "%{done}"';
  const stage = jobStage(({ artifacts }) => ({
    command: ['sh', '-c', written, `--bucket="${(artifacts as ArtifactStore).resource.getStringAttribute('name')}"`], environment: { HOMES: written },
  }));
  const source = workflowSource(stage.synth());
  expect(source).not.toContain('${HOME}');
  const body = firstPosted(execute(source, vertex([SUCCEEDED])));
  expect(body.jobSpec.workerPoolSpecs[0].containerSpec.args).toEqual(['sh', '-c', 'echo ${HOME} $${HOME} "%%{done}"', expect.stringMatching(/^--bucket="google_storage_bucket\.\w+\.name"$/)]);
  expect(variablesOf(body).HOMES).toBe('echo ${HOME} $${HOME} "%%{done}"');
});
