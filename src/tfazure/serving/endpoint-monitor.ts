import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { POD_MONITOR } from '../../facts/azure/cluster-metrics';
import { ClusterEndpointPlan, metadataOf } from '../../kubernetes/serving/endpoint-labels';
import { MeasuredPods, modelPods } from '../../kubernetes/serving/pod-monitor';

/** The labels of pods by which its queries tell models apart, as Kubernetes writes them. */
const LABELS = ['ml-platform/endpoint', 'ml-platform/variant'];

/** Lets the agent of managed Prometheus read what measures an endpoint: the meter beside each model, or Knative's. */
export class EndpointMonitor implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public constructor(private readonly plan: ClusterEndpointPlan, private readonly pods: MeasuredPods = modelPods(plan)) {
    this.softwareName = pods.release;
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { plan, pods } = this;
    const manifest = {
      apiVersion: POD_MONITOR.apiVersion,
      kind: POD_MONITOR.kind,
      metadata: metadataOf(plan, `${pods.name}-azure`, pods.labels),
      spec: { selector: { matchLabels: pods.labels }, podTargetLabels: LABELS, podMetricsEndpoints: [{ ...pods.at, interval: '30s' }], ...POD_MONITOR.limits },
    };
    return { manifests: [{ name: this.softwareName, namespace: plan.place.namespace, manifests: [manifest] }] };
  }
}
