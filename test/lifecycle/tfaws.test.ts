import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { acme } from '../../examples/foundation/acme';
import { Budget, Duration, Lifecycle, Profile, StorageTier } from '../../src/core';
import { MlPlatform } from '../../src/tfaws';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Deployment } from './support/deployment';
import { runExample } from './support/example';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;

/** The foundation half a year later: a trial now, with a larger budget, other ageing, one more bucket, one more registry and one more alarm. */
function grownTrial(): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'acme-ml');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/platform.tfstate', region: 'eu-west-1', encrypt: true });
  const ml = new MlPlatform(stack, 'Ml', {
    ...acme,
    profile: Profile.development(),
    region: 'eu-west-1',
    accountId: '123456789012',
    budget: Budget.monthly(30_000),
    artifacts: {
      replicaRegion: 'eu-central-1',
      lifecycle: Lifecycle.of({ prefix: 'models/', transitions: [{ tier: StorageTier.INFREQUENT, after: Duration.days(60) }] }),
    },
  });
  const reports = ml.addArtifactStore('Reports', { lifecycle: Lifecycle.of({ prefix: 'daily/', expireAfter: Duration.days(30) }) });
  ml.addContainerRegistry('Partners', { repositories: ['shared'] });
  ml.addAlarm('Full', { metric: reports.metrics.storedBytes(), threshold: 5e12, description: 'Delete old reports.' });
  app.synth();
  return new SynthesizedApp(app.outdir).only;
}

const foundation = new SynthesizedApp(runExample('foundation/tfaws')).only;
const terraform = terraformFor(foundation);
const python = 'missing' in terraform ? terraform : lifecyclePython();
const missing = 'missing' in python ? python.missing : undefined;
if (missing) process.stderr.write(`SKIPPED tfaws on a local AWS: ${missing}\n`);

(missing ? describe.skip : describe)('the foundation on a local AWS', () => {
  let server: AwsServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '');
    // Most of the time is the plugin's own waiting, so it waits for many at once.
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env, TF_CLI_ARGS_apply: '-parallelism=30' });
  }, MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, and a second plan is empty', async () => {
    await deployment.take(foundation);
    const changes = await deployment.apply();
    expect(changes.filter((change) => !change.startsWith('create '))).toEqual([]);
    expect((await deployment.resources()).filter((address) => !address.startsWith('data.'))).toHaveLength(foundation.addresses.length);
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('outputs its attributes', async () => {
    expect(await deployment.outputs()).toMatchObject({ ml_platform_name: 'acme-ml', ml_region: 'eu-west-1', ml_repositories: ['training', 'serving'] });
  }, MINUTE);

  test('is not destroyed in production', async () => {
    await expect(deployment.apply('-destroy', '-refresh=false')).rejects.toThrow(/Instance cannot be destroyed[\s\S]*prevent_destroy/);
  }, 5 * MINUTE);

  test('becomes a trial, grows, and a second plan is empty', async () => {
    await deployment.take(grownTrial());
    const changes = await deployment.apply();
    const data = /^(?:delete|delete\+create|create\+delete) aws_(?:s3_bucket|kms_key|ecr_repository)\./;
    expect(changes.filter((change) => data.test(change))).toEqual([]);
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('is destroyed once its logs are deleted, and nothing is left', async () => {
    await server.emptyBuckets();
    await deployment.destroy();
    expect(await deployment.resources()).toEqual([]);
  }, 8 * MINUTE);

  test('has asked for nothing that the local AWS does not know', () => {
    expect(server.gaps).toEqual([]);
  });
});
