import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { FEAST_METRICS_PORT, KAFKA_METRICS_PORT, STREAM_METRICS_PORT } from '../../facts/gcp/features-cluster';
import { POD_MONITORING } from '../../facts/gcp/serving-cluster';
import { ClusterFeaturesPlan, metadataOf, partLabels } from '../../kubernetes/features/feature-labels';
import { ofKafka } from '../../kubernetes/streaming/stream-names';

/** Lets Managed Service for Prometheus read what Feast, its streams and its Kafka measure. */
export class FeastMonitor implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public constructor(private readonly plan: ClusterFeaturesPlan) {
    this.softwareName = `measure-features-${plan.name}`;
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { plan } = this;
    const streamed = plan.groups.some(({ source }) => source.kind === 'stream');
    const manifests = [
      this.monitor('server', partLabels(plan, 'server'), FEAST_METRICS_PORT),
      ...(streamed ? [
        this.monitor('streams', partLabels(plan, 'stream'), STREAM_METRICS_PORT),
        this.monitor('kafka', { ...ofKafka(plan), 'strimzi.io/name': `${plan.name}-kafka-exporter` }, KAFKA_METRICS_PORT),
      ] : []),
    ];
    return { manifests: [{ name: this.softwareName, namespace: plan.place.namespace, manifests }] };
  }

  /** Queries tell servers by the name of their service, which Prometheus itself gives to what it finds by one. */
  private monitor(what: string, matchLabels: Record<string, string>, port: string): Record<string, any> {
    const { plan } = this;
    const metricRelabeling = [{ targetLabel: 'service', replacement: plan.name }];
    return {
      ...POD_MONITORING,
      metadata: metadataOf(plan, `${plan.name}-${what}`),
      spec: { selector: { matchLabels }, endpoints: [{ port, path: '/metrics', interval: '30s', metricRelabeling }] },
    };
  }
}
