import { GcsBackend } from 'cdktf';
import { Accelerator, AlertChannel, Severity, Scaling } from '../../../src/core';
import { CertManager, Kueue, Manifest } from '../../../src/kubernetes';
import { Identity, MlPlatform, TrainingCluster } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { synthApp } from '../../support/terraform';
import { ATTRIBUTES, stackIn, stage } from '../platforms';

const nodeGroups = [{ accelerator: Accelerator.l4(), scaling: Scaling.fixed(4) }];
const NAMED = { clusterName: 'old', endpoint: 'gke-1.europe-west4.gke.goog' };

test('of a cluster that exists nothing is made but what watches it', () => {
  const { stack, platform, synth } = stage({ alerts: [AlertChannel.email('ml@acme.io')] });
  const alone = stage({ alerts: [AlertChannel.email('ml@acme.io')] }).synth().addresses;
  const cluster = TrainingCluster.fromExisting(stack, 'Old', platform, NAMED);
  expect(cluster.nodeGroupNames).toEqual([]);
  expect(cluster.quotas).toEqual([]);
  const made = synth().addresses.filter((address) => !alone.includes(address)).map((address) => address.split('.')[0]);
  expect(made).toEqual([...Array<string>(2).fill('google_monitoring_alert_policy'), 'google_monitoring_dashboard']);
  expect(synth().resource('google_monitoring_alert_policy', 'Old/QuotaNear/Resource').conditions[0].condition_prometheus_query_language.query).toContain('compute.googleapis.com/cpus');
});

test('software goes into a cluster that exists, by what was said of its nodes', () => {
  const { app, stack, platform } = stage();
  const cluster = TrainingCluster.fromExisting(stack, 'Old', platform, { ...NAMED, location: 'europe-west4-a', nodeGroups });
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { l4x1: 4 } }] }));
  expect(codesOf(() => cluster.install(new Kueue({ teams: [{ team: 'language', gpus: { l4x1: 5 } }] })))).toContain('kueue/quota');
  cluster.grantAdmin(Identity.group('ml@acme.io'));
  platform.artifacts.grantRead(cluster.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
  expect(cluster.quotas).toEqual([]);
  const written = synthApp(app);
  expect(written.stack('ml-Old-workloads').providers('kubernetes')).toEqual([expect.objectContaining({ host: 'https://gke-1.europe-west4.gke.goog' })]);
  expect(JSON.stringify(written.stack('ml').json)).toContain('workloadIdentityPools/acme-ml.svc.id.goog/subject/ns/vision/sa/trainer');
  expect(JSON.stringify(written.stack('ml').resource('google_monitoring_alert_policy', 'Old/NodesNotReady/Resource'))).toContain('europe-west4-a');
});

test('software that a cluster has already is needed by other software, and not installed again', () => {
  const { app, stack, platform } = stage();
  const cluster = TrainingCluster.fromExisting(stack, 'Old', platform, { ...NAMED, nodeGroups, existingSoftware: ['cert-manager'] });
  expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/installed-twice']);
  cluster.install(new Manifest('issuers', { manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }], needs: ['cert-manager'] }));
  const releases = Object.values(synthApp(app).stack('ml-Old-workloads').resources('helm_release')).map(({ name }) => name as string);
  expect(releases).toEqual(['issuers']);
});

test('the second stack of a cluster that exists takes a backend of its user', () => {
  const { app, stack, platform } = stage();
  const cluster = TrainingCluster.fromExisting(stack, 'Old', platform, NAMED);
  new GcsBackend(cluster.workloadsStack, { bucket: 'elsewhere', prefix: 'inside' });
  cluster.install(new CertManager());
  expect(synthApp(app).stack('ml-Old-workloads').backend.config).toEqual({ bucket: 'elsewhere', prefix: 'inside' });
});

test('an address of a cluster that exists is believed by its certificate', () => {
  const { app, stack, platform } = stage();
  TrainingCluster.fromExisting(stack, 'Old', platform, { clusterName: 'old', endpoint: '10.0.0.2', clusterCaCertificate: 'PEM' }).install(new CertManager());
  expect(synthApp(app).stack('ml-Old-workloads').providers('kubernetes')).toEqual([expect.objectContaining({ host: 'https://10.0.0.2', cluster_ca_certificate: 'PEM' })]);
});

test('a cluster in another stack has what the platform has, and its grants stand beside it', () => {
  const { app, platform } = stage();
  const team = stackIn(app, 'team');
  const cluster = new TrainingCluster(team, 'Train', { platform, nodeGroups });
  cluster.install(new CertManager());
  cluster.grantEdit(Identity.user('ada@acme.io'), 'vision');
  const written = synthApp(app);
  expect(Object.keys(written.stacks).sort()).toEqual(['ml', 'team', 'team-Train-workloads']);
  expect(written.stack('team').dependencies).toEqual(['ml']);
  expect(written.stack('team-Train-workloads').dependencies).toEqual(['team']);
  const stack = written.stack('team');
  expect(stack.resource('google_container_cluster').database_encryption.key_name).toMatch(/^\$\{data\.terraform_remote_state\..*ClusterGround/);
  expect(stack.resource('google_artifact_registry_repository_iam_member').member).toMatch(/NodeAccount/);
  const roles = Object.values(stack.resources('google_project_iam_member')).map(({ role }) => role as string).sort();
  expect(roles).toEqual(['roles/container.clusterViewer', 'roles/container.defaultNodeServiceAccount', 'roles/serviceusage.serviceUsageConsumer']);
  expect(written.stack('ml').hasResource('google_container_cluster')).toBe(false);
});

test('a cluster of an imported platform switches GKE on, and lets its agents use the key', () => {
  const { app } = stage();
  const team = stackIn(app, 'team');
  const platform = MlPlatform.fromAttributes(team, 'Ml', ATTRIBUTES);
  platform.addTrainingCluster('Train', { nodeGroups });
  const stack = synthApp(app).stack('team');
  expect(Object.values(stack.resources('google_project_service'))).toEqual(['container', 'containerfilesystem'].map((name) => {
    return expect.objectContaining({ service: `${name}.googleapis.com`, disable_on_destroy: false }) as unknown;
  }));
  expect(Object.values(stack.resources('google_kms_crypto_key_iam_member')).map(({ member, crypto_key_id: key }) => [member as string, key as string])).toEqual([
    ['serviceAccount:service-123456789012@compute-system.iam.gserviceaccount.com', ATTRIBUTES.encryptionKeyId],
    ['serviceAccount:service-123456789012@container-engine-robot.iam.gserviceaccount.com', ATTRIBUTES.encryptionKeyId],
  ]);
  expect(stack.resource('google_container_cluster')).toMatchObject({
    subnetwork: ATTRIBUTES.privateSubnetIds[0], ip_allocation_policy: { cluster_secondary_range_name: 'pods' }, resource_labels: ATTRIBUTES.tags,
  });
  expect(stack.resource('google_monitoring_alert_policy', 'Train/NodesNotReady/Resource').notification_channels).toEqual(platform.alertChannelIds(Severity.CRITICAL));
});
