import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Approval, Model, Profile, Runtime } from '../../src/core';
import { Identity, MlPlatform, ModelEndpoint, ModelRegistry } from '../../src/tfgcp';
import { synthApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { FakeGoogle } from '../support/vertex/fake-google';
import { ATTRIBUTES, stackIn } from '../tfgcp/platforms';
import { GoogleDeployment } from './support/google-deployment';
import { GoogleServer } from './support/google-server';

type Json = any;

const MINUTES = 60_000;
const PLACE = 'projects/acme-ml/locations/europe-west4';
const ADA = 'ada@acme.io';

interface Wish {
  /** Ids of versions, and where their files lie. */
  readonly versions: Record<string, string>;
  readonly approved?: readonly string[];
  /** Which one is served. */
  readonly served?: string;
  readonly profile?: Profile;
}

/** A registry of a platform that is deployed elsewhere, and an endpoint that serves one of its versions. */
function program({ versions, approved = [], served, profile = Profile.development() }: Wish): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'registry-')) });
  const stack = stackIn(app, 'fraud');
  const platform = MlPlatform.fromAttributes(stack, 'Ml', { ...ATTRIBUTES, profile });
  const registry = new ModelRegistry(stack, 'Models', { platform, modelName: 'fraud', approvers: { [ADA]: Identity.user(ADA) } });
  const added = Object.fromEntries(Object.entries(versions).map(([id, path]) => [id, registry.addVersion(id, {
    model: Model.fromArtifact(platform.artifacts.path(path), Runtime.xgboost('2.1')),
    approval: approved.includes(id) ? Approval.approved(ADA, 'AUC 0.93') : Approval.pending(),
  })]));
  if (served) new ModelEndpoint(stack, 'Fraud', { platform, model: Model.fromRegistry(added[served]!) });
  return synthApp(app).stack('fraud');
}

const terraform = terraformFor({ ...program({ versions: { V1: 'fraud/1' } }), requiredProviders: { restful: { source: 'magodo/restful' } } } as unknown as SynthesizedStack);
if ('missing' in terraform) process.stderr.write(`SKIPPED a registry of Vertex AI with a real plugin: ${terraform.missing}\n`);

('missing' in terraform ? describe.skip : describe)('the versions of a model of Vertex AI', () => {
  let server: GoogleServer;
  let deployment: GoogleDeployment;
  beforeEach(async () => {
    server = new GoogleServer(new FakeGoogle());
    await server.start();
    deployment = new GoogleDeployment(server, 'env' in terraform ? terraform.env : {});
  });
  afterEach(() => server.stop());

  function versions(): Record<string, Json> {
    const known = (server.google.vertex.models.get(`${PLACE}/models/fraud`)?.versions ?? []) as Json[];
    return Object.fromEntries(known.map((version) => [version.versionAliases[0] === 'default' ? version.versionAliases[1] : version.versionAliases[0], version]));
  }

  test('the first makes the model; approval changes in place; the last takes the model along', async () => {
    await deployment.succeed(program({ versions: { V1: 'fraud/1', V2: 'fraud/2' } }));
    await deployment.expectNoChange();
    expect(Object.keys(versions()).sort()).toEqual(['v1', 'v2']);
    expect(versions().v2).toMatchObject({ versionAliases: expect.arrayContaining(['v2', 'v2-pending']) as string[], versionDescription: 'Waits for approval.' });
    await deployment.succeed(program({ versions: { V1: 'fraud/1', V2: 'fraud/2' }, approved: ['V2'] }));
    expect(versions().v2.versionAliases).toEqual(expect.arrayContaining(['v2-approved']));
    expect(versions().v2.versionAliases).not.toContain('v2-pending');
    expect(versions().v2.versionDescription).toBe('Approved by ada@acme.io: AUC 0.93.');
    const [first] = Object.keys(versions()).filter((alias) => versions()[alias].versionAliases.includes('default'));
    const other: Record<string, string> = first === 'v1' ? { V2: 'fraud/2' } : { V1: 'fraud/1' };
    await deployment.succeed(program({ versions: other }));
    expect(Object.values(versions())).toHaveLength(1);
    await deployment.destroy();
    expect(server.google.vertex.models.size).toBe(0);
  }, 5 * MINUTES);

  test('what is in a version never changes', async () => {
    await deployment.succeed(program({ versions: { V1: 'fraud/1' } }));
    expect(await deployment.apply(program({ versions: { V1: 'fraud/2' } }))).toMatchObject({ status: 1, output: expect.stringContaining('what is in a version never changes') as string });
    expect(versions().v1.artifactUri).toMatch(/fraud\/1$/);
  }, 5 * MINUTES);

  test('in production a version that leaves the program stays in the registry', async () => {
    await deployment.succeed(program({ versions: { V1: 'fraud/1', V2: 'fraud/2' }, profile: Profile.production() }));
    await deployment.succeed(program({ versions: { V2: 'fraud/2' }, profile: Profile.production() }));
    expect(Object.keys(versions()).sort()).toEqual(['v1', 'v2']);
  }, 5 * MINUTES);

  test('an endpoint serves an approved version, which stays when the next one takes over', async () => {
    const both = { V1: 'fraud/1', V2: 'fraud/2' };
    await deployment.succeed(program({ versions: both, approved: ['V1', 'V2'], served: 'V1' }));
    await deployment.succeed(program({ versions: both, approved: ['V1', 'V2'], served: 'V2' }));
    expect(server.google.vertex.endpoint(`${PLACE}/endpoints/acme-ml-fraud`).deployedModels).toMatchObject([{ model: `${PLACE}/models/fraud@v2` }]);
    expect(Object.keys(versions()).sort()).toEqual(['v1', 'v2']);
    await deployment.succeed(program({ versions: { V3: 'fraud/3' }, approved: ['V3'], served: 'V3' }));
    expect(Object.keys(versions())).toEqual(['v3']);
    expect(server.google.vertex.outages).toEqual([]);
    await deployment.destroy();
    expect(server.google.vertex.models.size).toBe(0);
  }, 5 * MINUTES);
});
