import { KServe } from '../../src/kubernetes';
import { MIRRORED, traits } from './traits';

const charts = (software = new KServe(), overrides = {}) => software.parts(traits(overrides)).charts!;
const controller = (software = new KServe(), overrides = {}) => charts(software, overrides)[1].values!.kserve.controller;
const runtimes = (overrides = {}) => charts(new KServe(), overrides)[2].values!.kserve.servingruntime;

/** Every address of an image in the values, however its key is called. */
function imagesIn(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) => (/image$/i.test(key) && typeof value === 'string' ? [value] : imagesIn(value)));
}

describe('KServe', () => {
  test('has its definitions before the controller, and that before the runtimes, which its webhook checks', () => {
    expect(charts().map(({ chart, version }) => `${chart} ${version}`)).toEqual([
      'kserve-crd v0.20.0', 'kserve-resources v0.20.0', 'kserve-runtime-configs v0.20.0',
    ]);
    expect(new KServe().needs).toEqual(['cert-manager']);
  });

  test('runs restricted', () => {
    expect(new KServe().parts(traits()).namespaces).toEqual([{ name: 'kserve', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
  });

  test('makes plain deployments of models, whatever the chart would, and shows none of them outside the cluster', () => {
    expect(controller()).toMatchObject({ deploymentMode: 'Standard', gateway: { disableIngressCreation: true, domain: 'svc.cluster.local' } });
    expect(controller().gateway.ingressGateway).toBeUndefined();
  });

  test('shows models through a Gateway that exists, below a domain, over TLS unless it is said otherwise', () => {
    const gateway = { gatewayName: 'public', namespace: 'gateways', domain: 'models.acme.com' };
    expect(controller(new KServe({ gateway }))).toMatchObject({ deploymentMode: 'Standard' });
    expect(controller(new KServe({ gateway })).gateway).toEqual({
      domain: 'models.acme.com', urlScheme: 'https', ingressGateway: { enableGatewayApi: true, kserveGateway: 'gateways/public' },
    });
    expect(controller(new KServe({ gateway: { ...gateway, https: false } })).gateway.urlScheme).toBe('http');
  });

  test('has runtimes, of fixed versions, and none that nobody mends', () => {
    expect(runtimes()).toMatchObject({ enabled: true, torchserve: { disabled: true } });
    expect(runtimes().vllmserver.tag).toMatch(/^v\d+\.\d+\.\d+$/);
  });

  test('takes from the mirror the controller, what it puts beside models, and each runtime', () => {
    const images = charts(new KServe(), MIRRORED).flatMap(({ values }) => imagesIn(values));
    expect(images.filter((image) => !image.startsWith('registry.acme.internal/ml/'))).toEqual([]);
    expect(images).toEqual(expect.arrayContaining([
      'registry.acme.internal/ml/kserve/kserve-controller',
      'registry.acme.internal/ml/brancz/kube-rbac-proxy:v0.18.0',
      'registry.acme.internal/ml/kserve/agent',
      'registry.acme.internal/ml/kserve/router',
      'registry.acme.internal/ml/kserve/storage-initializer',
      'registry.acme.internal/ml/vllm/vllm-openai',
      'registry.acme.internal/ml/nvidia/tritonserver',
    ]));
    const { vllmserver } = runtimes();
    expect(runtimes(MIRRORED)).toMatchObject({ enabled: true, torchserve: { disabled: true }, vllmserver });
    expect(charts().flatMap(({ values }) => imagesIn(values))).toEqual([]);
  });
});
