import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { POD_MONITORING } from '../../facts/gcp/serving-cluster';
import { ClusterEndpointPlan, metadataOf } from '../../kubernetes/serving/endpoint-labels';
import { MeasuredPods, modelPods } from '../../kubernetes/serving/pod-monitor';

/** The labels of pods that its queries tell apart, as Prometheus writes them. */
const LABELS = ['ml-platform/endpoint', 'ml-platform/variant'];

/** Lets Managed Service for Prometheus read what measures an endpoint in a cluster: the meter beside each model, or Knative's. */
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
    const fromPod = LABELS.map((from) => ({ from, to: from.replace(/\W/g, '_') }));
    const manifest = {
      ...POD_MONITORING,
      metadata: metadataOf(plan, pods.name, pods.labels),
      spec: { selector: { matchLabels: pods.labels }, endpoints: [{ ...pods.at, interval: '30s' }], targetLabels: { fromPod } },
    };
    return { manifests: [{ name: this.softwareName, namespace: plan.place.namespace, manifests: [manifest] }] };
  }
}
