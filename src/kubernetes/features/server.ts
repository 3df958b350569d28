import { contentHash } from '../../core/private';
import { serviceMonitorOf } from '../monitoring/service-monitor';
import { ClusterFeaturesBinding } from './cluster-features-binding';
import { FEAST_PROGRAM } from './feast-program';
import { FEAST_PORTS, REGISTRY_SECONDS, TOKEN_REVIEWER } from './feast-release';
import { ClusterFeaturesPlan, metadataOf, partLabels } from './feature-labels';
import { featurePod } from './feature-pod';

type Json = Record<string, unknown>;

const RBAC = 'rbac.authorization.k8s.io';
const PROBE = { httpGet: { path: '/health', port: 'requests' } };
/** It reads its libraries and the registry first. */
const STARTS = { ...PROBE, periodSeconds: 5, failureThreshold: 60 };

/**
 * What answers requests for values, and takes values in: two pods on nodes of their own where there are as many, which stay when definitions change, since they read the registry
 * again every minute.
 */
export function server(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding): Json[] {
  const { name, place: { namespace, traits } } = plan;
  const labels = partLabels(plan, 'server');
  const selector = { matchLabels: labels };
  const ports = [
    { name: 'requests', port: 80, targetPort: 'requests', protocol: 'TCP' },
    { name: 'metrics', port: FEAST_PORTS.metrics, targetPort: 'metrics', protocol: 'TCP' },
  ];
  return [
    deployment(plan, binding),
    { apiVersion: 'v1', kind: 'Service', metadata: metadataOf(plan, name, labels), spec: { selector: labels, ports } },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadataOf(plan, name, labels), spec: { maxUnavailable: 1, selector } },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      // Two namespaces may have a store of one name.
      metadata: { name: `feature-store:${namespace}:${name}`, labels: { ...traits.labels, ...labels } },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: TOKEN_REVIEWER },
      subjects: [{ kind: 'ServiceAccount', name: binding.serviceAccountName, namespace }],
    },
    ...serviceMonitorOf({ name, namespace, port: 'metrics', selector }, traits),
  ];
}

function deployment(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding): Json {
  const labels = partLabels(plan, 'server');
  const pod = featurePod(plan, binding, {
    part: 'server',
    args: ['serve', '-h', '0.0.0.0', '-p', `${FEAST_PORTS.requests}`, '--metrics', '--registry_ttl_sec', `${REGISTRY_SECONDS}`],
    memory: '1Gi',
    usesApiServer: true,
    container: {
      ports: [{ name: 'requests', containerPort: FEAST_PORTS.requests }, { name: 'metrics', containerPort: FEAST_PORTS.metrics }],
      startupProbe: STARTS,
      readinessProbe: { ...PROBE, periodSeconds: 10 },
      livenessProbe: { ...PROBE, periodSeconds: 20, failureThreshold: 6 },
    },
  }) as { metadata: Json; spec: Json };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(plan, plan.name, labels),
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        // A program that has changed is read by new pods only.
        metadata: { ...pod.metadata, annotations: { 'ml-platform/program': contentHash(FEAST_PROGRAM) } },
        spec: {
          ...pod.spec,
          topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels } }],
        },
      },
    },
  };
}
