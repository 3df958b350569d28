import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { Accelerator, Capacity, ClusterAccess, Egress, Machine, NodeGroup, Placement, Profile, ReleaseChannel, Scaling } from '../../../src/core';
import { CertManager, Kueue } from '../../../src/kubernetes';
import { Identity, TrainingCluster } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { Attributes, pathOf, SynthesizedStack } from '../../support/terraform';
import { EXISTING_NETWORK } from '../platforms';
import { clusterStage, GROUPS, WORKLOADS } from './clusters';

const pool = (stack: SynthesizedStack, name: string) => Object.values(stack.resources('google_container_node_pool')).find((found) => found.name === name)!;
const poolOf = (group: NodeGroup, zones?: string[]) => pool(clusterStage({ nodeGroups: [{ name: 'gpus', ...group }], zones }).synth(), 'gpus');
const grants = (stack: SynthesizedStack, type: string) => Object.values(stack.resources(type));
const EVERYTHING = { nodeGroups: GROUPS, acceleratorTypes: { newest: 'nvidia-b300' } };

test('by default only the DNS endpoint reaches the API server, and whoever deploys asks for a token each time', () => {
  const { cluster, synthAll } = clusterStage();
  cluster.install(new CertManager());
  const app = synthAll();
  expect(app.stack('ml').resource('google_container_cluster')).toMatchObject({
    control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: true }, ip_endpoints_config: { enabled: false } },
    private_cluster_config: { enable_private_nodes: true },
  });
  const inside = app.stack(WORKLOADS);
  const [kubernetes] = inside.providers('kubernetes');
  expect(kubernetes).toEqual({
    host: expect.stringMatching(/^https:\/\/\$\{data\.terraform_remote_state\..*dns_endpoint_config0endpoint\}$/) as string,
    exec: [{ api_version: 'client.authentication.k8s.io/v1beta1', command: 'gke-gcloud-auth-plugin' }],
  });
  expect(inside.providers('helm')[0]!.kubernetes.exec.command).toBe('gke-gcloud-auth-plugin');
  expect(JSON.stringify(app.stack('ml').json)).not.toContain('access_token');
});

test('an address is believed by the certificate of the cluster', () => {
  const { cluster, inside } = clusterStage({ access: ClusterAccess.authorizedNetworks('203.0.113.0/24') });
  cluster.install(new CertManager());
  expect(inside().providers('kubernetes')[0]!.cluster_ca_certificate).toMatch(/^\$\{base64decode\(.*cluster_ca_certificate/);
});

test('nodes run as an account of their own that may write logs and metrics, pull images and stream them, and nothing else', () => {
  const stack = clusterStage(EVERYTHING).synth();
  const isOfNodes = ({ member }: Attributes) => (member as string).includes('NodeAccount');
  const held = ['google_project_iam_member', 'google_artifact_registry_repository_iam_member', 'google_storage_bucket_iam_member', 'google_kms_crypto_key_iam_member']
    .flatMap((type) => grants(stack, type)).filter(isOfNodes).map(({ role }) => role as string);
  expect(held.sort()).toEqual(['roles/artifactregistry.reader', 'roles/container.defaultNodeServiceAccount', 'roles/serviceusage.serviceUsageConsumer']);
  Object.values(stack.resources('google_container_node_pool')).forEach(({ node_config: node }) => {
    expect(node).toMatchObject({
      service_account: expect.stringContaining('NodeAccount') as string,
      workload_metadata_config: { mode: 'GKE_METADATA' },
      shielded_instance_config: { enable_secure_boot: true },
      resource_labels: { platform: 'acme-ml' },
    });
  });
  expect(stack.resource('google_container_cluster').node_config.service_account).toContain('NodeAccount');
});

test('images are streamed: the service is on before there is a cluster, and the right is given where the images are', () => {
  const existingRegistry = { project: 'acme-images', location: 'europe-west4', repositoryId: 'images' };
  const stack = clusterStage({}, { existingRegistry }).synth();
  const [[service]] = Object.entries(stack.resources('google_project_service')).filter(([, { service: name }]) => name === 'containerfilesystem.googleapis.com') as [[string, Attributes]];
  const [right] = Object.entries(stack.resources('google_project_iam_member')).filter(([, { role }]) => role === 'roles/serviceusage.serviceUsageConsumer');
  expect(right![1].project).toBe('acme-images');
  expect(stack.resource('google_container_cluster').depends_on).toEqual(expect.arrayContaining([`google_project_service.${service}`, `google_project_iam_member.${right![0]}`]));
});

test('two clusters of a platform let the same agents use its key once, and switch GKE on once', () => {
  const { platform, synth } = clusterStage();
  platform.addTrainingCluster('Other', { nodeGroups: [{ accelerator: Accelerator.l4() }] });
  const stack = synth();
  expect(Object.keys(stack.resources('google_container_cluster'))).toHaveLength(2);
  const agents = grants(stack, 'google_kms_crypto_key_iam_member').map(({ member }) => member as string).filter((member) => /container-engine-robot|compute-system/.test(member));
  expect(agents).toHaveLength(2);
  const services = grants(stack, 'google_project_service').filter(({ service }) => service === 'container.googleapis.com');
  expect(services).toEqual([expect.objectContaining({ disable_on_destroy: false })]);
  expect(Object.keys(stack.outputs)).toEqual(expect.arrayContaining(['train_quotas', 'other_quotas', 'train_endpoint', 'other_endpoint']));
});

test('the agents are left alone where they may use the key already', () => {
  const stack = clusterStage({ keyAgentsGranted: true }).synth();
  expect(JSON.stringify(grants(stack, 'google_kms_crypto_key_iam_member'))).not.toContain('container-engine-robot');
});

describe('nodes stand', () => {
  test.each<[string, NodeGroup, string[] | undefined, Attributes]>([
    ['in all zones that offer their GPUs', { accelerator: Accelerator.l4(), scaling: Scaling.elastic(0, 4) }, undefined, { node_locations: ['a', 'b', 'c'], initial_node_count: 0 }],
    ['in as many zones as divide their number', { accelerator: Accelerator.l4(), scaling: Scaling.fixed(4) }, undefined, { node_locations: ['a', 'b'], node_count: 2 }],
    ['in one zone where nothing else divides it', { accelerator: Accelerator.l4(), scaling: Scaling.fixed(5) }, undefined, { node_locations: ['a'], node_count: 5 }],
    ['in no more zones than they may be', { accelerator: Accelerator.l4(), scaling: Scaling.elastic(1, 2) }, undefined, { node_locations: ['a', 'b'], initial_node_count: 1 }],
    ['in the first zone with H100s, since they have a fabric', { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) }, undefined, {
      node_locations: ['b'], node_count: 2, placement_policy: { type: 'COMPACT' },
    }],
    ['in the zone that was named first', { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2) }, ['europe-west4-c', 'europe-west4-b'], { node_locations: ['c'] }],
    ['in one zone without a policy, where the machine takes none', { accelerator: Accelerator.h200(8), scaling: Scaling.elastic(1, 4), capacity: Capacity.spot() }, undefined, {
      node_locations: ['a'], initial_node_count: 1, placement_policy: undefined,
    }],
    ['apart, if so asked for', { accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2), placement: Placement.spread() }, undefined, {
      node_locations: ['b', 'c'], node_count: 1, placement_policy: undefined,
    }],
    ['where they were reserved', { accelerator: Accelerator.l4(), scaling: Scaling.fixed(3), capacity: Capacity.reservation('projects/acme-gpus/zones/europe-west4-c/reservations/l4') }, undefined, {
      node_locations: ['c'], node_count: 3,
    }],
  ])('%s', (_, group, zones, { node_locations: letters, ...expected }) => {
    const found = poolOf(group, zones);
    expect(found.node_locations).toEqual((letters as string[]).map((letter) => `europe-west4-${letter}`));
    Object.entries(expected).forEach(([name, value]) => expect(found[name]).toEqual(value));
  });
});

test("a reservation is named as GKE takes it: another project's by its whole name, the project's own by its last", () => {
  const valueOf = (id: string) => poolOf({ accelerator: Accelerator.l4(), scaling: Scaling.fixed(2), capacity: Capacity.reservation(id) }, ['europe-west4-b']).node_config.reservation_affinity;
  const key = { consume_reservation_type: 'SPECIFIC_RESERVATION', key: 'compute.googleapis.com/reservation-name' };
  expect(valueOf('l4')).toEqual({ ...key, values: ['l4'] });
  expect(valueOf('projects/acme-ml/reservations/l4')).toEqual({ ...key, values: ['l4'] });
  expect(valueOf('projects/acme-gpus/zones/europe-west4-b/reservations/l4')).toEqual({ ...key, values: ['projects/acme-gpus/reservations/l4'] });
});

test('GPUs come with a driver and their local disks, and the machine is the one that carries them', () => {
  const { node_config: node } = poolOf({ accelerator: Accelerator.a100(8, 80), scaling: Scaling.elastic(0, 2) });
  expect(node).toMatchObject({
    machine_type: 'a2-ultragpu-8g',
    guest_accelerator: [{ type: 'nvidia-a100-80gb', count: 8, gpu_driver_installation_config: { gpu_driver_version: 'DEFAULT' } }],
    ephemeral_storage_local_ssd_config: { local_ssd_count: 8 },
    taint: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' }],
  });
});

test('the cluster has a small group of its own, in two zones at least', () => {
  const system = pool(clusterStage().synth(), 'system');
  expect(system).toMatchObject({ node_count: 1, node_locations: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c'], node_config: { machine_type: 'n2-standard-4' } });
  expect(pool(clusterStage({}, { profile: Profile.development() }).synth(), 'system').node_locations).toHaveLength(2);
  expect(pool(clusterStage({ zones: ['europe-west4-a'] }).synth(), 'system').node_count).toBe(2);
});

test('a region has its own zones and machines', () => {
  const stack = clusterStage({ nodeGroups: [{ machine: Machine.general(8), scaling: Scaling.fixed(3) }] }, { location: 'europe-north2' }).synth();
  expect(pool(stack, 'general8').node_config).toMatchObject({ machine_type: 'n4-standard-8', disk_type: 'hyperdisk-balanced' });
  expect(clusterStage({}, { location: 'us-east1' }).synth().resource('google_container_cluster').node_locations).toEqual(['us-east1-b', 'us-east1-c', 'us-east1-d']);
});

test('pods and services have the ranges of the subnet, or those that GKE makes', () => {
  const policy = (...args: Parameters<typeof clusterStage>) => clusterStage(...args).synth().resource('google_container_cluster').ip_allocation_policy as Attributes;
  expect(policy()).toMatchObject({ cluster_secondary_range_name: 'pods', services_secondary_range_name: 'services' });
  expect(policy({}, { existingNetwork: EXISTING_NETWORK })).toEqual({ stack_type: 'IPV4' });
  expect(policy({}, { existingNetwork: { ...EXISTING_NETWORK, podRangeName: 'gke-pods' } })).toEqual({ stack_type: 'IPV4', cluster_secondary_range_name: 'gke-pods' });
  expect(policy({ podRangeName: 'more-pods' })).toMatchObject({ cluster_secondary_range_name: 'more-pods', services_secondary_range_name: 'services' });
});

test('the newest version of Kubernetes is given in the channel that has it', () => {
  const stack = clusterStage({ kubernetesVersion: '1.37', releaseChannel: ReleaseChannel.RAPID }).synth();
  expect(stack.resource('google_container_cluster')).toMatchObject({ min_master_version: '1.37', release_channel: { channel: 'RAPID' } });
});

test('alarms ask for what lasted, also of what comes into being later', () => {
  const stack = clusterStage(EVERYTHING).synth();
  const query = (name: string) => {
    const { display_name: title, conditions: [{ condition_prometheus_query_language: asked }] } = stack.resource('google_monitoring_alert_policy', `Train/${name}/Resource`);
    expect(title).toMatch(/^acme-ml-train-/);
    expect(asked).toMatchObject({ duration: '0s', disable_metric_validation: true });
    return asked.query as string;
  };
  const node = 'kubernetes_io:node_status_condition{monitored_resource="k8s_node",cluster_name="acme-ml-train",location="europe-west4",condition="Ready",status!="True"}';
  expect(query('NodesNotReady')).toBe(`(count(sum by (node_name) (${node} > 0) and sum by (node_name) (${node} offset 15m > 0)) or vector(0)) > 0`);
  const gpu = 'DCGM_FI_DEV_GPU_UTIL{monitored_resource="prometheus_target",cluster="acme-ml-train",location="europe-west4"}';
  expect(query('GpuIdle')).toBe(`(avg(avg_over_time(${gpu}[60m])) and count(${gpu} offset 60m) > 0) < 5`);
  expect(query('GpusPending')).toMatch(/^\(count\(kube_pod_status_unschedulable\{.*\} == 1 and .* offset 30m == 1\) or vector\(0\)\) > 0$/);
  expect(query('QuotaNear')).toMatch(/^\(100 \* max\(label_replace\(max\(.*NVIDIA_H100.*\)\) > 80$/);
});

test('graphs of queries stand beside the others', () => {
  const page = JSON.parse(clusterStage().synth().resource('google_monitoring_dashboard', 'Train/Dashboard/Resource').dashboard_json as string) as Attributes;
  const [first] = page.mosaicLayout.tiles as Attributes[];
  expect(first!.widget.xyChart.dataSets[0].timeSeriesQuery).toEqual({ prometheusQuery: expect.stringContaining('node_status_condition') as string, unitOverride: '1' });
});

test('quotas add up what groups may need at most, and stand in a file beside the stack', () => {
  const { cluster, synth } = clusterStage(EVERYTHING);
  const of = (quota: string) => cluster.quotas.find((need) => need.quota === quota);
  expect(of('compute.googleapis.com/preemptible_nvidia_t4_gpus')).toMatchObject({ needed: 8, unit: 'GPU', nodeGroups: ['t4x1'] });
  expect(of('compute.googleapis.com/gpus_per_gpu_family (NVIDIA_H100)')).toMatchObject({ needed: 16, nodeGroups: ['h100x8'] });
  expect(of('compute.googleapis.com/nvidia_a100_80gb_gpus')).toMatchObject({ needed: 32, nodeGroups: ['booked'] });
  expect(of('compute.googleapis.com/n2_cpus')).toMatchObject({ needed: 16 * 10 + 4 * 3, unit: 'vCPU', nodeGroups: ['cpus', 'system'] });
  const stack = synth();
  const file = join(stack.directory, 'quotas', 'acme-ml-train.json');
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(cluster.quotas);
  expect(JSON.parse(stack.outputs.train_quotas as string)).toEqual(cluster.quotas);
});

test('a service account is known to IAM by itself, and waits for a namespace that software brings', () => {
  const { cluster, platform, synthAll } = clusterStage();
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { t4x1: 4 } }] }));
  const account = cluster.addServiceAccount('Trainer', { namespace: 'vision' });
  platform.artifacts.grantWrite(account.identity, 'vision/');
  expect(account.podLabels).toEqual({});
  const app = synthAll();
  const [made] = Object.values(app.stack(WORKLOADS).resources('kubernetes_service_account_v1'));
  expect(made).toMatchObject({ metadata: { name: 'trainer', namespace: 'vision' }, depends_on: [expect.stringMatching(/^kubernetes_namespace_v1\..*vision/)] });
  expect(grants(app.stack('ml'), 'google_storage_bucket_iam_member').map(({ member }) => member as string)).toContainEqual(
    expect.stringMatching(/^principal:\/\/iam\.googleapis\.com\/projects\/123456789012\/locations\/global\/workloadIdentityPools\/\$\{google_container_cluster\.[^}]*\}\/subject\/ns\/vision\/sa\/trainer$/),
  );
});

test('who works in a cluster may reach it, and is bound inside by the name that it knows', () => {
  const { cluster, synthAll } = clusterStage();
  const account = cluster.addServiceAccount('Launcher', { namespace: 'vision' });
  [Identity.user('ada@acme.io'), Identity.group('ml@acme.io'), Identity.serviceAccount('ci@acme-build.iam.gserviceaccount.com'), account.identity,
    Identity.principalSet('//iam.googleapis.com/locations/global/workforcePools/acme/group/ml'),
    Identity.principal('principal://iam.googleapis.com/locations/global/workforcePools/acme/subject/ada')].forEach((identity) => {
    cluster.grantEdit(identity, 'vision');
    cluster.grantEdit(identity, 'vision');
  });
  const app = synthAll();
  const bindings = Object.values(app.stack(WORKLOADS).resources('kubernetes_role_binding_v1'));
  expect(bindings.every(({ role_ref, metadata }) => role_ref.name === 'edit' && metadata.namespace === 'vision')).toBe(true);
  expect(bindings.map(({ subject: [{ kind, name }] }) => `${kind as string} ${name as string}`).sort()).toEqual([
    'Group ml@acme.io',
    'Group principalSet://iam.googleapis.com/locations/global/workforcePools/acme/group/ml',
    'ServiceAccount launcher',
    'User ada@acme.io',
    'User ci@acme-build.iam.gserviceaccount.com',
    'User principal://iam.googleapis.com/locations/global/workforcePools/acme/subject/ada',
  ]);
  const connected = grants(app.stack('ml'), 'google_project_iam_member').filter(({ role }) => role === 'roles/container.clusterViewer');
  expect(connected).toHaveLength(6);
  expect(app.stack('ml').resource('google_container_cluster').authenticator_groups_config).toEqual({ security_group: 'gke-security-groups@acme.io' });
});

test('groups of a second domain are refused', () => {
  const { cluster } = clusterStage();
  cluster.grantAdmin(Identity.group('ml@acme.io'));
  expect(codesOf(() => cluster.grantAdmin(Identity.group('ml@partner.io')))).toEqual(['training/security-group']);
  expect(codesOf(() => clusterStage({ securityGroup: 'gke-security-groups@acme.io' }).cluster.grantEdit(Identity.group('ml@partner.io'), 'x'))).toEqual(['training/security-group']);
});

test('nothing is installed, and no second stack is made, where nobody asks for it', () => {
  expect(Object.keys(clusterStage().synthAll().stacks)).toEqual(['ml']);
});

test('volumes that name no class have the key of the platform, from the first software on', () => {
  const { cluster, inside } = clusterStage();
  cluster.install(new CertManager());
  cluster.install(new Kueue({ teams: [{ team: 'vision', gpus: { t4x1: 2 } }] }));
  const [[name, release]] = Object.entries(inside().resources('helm_release')).filter(([, { name: found }]) => found === 'storage') as [[string, Attributes]];
  const [made] = (JSON.parse(release.values[0] as string) as { manifests: string[] }).manifests.map((text) => JSON.parse(text) as Attributes);
  expect(made).toMatchObject({
    kind: 'StorageClass',
    metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'pd.csi.storage.gke.io',
    parameters: { 'type': 'pd-balanced', 'disk-encryption-kms-key': expect.stringMatching(/terraform_remote_state.*database_encryption.*key_name/), 'labels': expect.stringContaining('platform=acme-ml') },
  });
  expect(inside().resource('kubernetes_namespace_v1', 'cert-manager').depends_on).toEqual([`helm_release.${name}`]);
});

test('volumes are of the kind that the machines of the region take', () => {
  const { cluster, inside } = clusterStage({ nodeGroups: [{ machine: Machine.general(8) }] }, { location: 'europe-north2' });
  cluster.install(new CertManager());
  expect(JSON.stringify(inside().resource('helm_release', 'storage/Resource'))).toContain('hyperdisk-balanced');
});

test('a second account of one name, and names that Kubernetes does not take, are refused, and nothing is made of them', () => {
  const { cluster, synthAll } = clusterStage();
  expect(codesOf(() => cluster.addServiceAccount('Bad', { namespace: 'Vision', serviceAccountName: 'a.b_' }))).toEqual(['training/service-account-name', 'training/namespace']);
  expect(codesOf(() => cluster.grantEdit(Identity.user('ada@acme.io'), 'Vision'))).toEqual(['training/namespace']);
  expect(Object.keys(synthAll().stacks)).toEqual(['ml']);
  cluster.addServiceAccount('Trainer', { namespace: 'vision' });
  expect(codesOf(() => cluster.addServiceAccount('Other', { namespace: 'vision', serviceAccountName: 'trainer' }))).toEqual(['training/service-account-twice']);
});

test('charts come from the mirror of the platform, and from nowhere without a way out', () => {
  const mirrored = clusterStage({}, { network: { egress: Egress.mirrored('registry.acme.internal') } });
  mirrored.cluster.install(new CertManager());
  expect(mirrored.inside().resource('helm_release', 'cert-manager').repository).toBe('oci://registry.acme.internal/charts');
  const sealed = clusterStage({}, { network: { egress: Egress.none() } });
  expect(codesOf(() => sealed.cluster.install(new CertManager()))).toEqual(['software/unreachable']);
});

test('every resource behind it is reachable', () => {
  const { cluster, synth } = clusterStage(EVERYTHING);
  cluster.resource.addOverride('enable_tpu', true);
  cluster.nodeGroupResources.h100x8!.addOverride('max_pods_per_node', 32);
  cluster.nodeGroupResources.system!.addOverride('max_pods_per_node', 64);
  const stack = synth();
  expect(stack.resource('google_container_cluster').enable_tpu).toBe(true);
  expect([pool(stack, 'h100x8'), pool(stack, 'system')].map(({ max_pods_per_node: pods }) => pods as number)).toEqual([32, 64]);
  expect(pathOf(pool(stack, 'h100x8'))).toBe('ml/Ml/Train/NodeGroups/h100x8');
  expect(cluster.workloadsStack.node.id).toBe(WORKLOADS);
  expect(cluster).toBeInstanceOf(TrainingCluster);
});
