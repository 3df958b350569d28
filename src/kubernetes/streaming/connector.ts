import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { contentHash } from '../../core/private';
import { ClusterFeaturesBinding } from '../features/cluster-features-binding';
import { ClusterFeaturesPlan, metadataOf, partLabels } from '../features/feature-labels';
import { CONFINED } from '../features/feature-pod';
import { mirroredImage } from '../mirrored-image';
import { connectorConfig, MOUNTS } from './connector-config';
import { brokersCertificate, connectorName } from './stream-names';
import { CONNECTOR_IMAGE, CONNECTOR_PORT, CONNECTOR_USER } from './stream-release';

type Json = Record<string, unknown>;

/** What takes the events of a group in, twice, of which each reads its part of the topic. It keeps nothing, and is there anew when what it is to do changes. */
export function connector(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding, group: FeatureGroupPlan): Json[] {
  const name = connectorName(plan, group);
  const { mirror, labels: common } = plan.place.traits;
  const labels = { ...partLabels(plan, 'stream'), 'ml-platform/feature-group': group.groupName };
  const config = JSON.stringify(connectorConfig(plan, group));
  const health = (path: string) => ({ httpGet: { path, port: 'measurements' } });
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(plan, name, labels), data: { 'connector.json': config } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadataOf(plan, name, labels),
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...common, ...binding.podLabels, ...labels }, annotations: { 'ml-platform/config': contentHash(config) } },
          spec: {
            serviceAccountName: binding.serviceAccountName,
            // Feast asks for a token.
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            securityContext: { runAsNonRoot: true, runAsUser: CONNECTOR_USER, runAsGroup: CONNECTOR_USER, fsGroup: CONNECTOR_USER, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [{
              name: 'connector',
              image: mirror ? mirroredImage(mirror, CONNECTOR_IMAGE) : CONNECTOR_IMAGE,
              args: ['-c', '/connector/connector.json'],
              ports: [{ name: 'measurements', containerPort: CONNECTOR_PORT }],
              readinessProbe: { ...health('/ready'), periodSeconds: 10 },
              livenessProbe: { ...health('/ping'), periodSeconds: 20 },
              resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
              securityContext: CONFINED,
              volumeMounts: [
                { name: 'config', mountPath: '/connector', readOnly: true },
                { name: 'brokers', mountPath: MOUNTS.brokers, readOnly: true },
                { name: 'user', mountPath: MOUNTS.user, readOnly: true },
              ],
            }],
            volumes: [
              { name: 'config', configMap: { name } },
              { name: 'brokers', secret: { secretName: brokersCertificate(plan), items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
              { name: 'user', secret: { secretName: name, items: [{ key: 'user.crt', path: 'user.crt' }, { key: 'user.key', path: 'user.key' }] } },
            ],
          },
        },
      },
    },
  ];
}
