import { ROLLOUT_WORKFLOW } from '../../../src/tfgcp/serving/rollout/rollout-workflow';
import { definitionText } from '../../../src/tfgcp/workflows/workflow-language';
import { Execution, FakeGoogle } from '../../support/vertex/fake-google';
import { ENDPOINT, PLACE, release, Releases } from './releases';

type Json = any;

let releases: Releases;
beforeEach(() => (releases = new Releases()));
afterEach(() => expect(releases.google.vertex.outages).toEqual([]));


function splits(): Array<Record<string, number>> {
  return releases.google.vertex.bodies.filter(({ method }) => method === 'PATCH').map(({ body }) => (body as { trafficSplit: Record<string, number> }).trafficSplit);
}

async function succeed(argument: Json): Promise<Execution> {
  const run = await releases.run(argument);
  expect([run.state, run.error]).toEqual(['SUCCEEDED', undefined]);
  return run;
}

async function failing(argument: Json): Promise<string> {
  const run = await releases.run(argument);
  expect(run.state).toBe('FAILED');
  return JSON.parse(run.error!.payload) as string;
}

test('the first release serves at once; a later one shifts traffic in steps, is watched after each, and what served before goes last', async () => {
  expect((await succeed(release({ 'fraud/1': {} }))).slept).toBeLessThan(120);
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 100 });
  releases.google.vertex.changes.length = 0;
  const second = await succeed(release({ 'fraud/2': {} }));
  expect(releases.google.vertex.changes).toEqual([
    'POST models:upload', 'POST acme-ml-fraud:deployModel', 'PATCH acme-ml-fraud', 'PATCH acme-ml-fraud', 'POST acme-ml-fraud:undeployModel', 'DELETE acme-ml-fraud-fraud1',
  ]);
  expect(splits()).toEqual([{ 1: 100 }, { 1: 90, 2: 10 }, { 2: 100 }]);
  expect(second.slept).toBeGreaterThanOrEqual(1200);
  expect(releases.google.queries.every((query) => query.includes('deployed_model_id=~"2"'))).toBe(true);
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/2': 100 });
});

test('a release that is live already changes nothing', async () => {
  await succeed(release({ 'fraud/1': {} }));
  const { length } = releases.google.vertex.changes;
  expect((await succeed(release({ 'fraud/1': {} }))).result).toContain('live already');
  expect(releases.google.vertex.changes).toHaveLength(length);
});

test('what somebody removed by hand comes back when the argument of the last execution is run once more', async () => {
  const { argument } = await succeed(release({ 'fraud/1': {} }));
  const { vertex } = releases.google;
  const { name } = vertex.handle('POST', `${ENDPOINT}:undeployModel`, {}, { deployedModelId: '1' }).body;
  [1, 2].forEach(() => vertex.handle('GET', name as string, {}, {}));
  expect(releases.traffic).toEqual({});
  await succeed(JSON.parse(argument));
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 100 });
});

test('a model that does not start: traffic stays, what was made goes, and the run fails with the reason', async () => {
  await succeed(release({ 'fraud/1': {} }));
  releases.google.vertex.undeployable.add('fraud/2');
  expect(await failing(release({ 'fraud/2': {} }))).toBe('the release failed, and what served before serves: the deployment of main: Model server never became ready');
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 100 });
  expect([...releases.google.vertex.models.keys()]).toEqual([`${PLACE}/models/acme-ml-fraud-fraud1`]);
});

test('a model that fails while it is watched: traffic goes back before it goes', async () => {
  await succeed(release({ 'fraud/1': {} }));
  releases.google.vertex.failing.add('fraud/2');
  expect(await failing(release({ 'fraud/2': {} }))).toContain('while the new models were watched: requests fail');
  expect(splits().slice(1)).toEqual([{ 1: 90, 2: 10 }, { 1: 100 }]);
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 100 });
});

test('nothing of a first release that fails stays', async () => {
  releases.google.vertex.undeployable.add('fraud/b');
  await failing(release({ 'fraud/a': { name: 'champion', percent: 90 }, 'fraud/b': { name: 'challenger', percent: 10 } }));
  expect(releases.traffic).toEqual({});
  expect(releases.google.vertex.models.size).toBe(0);
});

test('only what changed is made anew: a challenger beside a champion that stays', async () => {
  await succeed(release({ 'fraud/1': { name: 'champion', percent: 90 }, 'fraud/2': { name: 'challenger', percent: 10 } }));
  releases.google.vertex.changes.length = 0;
  await succeed(release({ 'fraud/1': { name: 'champion', percent: 67 }, 'fraud/3': { name: 'challenger', percent: 33 } }));
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 67, 'gs://acme/fraud/3': 33 });
  expect(releases.google.vertex.changes.filter((change) => change.includes(':deployModel'))).toEqual(['POST acme-ml-fraud:deployModel']);
  expect(splits().every((split) => Object.values(split).reduce((sum, part) => sum + part, 0) === 100)).toBe(true);
});

test('other weights are another split, and nothing more', async () => {
  const models = (champion: number) => release({ 'fraud/1': { name: 'champion', percent: champion }, 'fraud/2': { name: 'challenger', percent: 100 - champion } });
  await succeed(models(90));
  releases.google.vertex.changes.length = 0;
  await succeed(models(50));
  expect(releases.google.vertex.changes).toEqual(['PATCH acme-ml-fraud', 'PATCH acme-ml-fraud']);
});

test('other limits of replicas are a change in place, which a release that fails undoes', async () => {
  await succeed(release({ 'fraud/1': {} }));
  await succeed(release({ 'fraud/1': { max: 8 } }));
  const deployed = () => releases.google.vertex.endpoint(ENDPOINT).deployedModels;
  expect(deployed()).toMatchObject([{ id: '1', dedicatedResources: { maxReplicaCount: 8 } }]);
  releases.google.vertex.failing.add('fraud/2');
  await failing(release({ 'fraud/1': { max: 2, percent: 50 }, 'fraud/2': { name: 'other', percent: 50 } }));
  expect(deployed()).toMatchObject([{ id: '1', dedicatedResources: { maxReplicaCount: 8 } }]);
});

test('an alarm of the user that goes off sends traffic back; one that was open before does not', async () => {
  const policy = { name: 'projects/123456789012/alertPolicies/7', displayName: 'payments are refused' };
  const guarded = (model: string) => release({ [model]: {} }, { alarms: ['7'] });
  releases.google.alerts.push({ name: 'projects/acme-ml/alerts/old', state: 'OPEN', policy });
  await succeed(guarded('fraud/1'));
  await succeed(guarded('fraud/2'));
  releases = new Releases(new FakeGoogle(async () => {
    if (splits().length > 1) releases.google.alerts.push({ name: 'projects/acme-ml/alerts/new', state: 'OPEN', policy });
  }));
  await succeed(guarded('fraud/1'));
  expect(await failing(guarded('fraud/2'))).toContain('the alarm payments are refused went off');
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 100 });
});

test('a release waits for the one before it', async () => {
  await succeed(release({ 'fraud/1': {} }));
  const runs = await Promise.all([releases.run(release({ 'fraud/2': {} })), releases.run(release({ 'fraud/3': {} }))]);
  expect(runs.map(({ state }) => state)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(splits().slice(1)).toEqual([{ 1: 90, 2: 10 }, { 2: 100 }, { 2: 90, 3: 10 }, { 3: 100 }]);
});

test('what a run that was cancelled left behind is removed by the next one', async () => {
  let cancelling = false;
  releases = new Releases(new FakeGoogle(async (_, execution) => {
    if (cancelling && splits().length > 1) Object.assign(execution, { state: 'CANCELLED' });
  }));
  await succeed(release({ 'fraud/1': {} }));
  cancelling = true;
  expect(await releases.run(release({ 'fraud/2': {} }))).toMatchObject({ state: 'CANCELLED' });
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 90, 'gs://acme/fraud/2': 10 });
  cancelling = false;
  await succeed(release({ 'fraud/1': {} }));
  expect(releases.traffic).toEqual({ 'gs://acme/fraud/1': 100 });
  expect(releases.google.vertex.models.size).toBe(1);
});

test('a version of a registry is served once it is approved, and outlives the endpoint', async () => {
  const model = `${PLACE}/models/fraud@v3`;
  const version = { name: `${PLACE}/models/fraud`, versionId: '3', versionAliases: ['v3', 'v3-pending'], artifactUri: 'gs://acme/registered' };
  releases.google.vertex.models.set(`${PLACE}/models/fraud`, { name: `${PLACE}/models/fraud`, versions: [version] });
  expect(await failing(release({ registered: { model } }))).toContain('is not approved');
  version.versionAliases[1] = 'v3-approved';
  await succeed(release({ registered: { model } }));
  await succeed({ ...release({}), action: 'remove' });
  expect(releases.google.vertex.models.size).toBe(1);
});

test('a schedule sets limits of whatever serves the variant', async () => {
  await succeed(release({ 'fraud/1': { name: 'champion', percent: 90 }, 'fraud/2': { name: 'challenger', percent: 10 } }));
  await succeed({ action: 'schedule', endpoint: ENDPOINT, limits: { champion: { minReplicaCount: 1, maxReplicaCount: 1 } } });
  expect(releases.google.vertex.endpoint(ENDPOINT).deployedModels).toMatchObject([
    { dedicatedResources: { maxReplicaCount: 1, autoscalingMetricSpecs: [{ target: 60 }] } },
    { dedicatedResources: { maxReplicaCount: 4 } },
  ]);
});

test('before the endpoint goes, all that it serves and all that was uploaded for it does', async () => {
  await succeed(release({ 'fraud/1': { name: 'champion', percent: 90 }, 'fraud/2': { name: 'challenger', percent: 10 } }));
  await succeed({ ...release({}), action: 'remove' });
  expect([releases.traffic, releases.google.vertex.models.size]).toEqual([{}, 0]);
});

test('the definition is one that Workflows takes', () => {
  expect(Buffer.byteLength(definitionText(ROLLOUT_WORKFLOW))).toBeLessThan(128 * 1024);
  Object.values(ROLLOUT_WORKFLOW).forEach(({ steps }) => {
    const names = namesIn(steps);
    expect(names).toEqual([...new Set(names)]);
  });
});

/** The names of all steps, also of those inside of others. */
function namesIn(steps: Json): string[] {
  return (steps as Json[]).flatMap((step) => Object.entries(step as Record<string, Json>).flatMap(([name, what]) => [name, ...insideOf(what)]));
}

function insideOf(what: Json): string[] {
  const nested = [what.for?.steps, what.try?.steps, what.except?.steps, ...((what.switch ?? []) as Json[]).map(({ steps }) => steps as Json)];
  return nested.filter(Boolean).flatMap(namesIn);
}
