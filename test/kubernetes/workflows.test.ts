import { Size } from '../../src/core';
import { ArgoEvents, ArgoWorkflows } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { MIRRORED, repositoriesIn, traits, valuesOf, WATCHED } from './traits';

const TEAMS = { namespaces: ['vision', 'language'] };
const SIGN_IN = { issuer: 'https://login.acme.com', url: 'https://workflows.acme.com', clientSecret: 'argo-sso' };
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

/** Every text in some data, with the path to it. */
function textsIn(data: unknown, path = ''): Array<[string, string]> {
  if (typeof data === 'string') return [[path, data]];
  return typeof data === 'object' && data !== null ? Object.entries(data).flatMap(([key, value]) => textsIn(value, `${path}.${key}`)) : [];
}

describe.each([
  ['Argo Workflows', (namespaces: string[], createNamespaces?: boolean) => new ArgoWorkflows({ namespaces, createNamespaces })],
  ['Argo Events', (namespaces: string[], createNamespaces?: boolean) => new ArgoEvents({ namespaces, createNamespaces })],
])('the namespaces of %s', (_, make) => {
  test('are made beside its own, which is restricted; the one that every cluster has is not', () => {
    const software = make(['vision', 'default']);
    expect(software.parts(traits()).namespaces).toEqual([{ name: software.softwareName, labels: RESTRICTED }, { name: 'vision' }]);
  });

  test('are left to others where that is said', () => {
    expect(make(['vision'], false).parts(traits()).namespaces).toHaveLength(1);
  });

  test('are at least one, each once, of names that Kubernetes takes; all that is wrong is said at once', () => {
    expect(codesOf(() => make([]))).toEqual(['workflows/no-namespace']);
    expect(codesOf(() => make(['Vision', 'language', 'language']))).toEqual(['training/namespace', 'workflows/namespace-twice']);
  });

  test('do not change after the fact', () => {
    const namespaces = ['vision'];
    const software = make(namespaces);
    namespaces.push('language');
    expect(JSON.stringify(software.parts(traits()))).not.toContain('language');
  });
});

describe('Argo Workflows', () => {
  test('stands twice in each of its parts, restricted', () => {
    const twice = { replicas: 2, pdb: { enabled: true, minAvailable: 1 }, podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } } };
    expect(valuesOf(new ArgoWorkflows(TEAMS))).toMatchObject({ controller: twice, server: twice });
  });

  test('lets pods of each namespace report, under an account that it makes or that is named', () => {
    expect(valuesOf(new ArgoWorkflows(TEAMS))).toMatchObject({ controller: { workflowNamespaces: ['vision', 'language'] }, workflow: { serviceAccount: { create: true } } });
    const named = valuesOf(new ArgoWorkflows({ ...TEAMS, serviceAccountName: 'pipeline' }));
    expect(named.workflow.serviceAccount).toEqual({ create: false, name: 'pipeline' });
  });

  test('lets nobody act with the rights of its server, whether people sign in or not', () => {
    expect(valuesOf(new ArgoWorkflows(TEAMS)).server).toMatchObject({ authModes: ['client'], secure: true });
    const { server } = valuesOf(new ArgoWorkflows({ ...TEAMS, signIn: SIGN_IN }));
    expect(server).toMatchObject({ authModes: ['client', 'sso'], sso: { enabled: true, rbac: { enabled: true } } });
  });

  test('sends people to their issuer and back, and knows its secret by name only', () => {
    const { sso } = valuesOf(new ArgoWorkflows({ ...TEAMS, signIn: { ...SIGN_IN, scopes: ['groups'] } })).server;
    expect(sso).toEqual({
      enabled: true,
      issuer: 'https://login.acme.com',
      redirectUrl: 'https://workflows.acme.com/oauth2/callback',
      clientId: { name: 'argo-sso', key: 'client-id' },
      clientSecret: { name: 'argo-sso', key: 'client-secret' },
      scopes: ['groups'],
      rbac: { enabled: true },
    });
  });

  test('fetches no definitions from the internet when it is installed', () => {
    expect(valuesOf(new ArgoWorkflows(TEAMS)).crds).toEqual({ full: false });
  });

  test('is measured only where Prometheus knows how', () => {
    expect(valuesOf(new ArgoWorkflows(TEAMS)).controller).toMatchObject({ metricsConfig: { enabled: false }, serviceMonitor: { enabled: false } });
    expect(valuesOf(new ArgoWorkflows(TEAMS), { ...WATCHED, monitorLabels: { release: 'kps' } }).controller).toMatchObject({
      metricsConfig: { enabled: true }, serviceMonitor: { enabled: true, additionalLabels: { release: 'kps' } },
    });
  });

  test('comes from the mirror, with what it puts beside each step', () => {
    const { controller, executor, server } = valuesOf(new ArgoWorkflows(TEAMS), MIRRORED);
    expect([controller, executor, server].map(({ image }) => image)).toEqual(Array(3).fill({ registry: 'registry.acme.internal/ml' }));
    expect(textsIn(valuesOf(new ArgoWorkflows(TEAMS))).filter(([path]) => path.endsWith('registry'))).toEqual([]);
  });
});

describe('Argo Events', () => {
  const buses = (software = new ArgoEvents(TEAMS)) => software.parts(traits()).manifests![0]!.manifests;

  test('has a bus in each namespace, under the name that sources and sensors look for', () => {
    expect(buses().map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
      ['EventBus', 'default', 'vision'], ['EventBus', 'default', 'language'],
    ]);
    expect(buses()[0].metadata.labels).toEqual({ platform: 'ml' });
  });

  test('keeps events on three disks, so that the loss of one forgets nothing', () => {
    const { replicas, persistence, affinity } = buses()[0].spec.jetstream;
    expect([replicas, persistence]).toEqual([3, { accessMode: 'ReadWriteOnce', volumeSize: '10Gi' }]);
    expect(affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey).toBe('kubernetes.io/hostname');
    expect(buses(new ArgoEvents({ ...TEAMS, storage: Size.gibibytes(50) }))[0].spec.jetstream.persistence.volumeSize).toBe('50Gi');
  });

  test('names one version of JetStream, and not whatever is the latest', () => {
    expect(buses()[0].spec.jetstream.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('runs where only restricted pods may: its controller, and each container of a bus', () => {
    const contained = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const pod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const { global, controller } = valuesOf(new ArgoEvents(TEAMS));
    expect([global.securityContext, controller.containerSecurityContext]).toEqual([expect.objectContaining(pod), contained]);
    const { jetstream } = buses()[0].spec;
    expect(jetstream.securityContext).toMatchObject(pod);
    const containers = ['containerTemplate', 'reloaderContainerTemplate', 'metricsContainerTemplate'];
    containers.forEach((container) => expect(jetstream[container].securityContext).toEqual(contained));
  });

  test('has a second controller that takes over', () => {
    expect(valuesOf(new ArgoEvents(TEAMS)).controller).toMatchObject({ replicas: 2, pdb: { enabled: true, minAvailable: 1 } });
  });

  test('is measured only where Prometheus knows how', () => {
    expect(valuesOf(new ArgoEvents(TEAMS)).controller.metrics).toEqual({ enabled: false, serviceMonitor: { enabled: false } });
    expect(valuesOf(new ArgoEvents(TEAMS), WATCHED).controller.metrics).toEqual({ enabled: true, serviceMonitor: { enabled: true } });
  });

  test('comes from the mirror, with the servers of its buses in the very version that they ask for', () => {
    const values = valuesOf(new ArgoEvents(TEAMS), MIRRORED);
    expect(repositoriesIn(values)).toEqual(['registry.acme.internal/ml/argoproj/argo-events']);
    const { nats, jetstream } = values.configs;
    expect([nats.versions, jetstream.versions]).toEqual([[], [{
      version: buses()[0].spec.jetstream.version,
      natsImage: 'registry.acme.internal/ml/library/nats:2.10.10',
      metricsExporterImage: 'registry.acme.internal/ml/natsio/prometheus-nats-exporter:0.14.0',
      configReloaderImage: 'registry.acme.internal/ml/natsio/nats-server-config-reloader:0.14.0',
      startCommand: '/nats-server',
    }]]);
    expect(valuesOf(new ArgoEvents(TEAMS)).configs).toBeUndefined();
  });
});
