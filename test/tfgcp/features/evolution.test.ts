import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { Duration, Feature, FeatureGroupProps, OnlineLatency, Schedule } from '../../../src/core';
import { FeatureStore, Identity } from '../../../src/tfgcp';
import { synthApp, SynthesizedStack } from '../../support/terraform';
import { terraformFor } from '../../support/terraform/plugins';
import { ATTRIBUTES, importedPlatform, stackIn } from '../platforms';
import { FakeGoogle } from './fake-google';
import { newLock } from './stores';

type Json = Record<string, any>;

/** What holds data and what says what is in it; accounts and rights beside them are of other services. */
const KEPT = ['google_bigquery_table', 'google_vertex_ai_feature_group_feature', 'restful_operation', 'restful_resource'];
const TOKEN = 'only-for-this-run';

const BEFORE: Partial<FeatureGroupProps> = { features: [Feature.float('spend_7d'), Feature.vector('taste', 3)], description: 'What customers spend' };
const AFTER: Partial<FeatureGroupProps> = { features: [...BEFORE.features!, Feature.bool('vip', { personalData: true })], description: 'What customers spend, and who they are', owner: 'shop' };

function program(group: Partial<FeatureGroupProps>, readers: string[] = []): SynthesizedStack {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  const stack = stackIn(app, 'features');
  const platform = importedPlatform(stack);
  const store = new FeatureStore(stack, 'Features', {
    platform,
    lock: newLock(),
    keyAgentsGranted: true,
    existingDatasetId: 'features',
    groups: [{ groupName: 'spend', entityKeys: [Feature.string('customer_id')], eventTime: 'updated_at', features: [], online: OnlineLatency.STANDARD, ...group }],
  });
  readers.forEach((email) => store.grantRead(Identity.serviceAccount(email)));
  return synthApp(app).stack('features');
}

/** The stack with nothing but what is to be proven, and with the local server for Google. */
function only(stack: SynthesizedStack, url: string): Json {
  const { backend: _backend, ...settings } = stack.json.terraform ?? {};
  const ours = (address: string) => KEPT.includes(address.split('.')[0]!);
  const resources = (type: string) => Object.entries(stack.resources(type)).map(([name, { depends_on: after = [], ...rest }]) => [
    name, { ...rest, depends_on: (after as string[]).filter(ours) },
  ]);
  const resource = Object.fromEntries(KEPT.map((type) => [type, Object.fromEntries(resources(type)) as object]));
  const google = {
    project: ATTRIBUTES.project,
    region: ATTRIBUTES.location,
    access_token: TOKEN,
    vertex_ai_custom_endpoint: `${url}/v1/`,
    big_query_custom_endpoint: `${url}/bigquery/v2/`,
  };
  const provider = { google: [google], restful: stack.json.provider!.restful };
  const text = JSON.stringify({ terraform: settings, variable: stack.json.variable, provider, resource });
  const mortal = text.replace('"deletion_protection":true', '"deletion_protection":false');
  const ofRoles = mortal.replace(/\$\{google_project_iam_custom_role\.[\w-]*_Roles_([a-z]+)_\w+\.name\}/g, 'projects/acme-ml/roles/$1');
  return JSON.parse(ofRoles.replace(/https:\/\/europe-west4-aiplatform\.googleapis\.com\/v1/g, `${url}/v1`).replace(/"default_delay_sec":10/g, '"default_delay_sec":1')) as Json;
}

const terraform = terraformFor(program(BEFORE));
const possible = 'env' in terraform ? test : test.skip;
if ('missing' in terraform) process.stderr.write(`SKIPPED the evolution of features: ${terraform.missing}\n`);

describe('through the real plugins, against a local server', () => {
  let google: FakeGoogle;
  let directory: string;
  beforeEach(async () => {
    google = await FakeGoogle.start();
    directory = mkdtempSync(join(tmpdir(), 'features-'));
  });
  afterEach(() => google.stop());

  async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
    const env = { ...('env' in terraform ? terraform.env : process.env), TF_VAR_vertex_token: TOKEN };
    const child = spawn('terraform', args, { cwd: directory, env });
    let output = '';
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (data: Buffer) => (output += data.toString())));
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { status, output };
  }

  /** What Terraform would do, by type; what it leaves as it is is left out. */
  async function planned(group: Partial<FeatureGroupProps>, readers: string[] = [], ...options: string[]): Promise<string[]> {
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(only(program(group, readers), google.url)));
    if (!existsSync(join(directory, '.terraform'))) expect(await run('init', '-input=false')).toMatchObject({ status: 0 });
    expect(await run('plan', '-input=false', '-no-color', '-out=plan', ...options)).toMatchObject({ status: 0 });
    const { output } = await run('show', '-json', 'plan');
    const { resource_changes: changes } = JSON.parse(output) as { resource_changes: Array<{ type: string; change: { actions: string[] } }> };
    return changes.filter(({ change }) => change.actions.join() !== 'no-op').map(({ type, change }) => `${change.actions.join()} ${type}`).sort();
  }

  possible('a feature is added in place: a column, a feature, and a field of the view; nothing that holds data is replaced', async () => {
    expect((await planned(BEFORE)).filter((what) => !what.startsWith('create'))).toEqual([]);
    expect(await run('apply', '-input=false', 'plan')).toMatchObject({ status: 0 });
    expect(await planned(BEFORE)).toEqual([]);

    google.changes.length = 0;
    expect(await planned(AFTER)).toEqual([
      'create google_vertex_ai_feature_group_feature',
      'update google_bigquery_table',
      'update restful_resource',
      'update restful_resource',
    ]);
    expect(await run('apply', '-input=false', 'plan')).toMatchObject({ status: 0 });
    expect([...google.changes].sort()).toEqual([
      'PATCH featureGroups/acme_ml_features_spend description,labels,bigQuery.entityIdColumns',
      'PATCH featureViews/acme_ml_features_spend labels,featureRegistrySource,syncConfig',
      'POST features/vip',
      'PUT tables/spend',
    ]);
    expect(await planned(AFTER)).toEqual([]);
    expect((google.thing('/tables/spend').schema as Json).fields).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'vip', type: 'BOOLEAN', mode: 'NULLABLE', description: 'Personal data' })]),
    );
    expect(google.thing('/featureViews/acme_ml_features_spend').featureRegistrySource.featureGroups[0].featureIds).toEqual(['spend_7d', 'taste', 'vip']);
    expect(google.thing('/featureGroups/acme_ml_features_spend')).toMatchObject({ labels: { owner: 'shop', personal_data: 'true' }, bigQuery: { timeSeries: { timestampColumn: 'updated_at' } } });
    expect(google.thing('/featureOnlineStores/acme_ml_features')).toMatchObject({ encryptionSpec: { kmsKeyName: ATTRIBUTES.encryptionKeyId } });
  }, 180_000);

  possible('another refresh is a change in place', async () => {
    await planned(BEFORE);
    expect(await run('apply', '-input=false', 'plan')).toMatchObject({ status: 0 });
    expect(await planned({ ...BEFORE, refresh: Schedule.every(Duration.minutes(10)) })).toEqual(['update restful_resource']);
  }, 180_000);

  possible('readers are let in to the view of their group, and out again when they are in the program no more', async () => {
    const [shop, fraud] = ['shop@acme-shop.iam.gserviceaccount.com', 'fraud@acme-ml.iam.gserviceaccount.com'] as const;
    const [view, group, store] = ['/featureViews/acme_ml_features_spend', '/featureGroups/acme_ml_features_spend', '/featureOnlineStores/acme_ml_features'] as const;
    const apply = async () => expect(await run('apply', '-input=false', 'plan')).toMatchObject({ status: 0 });
    const admitted = () => [view, group, store].map((place) => google.admitted(place));
    const both = { members: [`serviceAccount:${fraud}`, `serviceAccount:${shop}`] };

    await planned(BEFORE, [shop, fraud]);
    await apply();
    expect(admitted()).toEqual([[{ role: 'projects/acme-ml/roles/serve', ...both }], [{ role: 'projects/acme-ml/roles/find', ...both }], [{ role: 'projects/acme-ml/roles/find', ...both }]]);
    expect(await planned(BEFORE, [fraud, shop])).toEqual([]);

    expect(await planned(BEFORE, [shop])).toEqual(['update restful_operation', 'update restful_operation', 'update restful_operation']);
    await apply();
    expect(admitted().flat().map(({ members }) => members as string[])).toEqual([[`serviceAccount:${shop}`], [`serviceAccount:${shop}`], [`serviceAccount:${shop}`]]);

    // A view that is made anew has nobody, so that its policy has to come again.
    const [address] = Object.entries(program(BEFORE).resources('restful_resource')).find(([, { path }]) => (path as string).endsWith('/featureViews'))!;
    expect(await planned(BEFORE, [shop], `-replace=restful_resource.${address}`)).toEqual(['delete,create restful_operation', 'delete,create restful_resource']);
    await apply();
    expect(google.admitted(view)).toEqual([expect.objectContaining({ members: [`serviceAccount:${shop}`] })]);

    await planned(BEFORE);
    await apply();
    expect(admitted()).toEqual([[], [], []]);
  }, 240_000);

  possible('a store is destroyed, policies or not, also one whose view somebody took away', async () => {
    await planned(BEFORE, ['shop@acme-shop.iam.gserviceaccount.com']);
    expect(await run('apply', '-input=false', 'plan')).toMatchObject({ status: 0 });
    [...google.things.keys()].filter((path) => path.includes('/featureViews/')).forEach((path) => google.things.delete(path));
    expect(await run('destroy', '-input=false', '-auto-approve', '-refresh=false')).toMatchObject({ status: 0 });
    expect([...google.things.keys()]).toEqual([]);
  }, 180_000);
});
