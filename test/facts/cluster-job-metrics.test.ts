import { FAILED_RUNS } from '../../src/facts/aws/cluster-job-metrics';
import { CONTROL_PLANE_LOG_GROUP } from '../../src/facts/aws/cluster-metrics';
import { fill } from '../../src/facts/aws/fill';
import { matches } from './log-patterns';

type Json = Record<string, unknown>;

const FAILED = [{ type: 'Suspended', status: 'False' }, { type: 'FailureTarget', status: 'True' }, { type: 'Failed', status: 'True' }];
const RETRIES = 'jobset.sigs.k8s.io/restart-attempt';

/** Which of the filters of a kind of runs match a line, for a job `acme-ml-bert` in `vision` whose runs start again `retries` times. */
function found(kind: string, line: Json, retries = 1): string[] {
  const facts = fill(FAILED_RUNS[kind]!, { cluster: 'acme-ml-train', namespace: 'vision', job: 'acme-ml-bert', retries: String(retries) });
  return Object.entries(facts).filter(([, { pattern }]) => matches(pattern, JSON.stringify(line))).map(([id]) => id);
}

/** What the audit log of EKS writes when the controller of Jobs writes a status. */
function statusOf(name: string, conditions: Json[], { labels = {}, account = 'acme-ml-bert', namespace = 'vision', code = 200 } = {}): Json {
  const object = {
    kind: 'Job',
    metadata: { name, namespace, labels, managedFields: [{ manager: 'kube-controller-manager', subresource: 'status' }] },
    spec: { template: { spec: { serviceAccountName: account } } },
    status: { conditions },
  };
  return {
    kind: 'Event',
    level: 'RequestResponse',
    requestURI: `/apis/batch/v1/namespaces/${namespace}/jobs/${name}/status`,
    verb: 'update',
    user: { username: 'system:serviceaccount:kube-system:job-controller' },
    objectRef: { resource: 'jobs', namespace, name, apiGroup: 'batch', apiVersion: 'v1', subresource: 'status' },
    responseStatus: { metadata: {}, code },
    requestObject: object,
    responseObject: code === 200 ? object : { kind: 'Status' },
  };
}

test.each([['Job', 'acme-ml-bert-x2f4z'], ['MPIJob', 'acme-ml-bert-x2f4z-launcher']])('a %s is told by its Job, once it failed for good', (kind, name) => {
  expect(found(kind, statusOf(name, FAILED))).toEqual(['Failures']);
  expect(found(kind, statusOf(name, [{ type: 'Failed', status: 'True' }]))).toEqual(['Failures']);
  expect(found(kind, statusOf(name, []))).toEqual([]);
  expect(found(kind, statusOf(name, FAILED.slice(0, 2)))).toEqual([]);
  expect(found(kind, statusOf(name, [{ type: 'Complete', status: 'True' }]))).toEqual([]);
  expect(found(kind, statusOf(name, FAILED, { code: 409 }))).toEqual([]);
});

const KINDS = Object.keys(FAILED_RUNS).filter((kind) => kind !== 'RayJob');

test.each(KINDS)('a %s of another job calls nobody', (kind) => {
  const labels = { [RETRIES]: '1' };
  expect(found(kind, statusOf('acme-ml-bert-large-x2f4z', FAILED, { labels, account: 'acme-ml-bert-large' }))).toEqual([]);
  expect(found(kind, statusOf('acme-ml-bert-x2f4z', FAILED, { labels, namespace: 'speech' }))).toEqual([]);
  expect(found(kind, statusOf('acme-ml-bert-large-1760000000', FAILED, { account: 'acme-ml-bert-large-start' }))).toEqual([]);
});

test.each(Object.keys(FAILED_RUNS))('a %s that could not be started calls', (kind) => {
  expect(found(kind, statusOf('acme-ml-bert-1760000000', FAILED, { account: 'acme-ml-bert-start' }))).toHaveLength(1);
  expect(found(kind, statusOf('acme-ml-bert-1760000000', [{ type: 'Complete', status: 'True' }], { account: 'acme-ml-bert-start' }))).toEqual([]);
});

test.each(['JobSet', 'TrainJob'])('an attempt of a %s that failed calls when it was the last', (kind) => {
  const attempt = (number: number) => statusOf('acme-ml-bert-x2f4z-node-0', FAILED, { labels: { [RETRIES]: String(number), 'jobset.sigs.k8s.io/replicatedjob-replicas': '1' } });
  expect([0, 1, 2, 3].map((number) => found(kind, attempt(number), 3))).toEqual([[], [], [], ['Failures']]);
  expect(found(kind, attempt(0), 0)).toEqual(['Failures']);
  expect([0, 1].map((number) => found(kind, attempt(number), 1))).toEqual([[], ['Failures']]);
  expect(found(kind, statusOf('acme-ml-bert-x2f4z-node-0', FAILED, { labels: { [RETRIES]: '3' }, code: 409 }), 3)).toEqual([]);
});

test('a Job that goes after its time does not call again', () => {
  const gone = statusOf('acme-ml-bert-x2f4z-node-0', FAILED, { labels: { [RETRIES]: '1' } });
  const patch = { ...gone, verb: 'patch', objectRef: { resource: 'jobs', namespace: 'vision', name: 'acme-ml-bert-x2f4z-node-0' } };
  KINDS.forEach((kind) => expect(found(kind, patch)).toEqual([]));
});

test('a TrainJob that takes too long is one whose JobSet the trainer deletes', () => {
  const deleted = (username: string, name = 'acme-ml-bert-x2f4z', resource = 'jobsets'): Json => ({
    level: 'Metadata', verb: 'delete', user: { username }, objectRef: { resource, namespace: 'vision', name, apiGroup: 'jobset.x-k8s.io' }, responseStatus: { code: 200 },
  });
  expect(found('TrainJob', deleted('system:serviceaccount:kubeflow-system:kubeflow-trainer-controller-manager'))).toEqual(['StartsAndDeadlines']);
  expect(found('TrainJob', deleted('system:serviceaccount:kube-system:generic-garbage-collector'))).toEqual([]);
  expect(found('TrainJob', deleted('system:serviceaccount:kubeflow-system:kubeflow-trainer-controller-manager', 'acme-ml-resnet-x2f4z'))).toEqual([]);
  expect(found('TrainJob', deleted('ada'))).toEqual([]);
});

test('a RayJob is told by its operator, once it does not try again', () => {
  const logged = (status: string, name = 'acme-ml-bert-x2f4z', namespace = 'vision'): Json => ({
    stream: 'stdout',
    log: '{"level":"info"}',
    log_processed: {
      level: 'info',
      logger: 'controllers.RayJob',
      msg: 'updateRayJobStatus',
      RayJob: { name, namespace },
      oldRayJobStatus: { jobStatus: 'RUNNING', jobDeploymentStatus: 'Running' },
      newRayJobStatus: { jobStatus: 'FAILED', jobDeploymentStatus: status },
    },
    kubernetes: { pod_name: 'kuberay-operator-0', namespace_name: 'kuberay-system' },
  });
  expect(['Failed', 'Retrying', 'Complete'].map((status) => found('RayJob', logged(status)))).toEqual([['Failures'], [], []]);
  expect(found('RayJob', logged('Failed', 'acme-ml-resnet-x2f4z'))).toEqual([]);
  expect(found('RayJob', logged('Failed', 'acme-ml-bert-x2f4z', 'speech'))).toEqual([]);
  expect(found('RayJob', { stream: 'stdout', log: 'plain text' })).toEqual([]);
});

test('patterns have the length and the wildcards that CloudWatch takes, with the longest names', () => {
  const longest = fill(FAILED_RUNS, { cluster: 'c'.repeat(100), namespace: 'n'.repeat(63), job: 'j'.repeat(40), retries: '10' });
  Object.values(longest).flatMap((facts) => Object.values(facts)).forEach(({ pattern }) => {
    expect(pattern.length).toBeLessThanOrEqual(1024);
    expect(pattern).not.toMatch(/\{\w+\}|%/);
  });
  expect(FAILED_RUNS.Job!.Failures!.logGroup).toBe(CONTROL_PLANE_LOG_GROUP);
});
