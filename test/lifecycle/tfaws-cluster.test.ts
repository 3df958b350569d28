import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { Accelerator, Capacity, ClusterAccess, Machine, NodeGroup, Profile, Scaling } from '../../src/core';
import { IamRole } from '../../src/providers/aws/iam-role';
import { Identity, MlPlatform, TrainingCluster } from '../../src/tfaws';
import { SynthesizedApp, SynthesizedStack } from '../support/terraform';
import { terraformFor } from '../support/terraform/plugins';
import { AwsServer } from './support/aws-server';
import { Deployment } from './support/deployment';
import { lifecyclePython } from './support/python-venv';

const MINUTE = 60_000;

interface Wish {
  readonly kubernetesVersion: string;
  readonly nodeGroups: NodeGroup[];
  readonly namespaces: string[];
  readonly office: string;
}

const BEFORE: Wish = {
  kubernetesVersion: '1.34',
  nodeGroups: [
    { accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 8), capacity: Capacity.spot() },
    { accelerator: Accelerator.h100(8), scaling: Scaling.elastic(2, 4) },
  ],
  namespaces: ['vision'],
  office: '203.0.113.0/24',
};

/** Half a year later: the next Kubernetes, one group more, another grown, one more namespace, another office. */
const AFTER: Wish = {
  kubernetesVersion: '1.35',
  nodeGroups: [
    BEFORE.nodeGroups[0]!,
    { accelerator: Accelerator.h100(8), scaling: Scaling.elastic(3, 6) },
    { machine: Machine.general(16), scaling: Scaling.fixed(2) },
  ],
  namespaces: ['vision', 'language'],
  office: '198.51.100.0/24',
};

/** The first stack of a cluster; the second needs an API server that answers. */
function cluster({ kubernetesVersion, nodeGroups, namespaces, office }: Wish): SynthesizedStack {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'lifecycle-')) });
  const stack = new TerraformStack(app, 'acme-ml');
  new S3Backend(stack, { bucket: 'acme-terraform-state', key: 'ml/cluster.tfstate', region: 'us-east-2', encrypt: true });
  const platform = new MlPlatform(stack, 'Ml', { region: 'us-east-2', accountId: '123456789012', profile: Profile.development(), tags: { team: 'ml' } });
  const train = new TrainingCluster(platform, 'Train', {
    platform, kubernetesVersion, nodeGroups, access: ClusterAccess.authorizedNetworks(office), deployer: Identity.role('arn:aws:iam::123456789012:role/deploy'),
  });
  platform.artifacts.grantRead(train.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  // A grant writes into the role, which has to be there.
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }] };
  const science = Identity.role(new IamRole(stack, 'Science', { name: 'science', assumeRolePolicy: JSON.stringify(trust) }).arn);
  namespaces.forEach((namespace) => train.grantEdit(science, namespace));
  app.synth();
  return new SynthesizedApp(app.outdir).stack('acme-ml');
}

const first = cluster(BEFORE);
const terraform = terraformFor(first);
const python = 'missing' in terraform ? terraform : lifecyclePython();
const missing = 'missing' in python ? python.missing : undefined;
if (missing) process.stderr.write(`SKIPPED a cluster of tfaws on a local AWS: ${missing}\n`);

(missing ? describe.skip : describe)('a cluster of tfaws on a local AWS', () => {
  let server: AwsServer;
  let deployment: Deployment;

  beforeAll(async () => {
    server = await AwsServer.start('python' in python ? python.python : '');
    deployment = new Deployment({ ...('env' in terraform ? terraform.env : {}), ...server.env });
  }, MINUTE);

  afterAll(async () => {
    deployment?.remove();
    await server?.stop();
  }, MINUTE);

  test('is applied, and a second plan is empty', async () => {
    await deployment.take(first);
    const changes = await deployment.apply();
    expect(changes.filter((change) => !change.startsWith('create '))).toEqual([]);
    expect((await deployment.resources()).filter((address) => !address.startsWith('data.'))).toHaveLength(first.addresses.length);
    expect(await deployment.plan()).toEqual([]);
  }, 8 * MINUTE);

  test('outputs what it is called and what it needs', async () => {
    const outputs = await deployment.outputs();
    expect(outputs.train_cluster_name).toBe('ml-train');
    expect(JSON.parse(outputs.train_quotas!)).toContainEqual(expect.objectContaining({ quota: 'Running On-Demand P instances', needed: 4 * 192 }));
  }, MINUTE);

  test('is upgraded and grows where it stands, and a second plan is empty', async () => {
    await deployment.take(cluster(AFTER));
    const changes = await deployment.apply();
    // The plugin knows no other way to change the namespaces of a policy.
    expect(changes.filter((change) => /^delete|\+/.test(change))).toEqual([expect.stringContaining('delete+create aws_eks_access_policy_association.')]);
    expect(changes).toEqual(expect.arrayContaining([
      expect.stringContaining('update aws_eks_cluster.'), expect.stringContaining('update aws_eks_node_group.'), expect.stringContaining('create aws_eks_node_group.'),
    ]));
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
