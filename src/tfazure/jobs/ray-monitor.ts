import { ClusterWithTraits } from '../../core/training/cluster-traits';
import { POD_MONITOR, RAY_OPERATOR } from '../../facts/azure/cluster-metrics';
import { Manifest } from '../../kubernetes';

const NAME = 'kuberay-monitor';

/** Tells the agent of managed Prometheus of Ray's operator, which alone knows how a run of Ray ended; once in a cluster. */
export function monitorRay(cluster: ClusterWithTraits): void {
  const { provided, labels } = cluster._traits();
  if (provided.includes(NAME)) return;
  const { label, port, path } = RAY_OPERATOR;
  cluster.install(new Manifest(NAME, {
    namespace: 'kube-system',
    needs: ['kuberay'],
    manifests: [{
      apiVersion: POD_MONITOR.apiVersion,
      kind: POD_MONITOR.kind,
      metadata: { name: NAME, labels },
      spec: {
        selector: { matchLabels: { [label.key]: label.value } },
        // The operator stands wherever it was installed.
        namespaceSelector: { any: true },
        podMetricsEndpoints: [{ port, path, interval: '30s', honorLabels: true }],
        ...POD_MONITOR.limits,
      },
    }],
  }));
}
