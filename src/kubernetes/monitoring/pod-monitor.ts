import { ClusterTraits } from '../../core';
import { watchedBy } from './watched-by';

/** Pods that are to be measured. */
interface MeasuredPods {
  readonly name: string;
  readonly namespace: string;
  /** The name of the port that measurements are read from. */
  readonly port: string;
  readonly matchLabels: Readonly<Record<string, string>>;
}

/** A PodMonitor, or nothing where the cluster does not know that kind. */
export function podMonitorOf({ name, namespace, port, matchLabels }: MeasuredPods, cluster: ClusterTraits): Record<string, unknown>[] {
  const { enabled, labels } = watchedBy(cluster);
  if (!enabled) return [];
  return [{
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace, labels: { ...cluster.labels, ...labels } },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port, path: '/metrics', interval: '60s' }] },
  }];
}
