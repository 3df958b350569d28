import { contentHash } from '../../../core/private';
import { captureName } from '../../../core/serving/cluster-capture';
import { CONFINED } from '../../features/feature-pod';
import { asWritten } from '../../jobs/kubelet-text';
import { mirroredImage } from '../../mirrored-image';
import { CONNECTOR_IMAGE, CONNECTOR_PORT, CONNECTOR_USER } from '../../streaming/stream-release';
import { ClusterEndpointPlan, metadataOf } from '../endpoint-labels';
import { collectorConfig, VARIABLES } from './collector-config';
import { COLLECTOR_PORT, collectorLabels } from './collector-names';
import { CollectorBinding, CollectorStore } from './collector-store';

type Json = Record<string, unknown>;

/** What takes the copies of an endpoint, twice, so that one may go; it keeps nothing but what is to be written within a minute. */
export function collector(plan: ClusterEndpointPlan, binding: CollectorBinding): Json[] {
  const name = captureName(plan.name);
  const labels = collectorLabels(plan);
  const { mirror, labels: common } = plan.place.traits;
  const config = JSON.stringify(collectorConfig(plan, binding.store));
  const health = (path: string) => ({ httpGet: { path, port: 'measurements' } });
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(plan, name, labels), data: { 'collector.json': config } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(plan, name, labels),
      spec: { selector: labels, ports: [{ name: 'copies', port: COLLECTOR_PORT, targetPort: 'copies', appProtocol: 'http' }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadataOf(plan, name, labels),
      spec: {
        replicas: 2,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...common, ...binding.podLabels, ...labels }, annotations: { 'ml-platform/config': contentHash(config) } },
          spec: {
            serviceAccountName: binding.serviceAccountName,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            // What waits is written before it goes.
            terminationGracePeriodSeconds: 40,
            securityContext: { runAsNonRoot: true, runAsUser: CONNECTOR_USER, runAsGroup: CONNECTOR_USER, seccompProfile: { type: 'RuntimeDefault' } },
            topologySpreadConstraints: [{
              topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: labels },
            }],
            containers: [{
              name: 'collector',
              image: mirror ? mirroredImage(mirror, CONNECTOR_IMAGE) : CONNECTOR_IMAGE,
              args: ['-c', '/collector/collector.json'],
              env: environmentOf(binding.store),
              ports: [{ name: 'copies', containerPort: COLLECTOR_PORT }, { name: 'measurements', containerPort: CONNECTOR_PORT }],
              readinessProbe: { ...health('/ready'), periodSeconds: 10 },
              livenessProbe: { ...health('/ping'), periodSeconds: 20 },
              resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '384Mi' } },
              securityContext: CONFINED,
              volumeMounts: [{ name: 'config', mountPath: '/collector', readOnly: true }],
            }],
            volumes: [{ name: 'config', configMap: { name } }],
          },
        },
      },
    },
  ];
}

function environmentOf({ path, account, region, endpoint, credentialsSecret }: CollectorStore): Json[] {
  const { store: { storeName }, key } = path;
  const values: Record<string, string | undefined> = {
    [VARIABLES.bucket]: storeName,
    [VARIABLES.folder]: key.replace(/\/*$/, ''),
    [VARIABLES.account]: account,
    [VARIABLES.region]: region,
    [VARIABLES.endpoint]: endpoint,
    // The collector of garbage works harder before the limit is reached: https://go.dev/doc/gc-guide#Memory_limit
    GOMEMLIMIT: '300MiB',
  };
  const keys = credentialsSecret === undefined ? [] : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
  return [
    ...Object.entries(values).filter(([, value]) => value !== undefined).map(([name, value]) => ({ name, value: asWritten(value!) })),
    ...keys.map((name) => ({ name, valueFrom: { secretKeyRef: { name: credentialsSecret, key: name } } })),
  ];
}
