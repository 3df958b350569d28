import { ClusterAccess, Egress, Profile } from '../../../src/core';
import { CertManager, Kueue } from '../../../src/kubernetes';
import { Identity, MlPlatformProps, TrainingCluster, TrainingClusterProps } from '../../../src/tfaws';
import { danglingReferences, expectPassed, synthApp, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK, stackIn, stage } from '../platforms';
import { BLOCK, clusterStage, EVERY_GROUP, REGION, RESERVATION } from './clusters';

const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';
const keyThere = EXISTING_KEY.replace('eu-west-1', REGION);

const SITUATIONS: ReadonlyArray<readonly [string, Partial<TrainingClusterProps>, Partial<MlPlatformProps>]> = [
  ['the least', {}, {}],
  ['every kind of group, mirrored and bounded', {
    nodeGroups: EVERY_GROUP,
    deployer: Identity.role('arn:aws:iam::123456789012:role/deploy'),
    reservations: [{ reservationId: BLOCK, capacityBlock: true, subnetId: 'subnet-0c' }, { reservationId: RESERVATION, subnetId: 'subnet-0b' }],
    access: ClusterAccess.private(),
    acknowledge: ['network/private-runner'],
    kubernetesVersion: '1.34',
  }, {
    profile: Profile.development(), accountId: undefined, guardrails: { permissionsBoundary: BOUNDARY }, network: { egress: Egress.mirrored('registry.acme.internal') },
  }],
  ['existing network and key', { nodeGroups: EVERY_GROUP, reservations: [{ reservationId: BLOCK, capacityBlock: true, subnetId: 'subnet-0b' }] }, {
    existingNetwork: EXISTING_NETWORK, existingEncryptionKey: { keyArn: keyThere },
  }],
];

function built(props: Partial<TrainingClusterProps>, platformProps: Partial<MlPlatformProps>) {
  const { cluster, platform, synthBoth } = clusterStage(props, platformProps);
  cluster.install(new CertManager());
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: {} }] }));
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  cluster.grantEdit(Identity.role('arn:aws:iam::123456789012:role/science'), 'vision');
  cluster.grantAdmin(Identity.user('arn:aws:iam::123456789012:user/ada'));
  return synthBoth();
}

test.each(SITUATIONS)('the real plugins take a cluster with %s', (_, props, platformProps) => {
  const { main, workloads } = built(props, platformProps);
  [main, workloads].forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);

test.each(SITUATIONS)('a cluster with %s applies against mocks', (_, props, platformProps) => {
  const { main } = built(props, platformProps);
  expectPassed(terraformMockedApply(main, { expect: ['output.train_cluster_name == "acme-ml-train"', 'length(jsondecode(output.train_quotas)) > 0'] }));
}, 240_000);

test('the real plugins take a cluster that exists already', () => {
  const { app, platform } = stage({ region: REGION });
  const other = stackIn(app, 'team');
  const cluster = TrainingCluster.fromExisting(other, 'Shared', platform, { clusterName: 'acme-shared', nodeGroups: EVERY_GROUP.slice(0, 1) });
  cluster.install(new CertManager());
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'cert-manager' }).identity);
  cluster.grantAdmin(Identity.role('arn:aws:iam::123456789012:role/science'));
  const { stacks } = synthApp(app);
  expect(Object.keys(stacks)).toEqual(['ml', 'team', 'team-Shared-workloads']);
  Object.values(stacks).slice(1).forEach((stack) => expectPassed(terraformValidate(stack)));
}, 240_000);
