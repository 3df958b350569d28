import { ClusterTraits } from '../../core';
import { watchedBy } from './watched-by';

/** What is to be measured, where no chart makes a monitor. */
interface Measured {
  readonly name: string;
  readonly namespace: string;

  /** The name of the port that measurements are read from. */
  readonly port: string;

  /** Which services, as a selector of Kubernetes. */
  readonly selector: Record<string, unknown>;
}

/** A ServiceMonitor, or nothing where the cluster does not know that kind. */
export function serviceMonitorOf({ name, namespace, port, selector }: Measured, cluster: ClusterTraits): Record<string, unknown>[] {
  const { enabled, labels } = watchedBy(cluster);
  if (!enabled) return [];
  return [{
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name, namespace, labels: { ...cluster.labels, ...labels } },
    spec: { selector, endpoints: [{ port, path: '/metrics' }] },
  }];
}
