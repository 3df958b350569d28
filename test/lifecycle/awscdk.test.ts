import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { acme } from '../../examples/foundation/acme';
import { MlPlatform } from '../../src/awscdk';
import { Budget, Duration, Lifecycle, Profile, StorageTier } from '../../src/core';
import { AwsServer } from './support/aws-server';
import { Cdk, StackOutputs } from './support/cdk';
import { runExample } from './support/example';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
const REPLICA = 'eu-central-1';

/** What holds data, and is therefore kept when the stack of a platform in production goes. */
const KEPT = ['AWS::ECR::Repository', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'];
/** The foundation half a year later: a trial now, with a larger budget, other ageing, one more bucket, one more registry and one more alarm. */
function grownTrial(): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'acme-ml', { env: { account: ACCOUNT, region: REGION } });
  const ml = new MlPlatform(stack, 'Ml', {
    ...acme,
    profile: Profile.development(),
    budget: Budget.monthly(30_000),
    artifacts: {
      replicaRegion: REPLICA,
      lifecycle: Lifecycle.of({ prefix: 'models/', transitions: [{ tier: StorageTier.INFREQUENT, after: Duration.days(60) }] }),
    },
  });
  const reports = ml.addArtifactStore('Reports', { lifecycle: Lifecycle.of({ prefix: 'daily/', expireAfter: Duration.days(30) }) });
  ml.addContainerRegistry('Partners', { repositories: ['shared'] });
  ml.addAlarm('Full', { metric: reports.metrics.storedBytes(), threshold: 5e12, description: 'Delete old reports.' });
  return app.synth().directory;
}

const python = lifecyclePython();
const missing = 'missing' in python ? python.missing : undefined;
if (missing) process.stderr.write(`SKIPPED awscdk on a local AWS: ${missing}\n`);

(missing ? describe.skip : describe)('the foundation on a local AWS', () => {
  const foundation = missing ? '' : runExample('foundation/awscdk');
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];
  let first: StackOutputs;

  /** Types and ids of what the app's stacks have made, and not the bootstrap. */
  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`));

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '', { cloudformation: true });
    cdk = new Cdk(server.env);
    await cdk.bootstrap(`aws://${ACCOUNT}/${REGION}`, `aws://${ACCOUNT}/${REPLICA}`);
    bootstrapped = (await server.stackResources()).map(({ type, id }) => `${type} ${id}`);
  }, 2 * MINUTE);

  afterAll(async () => {
    cdk?.remove();
    await server?.stop();
  }, MINUTE);

  test('is deployed, and nothing differs', async () => {
    first = await cdk.deploy(foundation);
    expect(first['acme-ml']).toMatchObject({ AcmeMlPlatformName: 'acme-ml', AcmeMlAvailabilityZones: 'eu-west-1a,eu-west-1b,eu-west-1c' });
    expect(await cdk.differs(foundation)).toBe(false);
  }, 2 * MINUTE);

  test('becomes a trial and grows; what holds data stays', async () => {
    const grown = grownTrial();
    const before = (await made()).filter(({ type }) => KEPT.includes(type)).map(({ id }) => id);
    const outputs = await cdk.deploy(grown);
    expect((await made()).map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    // A trial has fewer zones; whatever else people know of the platform is as before.
    const { AcmeMlAvailabilityZones: _zones, AcmeMlPrivateSubnetIds: _subnets, ...lasting } = first['acme-ml']!;
    expect(outputs['acme-ml']).toMatchObject(lasting);
    expect(await cdk.differs(grown)).toBe(false);
  }, 2 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await cdk.destroy(grownTrial());
    expect(await made()).toEqual([]);
  }, MINUTE);

  test('is deployed anew, and keeps in production what holds data', async () => {
    await cdk.deploy(foundation);
    await cdk.destroy(foundation);
    expect([...new Set((await made()).map(({ type }) => type))].sort()).toEqual(KEPT);
  }, 2 * MINUTE);

  test('has asked for nothing that the local AWS does not know', () => {
    expect(server.gaps).toEqual([]);
  });
});
