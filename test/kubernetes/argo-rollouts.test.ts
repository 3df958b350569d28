import { ArgoRollouts, Keda } from '../../src/kubernetes';
import { MIRRORED, traits, valuesOf, WATCHED } from './traits';

const plugin = (overrides = {}) => valuesOf(new ArgoRollouts({ gatewayApi: true }), overrides).controller;

describe('Argo Rollouts', () => {
  test('stands twice, restricted, with a budget', () => {
    expect(new ArgoRollouts().parts(traits()).namespaces).toEqual([{ name: 'argo-rollouts', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }]);
    expect(valuesOf(new ArgoRollouts())).toMatchObject({
      controller: { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
  });

  test('may touch no mesh and no load balancer, and routes only where it moves requests by them', () => {
    const { gatewayAPI, ...others } = valuesOf(new ArgoRollouts()).providerRBAC.providers;
    expect(gatewayAPI).toBe(false);
    expect(Object.values(others)).toEqual(Array.from({ length: 9 }, () => false));
    expect(valuesOf(new ArgoRollouts({ gatewayApi: true })).providerRBAC.providers.gatewayAPI).toBe(true);
  });

  test('takes its plugin for gateways from an image and from no download, restricted, too', () => {
    const { initContainers: [copy], trafficRouterPlugins, volumes, volumeMounts } = plugin();
    expect(copy.image).toBe('ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.15.0');
    expect(copy.securityContext).toMatchObject({ runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    expect(trafficRouterPlugins).toEqual([{ name: 'argoproj-labs/gatewayAPI', location: 'file:///traffic-plugins/rollouts-plugin-trafficrouter-gatewayapi' }]);
    expect(volumes[0].name).toBe(volumeMounts[0].name);
    expect(valuesOf(new ArgoRollouts()).controller).not.toHaveProperty('initContainers');
  });

  test('says that it moves requests, so that endpoints behind a gateway can count on it', () => {
    expect(new ArgoRollouts({ gatewayApi: true }).provides).toEqual(['gateway-rollouts']);
    expect(new ArgoRollouts().provides).toEqual([]);
  });

  test('is measured where Prometheus knows how', () => {
    expect(valuesOf(new ArgoRollouts()).controller.metrics).toEqual({ enabled: false, serviceMonitor: { enabled: false } });
    expect(valuesOf(new ArgoRollouts(), WATCHED).controller.metrics).toEqual({ enabled: true, serviceMonitor: { enabled: true } });
  });

  test('comes from the mirror, with its plugin', () => {
    expect(plugin(MIRRORED).image).toEqual({ registry: 'registry.acme.internal/ml' });
    expect(plugin(MIRRORED).initContainers[0].image).toBe('registry.acme.internal/ml/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.15.0');
  });
});

test('KEDA says whether it may scale what Argo Rollouts makes', () => {
  expect(new Keda({ scaledKinds: [{ apiGroup: 'argoproj.io', resource: 'rollouts' }] }).provides).toEqual(['scaled-rollouts']);
  expect(new Keda({ scaledKinds: [{ apiGroup: 'leaderworkerset.x-k8s.io', resource: 'leaderworkersets' }] }).provides).toEqual([]);
});
