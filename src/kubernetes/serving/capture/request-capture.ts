import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../../core';
import { captureName } from '../../../core/serving/cluster-capture';
import { watchedBy } from '../../monitoring/watched-by';
import { ClusterEndpointPlan, metadataOf } from '../endpoint-labels';
import { collector } from './collector';
import { collectorPods } from './collector-names';
import { collectorPolicy } from './collector-policy';
import { CollectorBinding } from './collector-store';

/** Keeps the requests of an endpoint, of which its meters send copies: a release of its own, so that it may come after the endpoint. */
export class RequestCapture implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public constructor(private readonly plan: ClusterEndpointPlan, private readonly binding: CollectorBinding) {
    this.softwareName = captureName(plan.name);
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { plan, binding } = this;
    const manifests = [...collector(plan, binding), collectorPolicy(plan, binding.store), ...this.monitor(cluster)];
    return { manifests: [{ name: this.softwareName, namespace: plan.place.namespace, manifests: manifests as Array<Record<string, any>> }] };
  }

  /** Lets Prometheus read what it has taken, written and dropped; nothing where the cluster does not know that kind. */
  private monitor(cluster: ClusterTraits): Array<Record<string, unknown>> {
    const { plan } = this;
    const { enabled, labels } = watchedBy(cluster);
    if (!enabled) return [];
    const pods = collectorPods(plan);
    return [{
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: metadataOf(plan, pods.name, { ...pods.labels, ...labels }),
      spec: { selector: { matchLabels: pods.labels }, podMetricsEndpoints: [{ ...pods.at, interval: '30s' }] },
    }];
  }
}
