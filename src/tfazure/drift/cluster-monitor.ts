import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterTraits, IAlarm, IClusterServiceAccount, IDriftMonitorMetrics, IIdentity } from '../../core';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { POD_MONITOR } from '../../facts/azure/cluster-metrics';
import { ClusterDrift } from '../../kubernetes/drift/cluster-drift';
import { ClusterDriftBinding } from '../../kubernetes/drift/cluster-drift-binding';
import { ClusterDriftMetrics } from '../../kubernetes/drift/cluster-drift-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { folderKey, foldersOf } from '../../kubernetes/drift/monitor-access';
import { watchedMonitor } from '../../kubernetes/drift/watched-monitor';
import { podMonitorOf } from '../../kubernetes/monitoring/pod-monitor';
import { Alarm } from '../observability/alarm';
import { PrometheusMetric } from '../observability/prometheus-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface ClusterMonitorProps {
  readonly platform: IMlPlatform;
  readonly plan: ClusterDriftPlan;
}

/** Evidently in a cluster of AKS: its account is a managed identity by Workload ID, which reads and writes folders of Blob Storage, and managed Prometheus reads what its last run found. */
export class ClusterMonitor extends Construct implements MonitorBackend {
  public readonly metrics: IDriftMonitorMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly runCommand: string;

  public constructor(scope: Construct, id: string, private readonly props: ClusterMonitorProps) {
    super(scope, id);
    const { platform, plan } = props;
    const { name, place: { cluster, namespace } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    const { reads, writes } = foldersOf(plan);
    reads.forEach((path) => path.store.grantRead(account.identity, folderKey(path)));
    writes.store.grantWrite(account.identity, folderKey(writes));
    const drift = new ClusterDrift(plan, this.binding(account));
    cluster.install(drift);
    // Two clusters may share a workspace, and have namespaces of one name.
    const queries = drift.queries([`cluster="${cluster.clusterName}"`]);
    const { monitorWorkspaceId } = cluster.metrics.podsPending() as PrometheusMetric;
    const read = (query: string, label: string) => new PrometheusMetric({ query, label, monitorWorkspaceId });
    this.reportLocation = writes.uri;
    this.baselineCommand = drift.baselineCommand;
    this.runCommand = drift.runCommand;
    this.metrics = new ClusterDriftMetrics(plan, queries, read);
    this.alarms = watchedMonitor(plan, queries).map(({ alarm: { id: alarmId, suffix, ...alarm }, label, query, ...when }) => {
      return new Alarm(this, alarmId, { ...alarm, ...when, platform, alarmName: `${name}-${suffix}`, metric: read(query, label) });
    });
  }

  public grantRead(identity: IIdentity): void {
    const { writes } = foldersOf(this.props.plan);
    writes.store.grantRead(identity, folderKey(writes));
  }

  private binding({ serviceAccountName, podLabels }: IClusterServiceAccount): ClusterDriftBinding {
    const { place: { namespace, traits } } = this.props.plan;
    return {
      serviceAccountName,
      podLabels,
      monitors: (name, matchLabels) => [
        ...podMonitorOf({ name, namespace, port: 'metrics', matchLabels }, traits),
        azurePodMonitor(name, namespace, matchLabels, traits),
      ],
      lazy: (produce) => Lazy.anyValue({ produce }),
    };
  }
}

/** Has the agent of managed Prometheus read pods; it reads monitors of its own kind only. */
function azurePodMonitor(name: string, namespace: string, matchLabels: object, { labels }: ClusterTraits): Record<string, unknown> {
  const { apiVersion, kind, limits } = POD_MONITOR;
  const spec = { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '60s' }], ...limits };
  return { apiVersion, kind, metadata: { name, namespace, labels }, spec };
}
