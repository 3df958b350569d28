import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { POD_MONITOR } from '../../facts/azure/cluster-metrics';
import { ClusterFeaturesPlan, metadataOf, partLabels } from '../../kubernetes/features/feature-labels';
import { ofKafka } from '../../kubernetes/streaming/stream-names';

/** Pods that tell measurements, and by which port. */
interface MeasuredPods {
  readonly name: string;
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly port: string;
  /** What the queries call the service of the pods, as a monitor of services would. */
  readonly service?: string;
}

/** Lets the agent of managed Prometheus read what Feast and its streams measure; it reads monitors of its own kind only. */
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
    return { manifests: [{ name: this.softwareName, namespace: plan.place.namespace, manifests: this.pods().map((pods) => this.monitor(pods)) }] };
  }

  private pods(): MeasuredPods[] {
    const { plan, plan: { name, groups } } = this;
    const server = { name: `${name}-azure`, matchLabels: partLabels(plan, 'server'), port: 'metrics', service: name };
    if (!groups.some(({ source }) => source.kind === 'stream')) return [server];
    return [
      server,
      { name: `${name}-kafka-azure`, matchLabels: { ...ofKafka(plan), 'strimzi.io/name': `${name}-kafka-exporter` }, port: 'tcp-prometheus' },
      { name: `${name}-streams-azure`, matchLabels: partLabels(plan, 'stream'), port: 'measurements' },
    ];
  }

  private monitor({ name, matchLabels, port, service }: MeasuredPods): Record<string, unknown> {
    const relabelings = service === undefined ? {} : { relabelings: [{ targetLabel: 'service', replacement: service }] };
    return {
      apiVersion: POD_MONITOR.apiVersion,
      kind: POD_MONITOR.kind,
      metadata: metadataOf(this.plan, name),
      spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port, path: '/metrics', interval: '30s', ...relabelings }], ...POD_MONITOR.limits },
    };
  }
}
