import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { MlPlatform } from '../../src/awscdk';
import { Machine, NodeGroup, Profile, Scaling } from '../../src/core';
import { AwsServer } from './support/aws-server';
import { Cdk } from './support/cdk';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;
const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';

/** A cluster without software: no API server answers here, in which something could be installed. */
function program(...nodeGroups: NodeGroup[]): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')), analyticsReporting: false });
  const stack = new Stack(app, 'acme-ml', { env: { account: ACCOUNT, region: REGION } });
  const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', profile: Profile.development() });
  ml.addTrainingCluster('Train', { nodeGroups });
  return app.synth().directory;
}

const preparing: NodeGroup = { name: 'preparing', machine: Machine.general(4), scaling: Scaling.fixed(2) };
const shuffling: NodeGroup = { name: 'shuffling', machine: Machine.memory(8), scaling: Scaling.fixed(1) };

const python = lifecyclePython();
const missing = 'missing' in python ? python.missing : undefined;
if (missing) process.stderr.write(`SKIPPED a cluster of awscdk on a local AWS: ${missing}\n`);

(missing ? describe.skip : describe)('a cluster on a local AWS', () => {
  let server: AwsServer;
  let cdk: Cdk;
  let bootstrapped: string[];

  const made = async () => (await server.stackResources()).filter(({ type, id }) => !bootstrapped.includes(`${type} ${id}`));
  const count = async (type: string) => (await made()).filter((resource) => resource.type === type).length;

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '', { cloudformation: true });
    cdk = new Cdk(server.env);
    await cdk.bootstrap(`aws://${ACCOUNT}/${REGION}`);
    bootstrapped = (await server.stackResources()).map(({ type, id }) => `${type} ${id}`);
  }, 2 * MINUTE);

  afterAll(async () => {
    cdk?.remove();
    await server?.stop();
  }, MINUTE);

  test('is deployed, and nothing differs', async () => {
    const app = program(preparing);
    const outputs = await cdk.deploy(app);
    expect(outputs['acme-ml']).toMatchObject({ AcmeMlTrainClusterName: 'acme-ml-train' });
    expect(JSON.parse(outputs['acme-ml']!.AcmeMlTrainQuotas!)).toEqual([expect.objectContaining({ needed: 16, nodeGroups: ['system', 'preparing'] })]);
    expect(await cdk.differs(app)).toBe(false);
    expect(await count('AWS::EKS::Nodegroup')).toBe(2);
  }, 3 * MINUTE);

  test('gets a group more; what is there stays', async () => {
    const before = (await made()).map(({ id }) => id);
    const app = program(preparing, shuffling);
    await cdk.deploy(app);
    expect((await made()).map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    expect(await count('AWS::EKS::Nodegroup')).toBe(3);
    expect(await cdk.differs(app)).toBe(false);
  }, 3 * MINUTE);

  test('is destroyed, and nothing is left', async () => {
    await cdk.destroy(program(preparing, shuffling));
    expect(await made()).toEqual([]);
  }, 2 * MINUTE);

  test('has asked for nothing that the local AWS does not know', () => {
    expect(server.gaps).toEqual([]);
  });
});
