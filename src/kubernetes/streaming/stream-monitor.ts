import { ClusterFeaturesPlan, metadataOf, partLabels, storeLabel } from '../features/feature-labels';
import { watchedBy } from '../monitoring/watched-by';
import { ofKafka } from './stream-names';

type Json = Record<string, unknown>;

/** Lets Prometheus read how far consumers are, and what connectors measure; nothing where the cluster does not know that kind. */
export function streamMonitor(plan: ClusterFeaturesPlan): Json[] {
  const { enabled, labels } = watchedBy(plan.place.traits);
  if (!enabled) return [];
  const monitor = (name: string, matchLabels: Json, port: string) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: metadataOf(plan, name, { ...storeLabel(plan), ...labels }),
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port, path: '/metrics', interval: '15s' }] },
  });
  return [
    // https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/packaging/examples/metrics/prometheus-install/pod-monitors/kafka-resources-metrics.yaml
    monitor(`${plan.name}-kafka`, { ...ofKafka(plan), 'strimzi.io/name': `${plan.name}-kafka-exporter` }, 'tcp-prometheus'),
    monitor(`${plan.name}-streams`, partLabels(plan, 'stream'), 'measurements'),
  ];
}
