import { Knative, KServe } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

type Json = Record<string, any>;

const resources = (overrides = {}): Json[] => new Knative().parts(traits(overrides)).manifests![0].manifests;
const serving = (overrides = {}) => resources(overrides).find(({ kind }) => kind === 'KnativeServing')!.spec;
/** What refers to an image of a registry of the world. */
const publicImages = (data: unknown) => JSON.stringify(data).match(/(?:gcr\.io|docker\.io|registry\.k8s\.io|ghcr\.io)\/[^"]*/g) ?? [];

describe('Knative', () => {
  test('is an operator and one version of Serving, both restricted', () => {
    const { namespaces, charts } = new Knative().parts(traits());
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    expect(namespaces).toEqual([{ name: 'knative-operator', labels }, { name: 'knative-serving', labels }]);
    expect(charts!.map(({ chart, version }) => `${chart} ${version}`)).toEqual(['knative-operator 1.22.3']);
    expect(serving().version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('shows nothing to the world: by default each service would be below example.com, behind a load balancer', () => {
    expect(serving().config.domain).toEqual({ 'svc.cluster.local': '' });
    expect(serving().ingress).toEqual({ kourier: { 'enabled': true, 'service-type': 'ClusterIP' } });
    expect(serving().config.network['ingress-class']).toBe('kourier.ingress.networking.knative.dev');
  });

  test('lets pods of models be what they have to be: restricted, on their nodes, fetched before they start', () => {
    expect(serving().config.features).toMatchObject({
      'kubernetes.podspec-securitycontext': 'enabled',
      'kubernetes.podspec-affinity': 'enabled',
      'kubernetes.podspec-tolerations': 'enabled',
      'kubernetes.podspec-init-containers': 'enabled',
      'kubernetes.podspec-topologyspreadconstraints': 'enabled',
    });
  });

  test('is waited for, since Helm does not, by an account that may look at it and nothing else', () => {
    const job = resources().find(({ kind }) => kind === 'Job')!;
    expect(job.metadata.annotations).toEqual({ 'helm.sh/hook': 'post-install,post-upgrade', 'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded' });
    const { rules } = resources().find(({ kind }) => kind === 'Role')!;
    expect(rules).toEqual([{ apiGroups: ['operator.knative.dev'], resources: ['knativeservings'], resourceNames: ['knative-serving'], verbs: ['get', 'list', 'watch'] }]);
    const { timeout } = new Knative().parts(traits()).manifests![0];
    expect(timeout!.toSeconds()).toBeGreaterThan(job.spec.activeDeadlineSeconds);
  });

  test('counts requests where Prometheus reads them', () => {
    expect(serving().config.observability).toEqual({ 'metrics-protocol': 'none', 'request-metrics-protocol': 'none' });
    expect(serving(WATCHED).config.observability).toEqual({ 'metrics-protocol': 'prometheus', 'request-metrics-protocol': 'prometheus' });
  });

  test('comes from the mirror, each image by its digest where it has one, and asks no registry what a tag stands for', () => {
    expect(publicImages([resources(MIRRORED), valuesOf(new Knative(), MIRRORED)])).toEqual([]);
    const { override } = serving(MIRRORED).registry;
    expect(override.activator).toMatch(/^registry\.acme\.internal\/ml\/knative-releases\/knative\.dev\/serving\/cmd\/activator@sha256:[0-9a-f]{64}$/);
    expect(serving(MIRRORED).config.deployment).toMatchObject({
      'queue-sidecar-image': override['queue-proxy'], 'registries-skipping-tag-resolving': expect.stringContaining('registry.acme.internal'),
    });
    expect(serving()).not.toHaveProperty('registry');
  });

  test('goes before KServe, which looks for it only when it starts', () => {
    expect(codesOf(() => new Knative().parts(traits({ provided: ['kserve'] })))).toEqual(['serving/knative-order']);
    const gateway = (overrides = {}) => new KServe().parts(traits(overrides)).charts![1].values!.kserve.controller.gateway;
    expect(gateway({ provided: ['knative'] }).disableIstioVirtualHost).toBe(true);
    expect(gateway()).not.toHaveProperty('disableIstioVirtualHost');
  });
});
