import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Model, Rollout, Runtime } from '../../src/core';
import { ModelEndpoint } from '../../src/tfgcp';
import { synthApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { FakeGoogle } from '../support/vertex/fake-google';
import { importedPlatform, stackIn } from '../tfgcp/platforms';
import { GoogleDeployment, TOKEN } from './support/google-deployment';
import { GoogleServer } from './support/google-server';

const MINUTES = 60_000;
const ENDPOINT = 'projects/acme-ml/locations/europe-west4/endpoints/acme-ml-fraud';

/** An endpoint of a platform that is deployed elsewhere. */
function program(version: number): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'rollout-')) });
  const stack = stackIn(app, 'fraud');
  const platform = importedPlatform(stack);
  new ModelEndpoint(stack, 'Fraud', {
    platform,
    model: Model.fromArtifact(platform.artifacts.path(`fraud/${version}`), Runtime.xgboost('2.1')),
    rollout: Rollout.canary(10),
  });
  return synthApp(app).stack('fraud');
}

const only = program(1);
const terraform = terraformFor({ ...only, requiredProviders: { restful: only.requiredProviders.restful! } } as unknown as SynthesizedStack);
if ('missing' in terraform) process.stderr.write(`SKIPPED rollouts of Vertex AI with a real plugin: ${terraform.missing}\n`);

('missing' in terraform ? describe.skip : describe)('releases of an endpoint of Vertex AI, by Terraform and the workflow that it deploys', () => {
  let server: GoogleServer;
  let deployment: GoogleDeployment;
  /** While it is there, an execution that watches a rollout goes no further. */
  let held: Promise<void> | undefined;
  let watching = false;

  beforeEach(async () => {
    [held, watching] = [undefined, false];
    const google = new FakeGoogle(async () => {
      watching = Object.keys(google.vertex.endpoint(ENDPOINT).trafficSplit).length > 1;
      if (watching && held) await held;
      await new Promise((resolve) => setTimeout(resolve, 2));
    });
    server = new GoogleServer(google);
    await server.start();
    deployment = new GoogleDeployment(server, 'env' in terraform ? terraform.env : {});
  });

  afterEach(async () => {
    await server.stop();
    expect(server.google.vertex.outages).toEqual([]);
  });

  function traffic(): Record<string, number> {
    const served = server.google.vertex.traffic(ENDPOINT);
    return Object.fromEntries(Object.entries(served).map(([uri, percent]) => [uri.split('/').slice(-2).join('/'), percent]));
  }

  const idOfLive = () => Object.keys(server.google.vertex.endpoint(ENDPOINT).trafficSplit);

  test('they succeed: the second plan is empty, the next model takes over step by step, and a destroy leaves nothing', async () => {
    await deployment.succeed(program(1));
    expect(traffic()).toEqual({ 'fraud/1': 100 });
    await deployment.expectNoChange();
    await deployment.succeed(program(2));
    expect(traffic()).toEqual({ 'fraud/2': 100 });
    const shifts = server.google.vertex.bodies.filter(({ method }) => method === 'PATCH').map(({ body }) => Object.values((body as { trafficSplit: object }).trafficSplit) as number[]);
    expect(shifts).toEqual([[100], [90, 10], [100]]);
    await deployment.expectNoChange();
    expect(deployment.state).not.toContain(TOKEN);
    expect([...server.tokens]).toEqual([`Bearer ${TOKEN}`]);
    await deployment.destroy();
    expect([traffic(), server.google.vertex.models.size]).toEqual([{}, 0]);
  }, 5 * MINUTES);

  test('one that fails fails the apply with its reason; after a revert the deployment that served all the time still does', async () => {
    await deployment.succeed(program(1));
    const live = idOfLive();
    server.google.vertex.failing.add('fraud/2');
    const { status, output } = await deployment.apply(program(2));
    expect(status).toBe(1);
    expect(output).toContain('the release failed, and what served before serves: while the new models were watched: acme-ml-fraud: failed requests in percent above 1');
    expect([traffic(), idOfLive()]).toEqual([{ 'fraud/1': 100 }, live]);
    await deployment.succeed(program(1));
    expect([traffic(), idOfLive()]).toEqual([{ 'fraud/1': 100 }, live]);
    await deployment.expectNoChange();
  }, 5 * MINUTES);

  test('after one that failed, the next one takes over from what still serves', async () => {
    await deployment.succeed(program(1));
    server.google.vertex.undeployable.add('fraud/2');
    expect(await deployment.apply(program(2))).toMatchObject({ status: 1, output: expect.stringContaining('Model server never became ready') as string });
    expect(traffic()).toEqual({ 'fraud/1': 100 });
    await deployment.succeed(program(3));
    expect(traffic()).toEqual({ 'fraud/3': 100 });
  }, 5 * MINUTES);

  test.each([['the next one', 3], ['a revert', 1]])('an apply that is killed while a rollout is watched does not stop it; %s waits for it, and is what serves in the end', async (_, version) => {
    await deployment.succeed(program(1));
    let goOn!: () => void;
    held = new Promise((resolve) => (goOn = resolve));
    await deployment.write(program(2));
    const { child, ended } = deployment.start('apply', '-auto-approve');
    while (!watching) await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    expect(traffic()).toEqual({ 'fraud/1': 90, 'fraud/2': 10 });
    const next = deployment.apply(program(version));
    while (server.google.executions.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.google.executions.map(({ state }) => state)).toEqual(['SUCCEEDED', 'ACTIVE', 'ACTIVE']);
    held = undefined;
    goOn();
    expect(await next).toMatchObject({ status: 0 });
    expect(server.google.executions.map(({ state }) => state)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(traffic()).toEqual({ [`fraud/${version}`]: 100 });
  }, 5 * MINUTES);

  test('nothing of a first release that fails stays, and the next apply tries again', async () => {
    server.google.vertex.undeployable.add('fraud/1');
    expect(await deployment.apply(program(1))).toMatchObject({ status: 1 });
    expect([traffic(), server.google.vertex.models.size]).toEqual([{}, 0]);
    server.google.vertex.undeployable.clear();
    await deployment.succeed(program(1));
    expect(traffic()).toEqual({ 'fraud/1': 100 });
  }, 5 * MINUTES);
});
