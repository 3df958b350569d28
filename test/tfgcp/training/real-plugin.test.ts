import { Accelerator, AlertChannel, ClusterAccess, Egress, Profile, ReleaseChannel, Scaling } from '../../../src/core';
import { CertManager, KubePrometheusStack, Kueue, Manifest } from '../../../src/kubernetes';
import { Identity, MlPlatform, TrainingCluster, TrainingClusterProps } from '../../../src/tfgcp';
import { danglingReferences, expectPassed, SynthesizedApp, synthApp, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { ATTRIBUTES, EXISTING_NETWORK, mockedAccounts, stackIn, stage } from '../platforms';
import { clusterStage, GROUPS, WORKLOADS } from './clusters';

const EVERYTHING: Partial<TrainingClusterProps> = {
  nodeGroups: GROUPS,
  kubernetesVersion: '1.35',
  releaseChannel: ReleaseChannel.STABLE,
  acceleratorTypes: { newest: 'nvidia-b300' },
  latestGpuDriver: true,
  securityGroup: 'gke-security-groups@acme.io',
};

function fill(cluster: TrainingCluster, platform: MlPlatform): void {
  cluster.install(new CertManager());
  cluster.install(new KubePrometheusStack());
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { t4x1: 2 } }] }));
  cluster.install(new Manifest('priorities', { manifests: [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000 }] }));
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  cluster.grantEdit(Identity.group('vision@acme.io'), 'vision');
  cluster.grantAdmin(Identity.user('ada@acme.io'));
}

const ACCESSES: ReadonlyArray<readonly [string, Partial<TrainingClusterProps>]> = [
  ['the DNS endpoint', {}],
  ['authorized networks', { access: ClusterAccess.authorizedNetworks('203.0.113.0/24', '198.51.100.0/24') }],
  ['the network only', { access: ClusterAccess.private(), acknowledge: ['network/private-runner'] }],
];

test.each(ACCESSES)('the real plugins take a cluster with everything on, reached by %s, and what runs in it', (_, props) => {
  const { cluster, platform, synthAll } = clusterStage({ ...EVERYTHING, ...props });
  fill(cluster, platform);
  const app = synthAll();
  [app.stack('ml'), app.stack(WORKLOADS)].forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);

test('a cluster with everything on applies against mocks, and then what runs in it', () => {
  const { cluster, platform, synthAll } = clusterStage(EVERYTHING, { profile: Profile.development(), alerts: [AlertChannel.email('ml@acme.io')] });
  fill(cluster, platform);
  const app = synthAll();
  const main = app.stack('ml');
  expectPassed(terraformMockedApply(main, { overrides: mockedAccounts(main), expect: ['output.train_cluster_name == "acme-ml-train"'] }));
  expectPassed(terraformMockedApply(app.stack(WORKLOADS), { overrides: mockedOutputs(app) }));
}, 240_000);

test('the real plugins take clusters in other places', () => {
  const { app, platform } = stage({ existingNetwork: EXISTING_NETWORK, profile: Profile.development() });
  const nodeGroups = [{ accelerator: Accelerator.l4(), scaling: Scaling.fixed(4) }];
  const team = stackIn(app, 'team');
  new TrainingCluster(team, 'Train', { platform, nodeGroups, keyAgentsGranted: true }).install(new CertManager());
  const far = stackIn(app, 'far');
  MlPlatform.fromAttributes(far, 'Ml', ATTRIBUTES).addTrainingCluster('Train', { nodeGroups, egress: Egress.mirrored('registry.acme.internal') }).install(new CertManager());
  const old = stackIn(app, 'old');
  const existing = TrainingCluster.fromExisting(old, 'Old', platform, { clusterName: 'old', endpoint: 'gke-1.europe-west4.gke.goog', nodeGroups });
  existing.install(new CertManager());
  existing.grantEdit(Identity.principalSet('//iam.googleapis.com/locations/global/workforcePools/acme/group/ml'), 'vision');
  platform.artifacts.grantRead(existing.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  Object.values(synthApp(app).stacks).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);

/** What the second stack reads of the first one's outputs, which no state holds here. */
function mockedOutputs(app: SynthesizedApp): string {
  const states = Object.keys(app.stack(WORKLOADS).json.data?.terraform_remote_state ?? {});
  const outputs = Object.keys(app.stack('ml').outputs).filter((name) => name.startsWith('cross-stack-output'));
  const values = outputs.map((name) => `${JSON.stringify(name)} = "gke-1.europe-west4.gke.goog"`).join('\n      ');
  return states.map((name) => `override_data {\n  target = data.terraform_remote_state.${name}\n  values = {\n    outputs = {\n      ${values}\n    }\n  }\n}`).join('\n');
}
