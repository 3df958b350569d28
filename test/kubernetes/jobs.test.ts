import { ClusterTraits, IClusterSoftware } from '../../src/core';
import { JobSet, KubeflowTrainer, KubeRay, LeaderWorkerSet, MpiOperator } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

type Json = Record<string, any>;

const LABELED: Partial<ClusterTraits> = { ...WATCHED, monitorLabels: { release: 'kps' } };
const MIRROR = 'registry.acme.internal/ml';

describe.each<[string, IClusterSoftware, string]>([
  ['kuberay', new KubeRay(), 'kuberay-system'],
  ['jobset', new JobSet(), 'jobset-system'],
  ['kubeflow-trainer', new KubeflowTrainer(), 'kubeflow-system'],
  ['leader-worker-set', new LeaderWorkerSet(), 'lws-system'],
  ['mpi-operator', new MpiOperator(), 'mpi-operator'],
])('%s', (name, software, namespace) => {
  test('has a namespace of its own, which lets in restricted pods only', () => {
    const { namespaces, charts = [], manifests = [] } = software.parts(traits());
    expect(software.softwareName).toBe(name);
    expect(namespaces).toEqual([{ name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
    [...charts, ...manifests].forEach((release) => expect(release.namespace).toBe(namespace));
  });

  test('is plain data that knows no mirror where there is none', () => {
    const parts = software.parts(traits());
    expect(JSON.parse(JSON.stringify(parts))).toEqual(parts);
    expect(JSON.stringify(parts)).not.toContain(MIRROR);
  });
});

describe('gangs', () => {
  test.each<[string, IClusterSoftware, IClusterSoftware]>([
    ['Ray clusters', new KubeRay(), new KubeRay({ gangScheduling: true })],
    ['groups of leaders and workers', new LeaderWorkerSet(), new LeaderWorkerSet({ gangScheduling: true })],
    ['MPI jobs', new MpiOperator(), new MpiOperator({ gangScheduling: true })],
  ])('of %s go to Volcano only where they are told so, and then it has to be there', (_, alone, gang) => {
    expect([alone.needs, gang.needs]).toEqual([[], ['volcano']]);
    expect(JSON.stringify(alone.parts(traits()))).not.toContain('volcano');
  });

  test('are handed over in the way of each operator', () => {
    expect(valuesOf(new KubeRay({ gangScheduling: true })).batchScheduler).toEqual({ name: 'volcano' });
    expect(valuesOf(new LeaderWorkerSet({ gangScheduling: true })).gangSchedulingManagement).toEqual({ schedulerProvider: 'volcano' });
  });
});

describe('operators with a chart', () => {
  test('stand twice, with a budget where the chart has one', () => {
    expect(valuesOf(new KubeRay()).replicas).toBe(2);
    expect(valuesOf(new JobSet()).controller).toEqual({ replicas: 2, podDisruptionBudget: { enabled: true } });
    expect(valuesOf(new KubeflowTrainer()).manager.replicas).toBe(2);
    expect(valuesOf(new LeaderWorkerSet()).replicaCount).toBe(2);
  });

  test('come from the mirror', () => {
    expect(valuesOf(new KubeRay(), MIRRORED).image.repository).toBe(`${MIRROR}/kuberay/operator`);
    expect(valuesOf(new JobSet(), MIRRORED).image.repository).toBe(`${MIRROR}/jobset/jobset`);
    expect(valuesOf(new KubeflowTrainer(), MIRRORED).image).toEqual({ registry: MIRROR });
    expect(valuesOf(new LeaderWorkerSet(), MIRRORED).image.manager.repository).toBe(`${MIRROR}/lws/lws`);
  });

  test('are measured where Prometheus knows how, with the labels that it looks for', () => {
    expect(valuesOf(new KubeRay()).metrics.serviceMonitor).toEqual({ enabled: false });
    expect(valuesOf(new KubeRay(), LABELED).metrics.serviceMonitor).toEqual({ enabled: true, additionalLabels: { release: 'kps' } });
    expect(valuesOf(new JobSet())).toMatchObject({ prometheus: { enable: false } });
    expect(valuesOf(new JobSet(), LABELED)).toMatchObject({ prometheus: { enable: true }, commonLabels: { release: 'kps' } });
    expect(valuesOf(new LeaderWorkerSet()).enablePrometheus).toBe(false);
    expect(valuesOf(new LeaderWorkerSet(), WATCHED).enablePrometheus).toBe(true);
  });

  test('of leaders and workers get the profile that their namespace asks for, which the chart leaves out', () => {
    expect(valuesOf(new LeaderWorkerSet()).podSecurityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });
});

describe("Kubeflow's trainer", () => {
  test('needs JobSet, and does not bring a second one', () => {
    expect(new KubeflowTrainer().needs).toEqual(['jobset']);
    expect(valuesOf(new KubeflowTrainer()).jobset).toEqual({ install: false });
  });

  test('leaves its runtimes out, or loads them by a job that runs as root', () => {
    const software = new KubeflowTrainer({ defaultRuntimes: true });
    expect(valuesOf(new KubeflowTrainer())).not.toHaveProperty('runtimes');
    expect(valuesOf(software).runtimes).toEqual({ defaultEnabled: true });
    expect(software.parts(traits()).namespaces![0].labels).toEqual({ 'pod-security.kubernetes.io/enforce': 'baseline' });
  });

  test('refuses its runtimes where the network reaches a mirror only, since they come with a tool from elsewhere', () => {
    expect(codesOf(() => new KubeflowTrainer({ defaultRuntimes: true }).parts(traits(MIRRORED)))).toEqual(['software/unreachable']);
    expect(codesOf(() => new KubeflowTrainer().parts(traits(MIRRORED)))).toEqual([]);
  });
});

describe("MPI's operator", () => {
  const sets = (overrides: Partial<ClusterTraits> = {}, props = {}) => new MpiOperator(props).parts(traits(overrides)).manifests!;
  const all = (overrides: Partial<ClusterTraits> = {}, props = {}): Json[] => sets(overrides, props).flatMap(({ manifests }) => manifests);
  const one = (kind: string, overrides: Partial<ClusterTraits> = {}, props = {}) => all(overrides, props).find((manifest) => manifest.kind === kind)!;
  const podOf = (overrides: Partial<ClusterTraits> = {}, props = {}): Json => one('Deployment', overrides, props).spec.template.spec;

  test('comes after the definition of its jobs, which stays when it goes', () => {
    expect(sets().map(({ name }) => name)).toEqual(['mpi-operator-definitions', 'mpi-operator']);
    const [definition] = sets()[0].manifests;
    expect(definition.metadata).toMatchObject({ name: 'mpijobs.kubeflow.org', annotations: { 'helm.sh/resource-policy': 'keep' } });
    expect(sets()[0].manifests).toHaveLength(1);
  });

  test('does not go with the operator that defines the same kind in another version', () => {
    expect(new MpiOperator().conflictsWith).toEqual(['training-operator']);
  });

  test('keeps pods as they are given, and drops what no field of a job is', () => {
    const { openAPIV3Schema } = one('CustomResourceDefinition').spec.versions[0].schema;
    const { spec, status } = openAPIV3Schema.properties;
    expect(spec.properties.mpiReplicaSpecs.additionalProperties.properties.template['x-kubernetes-preserve-unknown-fields']).toBe(true);
    expect(status['x-kubernetes-preserve-unknown-fields']).toBe(true);
    expect(spec).not.toHaveProperty('x-kubernetes-preserve-unknown-fields');
    expect(spec.required).toEqual(['mpiReplicaSpecs']);
  });

  test('runs restricted, one exact version', () => {
    const pod = podOf();
    const [container] = pod.containers;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
    expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(container.image).toMatch(/^docker\.io\/mpioperator\/mpi-operator:\d+\.\d+\.\d+$/);
    expect(podOf(MIRRORED).containers[0].image).toMatch(/^registry\.acme\.internal\/ml\/mpioperator\/mpi-operator:\d+\.\d+\.\d+$/);
  });

  test('has no right by a wildcard, leads in its own namespace only, and never reads one Secret by name', () => {
    const rules: Json[] = all().flatMap((manifest) => manifest.rules ?? []);
    rules.forEach(({ apiGroups, resources, verbs }) => expect([apiGroups, resources, verbs].flat()).not.toContain('*'));
    const clusterWide = (one('ClusterRole').rules as Json[]).flatMap(({ resources }) => resources as string[]);
    ['leases', 'pods/exec', 'customresourcedefinitions', 'endpoints'].forEach((resource) => expect(clusterWide).not.toContain(resource));
    expect(one('Role').metadata.namespace).toBe('mpi-operator');
    expect(one('Role').rules).toEqual([{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'update'] }]);
  });

  test('may write the status of a launcher, without which a job that Kueue lets go on stands still', () => {
    expect(one('ClusterRole').rules).toContainEqual({ apiGroups: ['batch'], resources: ['jobs/status'], verbs: ['update'] });
  });

  test('gives its rights to the account that it runs as', () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'mpi-operator', namespace: 'mpi-operator' }];
    expect([one('ClusterRoleBinding').subjects, one('RoleBinding').subjects]).toEqual([subjects, subjects]);
    expect(podOf().serviceAccountName).toBe(one('ServiceAccount').metadata.name);
  });

  test('may make the groups of Volcano only where it hands it gangs', () => {
    const groups = (props: object) => JSON.stringify(one('ClusterRole', {}, props).rules).includes('podgroups');
    expect([groups({}), groups({ gangScheduling: true })]).toEqual([false, true]);
    expect(podOf({}, { gangScheduling: true }).containers[0].args).toContain('--gang-scheduling=volcano');
  });

  test('opens the port of measurements only where Prometheus reads it', () => {
    expect(JSON.stringify(all())).not.toContain('metrics');
    const [service, monitor] = [one('Service', LABELED), one('ServiceMonitor', LABELED)];
    expect(podOf(LABELED).containers[0].args).toContain('--monitoring-port=8081');
    expect(service.spec.ports).toEqual([{ name: 'metrics', port: 8081, targetPort: 'metrics' }]);
    expect(monitor.metadata.labels).toMatchObject({ platform: 'ml', release: 'kps' });
    expect(service.metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(one('Deployment', LABELED).spec.template.metadata.labels).toMatchObject(service.spec.selector);
  });

  test('carries the labels of the platform', () => {
    all(WATCHED).forEach(({ metadata }) => expect(metadata.labels).toMatchObject({ platform: 'ml' }));
  });
});
