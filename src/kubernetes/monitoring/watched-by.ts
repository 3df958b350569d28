import { ClusterTraits } from '../../core';
import { FEATURES } from '../features';

/** Whether a ServiceMonitor can be made, since the cluster knows that kind; and the labels by which its Prometheus finds it. */
export function watchedBy({ provided, monitorLabels = {} }: ClusterTraits): { readonly enabled: boolean; readonly labels: Record<string, string> } {
  const enabled = provided.includes(FEATURES.prometheusOperator);
  return { enabled, labels: enabled ? monitorLabels : {} };
}

/** The same, as most charts nest it. */
export function serviceMonitor(cluster: ClusterTraits): Record<string, unknown> {
  const { enabled, labels } = watchedBy(cluster);
  return { enabled, ...(Object.keys(labels).length > 0 ? { additionalLabels: labels } : {}) };
}
