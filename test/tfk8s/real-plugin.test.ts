import { AlertChannel, Egress, Severity } from '../../src/core';
import { CertManager, GpuOperator, HelmChart, Kueue, Manifest } from '../../src/kubernetes';
import { Identity, MlPlatform, TrainingCluster } from '../../src/tfk8s';
import { expectPassed, SynthesizedStack, synthApp, terraformMockedApply, terraformValidate } from '../support/terraform';
import { ATTRIBUTES, CPUS, GPUS, LEAST, made, newStack } from './training/clusters';

/** A cluster with everything that can be asked of it. */
function everything(): SynthesizedStack {
  const alerts = [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)];
  const { cluster, platform, synth } = made(
    { nodeGroups: [GPUS, CPUS], clusterName: 'dgx', driversInstalled: true, egress: Egress.mirrored('registry.acme.internal/ml') },
    { alerts, smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' }, tags: { team: 'ml' } },
  );
  cluster.install(new GpuOperator());
  cluster.install(new CertManager());
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 24 }, cpus: { cpus: 32 } }, { team: 'language', gpus: { gpus: 8 } }] }));
  cluster.install(new HelmChart('reloader', { chart: 'reloader', repository: 'https://stakater.github.io/stakater-charts', version: '2.2.3', needs: ['cert-manager'], values: { env: '${POD_NAME} %{x}' } }));
  // A text of a shell, which is no expression of Terraform.
  const manifests = [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000, description: '${HOME} %{ if' }];
  cluster.install(new Manifest('priorities', { manifests, namespace: 'vision' }));
  platform.artifacts.grantWrite(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  cluster.grantEdit(Identity.user('jane@acme.io'), 'vision');
  cluster.grantAdmin(Identity.group('acme:operators'));
  return synth();
}

test('the real plugins take a cluster with everything on it', () => expectPassed(terraformValidate(everything())), 120_000);

test('a cluster with everything on it applies against mocks', () => {
  expectPassed(terraformMockedApply(everything(), { expect: ['output.train_cluster_name == "dgx"', 'length(jsondecode(output.train_node_groups)) == 2'] }));
}, 120_000);

test('a cluster in a second stack, and one of a platform from attributes, are taken too', () => {
  const { app, stack } = newStack();
  const platform = new MlPlatform(stack, 'Ml', LEAST);
  new TrainingCluster(newStack('other', app).stack, 'Train', { platform, nodeGroups: [CPUS] }).install(new CertManager());
  const imported = MlPlatform.fromAttributes(newStack('team', app).stack, 'Ml', ATTRIBUTES);
  TrainingCluster.fromExisting(imported, 'Train', imported, { clusterName: 'dgx', nodeGroups: [GPUS] }).install(new GpuOperator());
  const { stacks } = synthApp(app);
  ['other', 'team'].forEach((name) => expectPassed(terraformValidate(stacks[name])));
}, 120_000);
