import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterTraits, IAlarm, IClusterServiceAccount, IDriftMonitorMetrics, IIdentity } from '../../core';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { ROLES } from '../../facts/gcp/roles';
import { POD_MONITORING } from '../../facts/gcp/serving-cluster';
import { ClusterDrift } from '../../kubernetes/drift/cluster-drift';
import { ClusterDriftBinding } from '../../kubernetes/drift/cluster-drift-binding';
import { ClusterDriftMetrics } from '../../kubernetes/drift/cluster-drift-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { folderKey, foldersOf } from '../../kubernetes/drift/monitor-access';
import { watchedMonitor } from '../../kubernetes/drift/watched-monitor';
import { podMonitorOf } from '../../kubernetes/monitoring/pod-monitor';
import { bucketOf } from '../jobs/data-access';
import { Alarm } from '../observability/alarm';
import { PromqlMetric } from '../observability/promql-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnBucket } from '../storage/store-access';

export interface ClusterMonitorProps {
  readonly platform: IMlPlatform;
  readonly plan: ClusterDriftPlan;
}

/**
 * Evidently in a cluster of GKE, as an account of Kubernetes that IAM knows by itself, which reads and writes folders of Cloud Storage; Managed Service for Prometheus reads what its last
 * run found.
 */
export class ClusterMonitor extends Construct implements MonitorBackend {
  public readonly metrics: IDriftMonitorMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly runCommand: string;
  private readonly plan: ClusterDriftPlan;

  public constructor(scope: Construct, id: string, { platform, plan: given }: ClusterMonitorProps) {
    super(scope, id);
    // Pages of HTML go into a bucket, also where numbers of others go into a table.
    const plan = { ...given, reports: given.reports ?? platform.artifacts.path(`drift/${given.name}`) };
    const { name, place: { cluster, namespace } } = plan;
    this.plan = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    const { reads, writes } = foldersOf(plan);
    reads.forEach((path) => grantOnBucket(this, bucketOf(path), ROLES.objectViewer, account.identity, folderKey(path)));
    grantOnBucket(this, bucketOf(writes), ROLES.objectUser, account.identity, folderKey(writes));
    const drift = new ClusterDrift(plan, this.binding(account));
    cluster.install(drift);
    // Two clusters of a project may have a namespace of one name.
    const queries = drift.queries([`cluster="${cluster.clusterName}"`]);
    const read = (query: string, label: string) => new PromqlMetric({ query, label });
    this.reportLocation = writes.uri;
    this.baselineCommand = drift.baselineCommand;
    this.runCommand = drift.runCommand;
    this.metrics = new ClusterDriftMetrics(plan, queries, read);
    this.alarms = watchedMonitor(plan, queries).map(({ alarm: { id: alarmId, suffix, ...alarm }, label, query, ...when }) => {
      return new Alarm(this, alarmId, { ...alarm, ...when, platform, alarmName: `${name}-${suffix}`, kind: suffix, metric: read(query, label) });
    });
  }

  public grantRead(identity: IIdentity): void {
    const { writes } = foldersOf(this.plan);
    grantOnBucket(this, bucketOf(writes), ROLES.objectViewer, identity, folderKey(writes));
  }

  private binding({ serviceAccountName, podLabels }: IClusterServiceAccount): ClusterDriftBinding {
    const { place: { namespace, traits } } = this.plan;
    return {
      serviceAccountName,
      podLabels,
      monitors: (name, matchLabels) => [
        ...podMonitorOf({ name, namespace, port: 'metrics', matchLabels }, traits),
        podMonitoring(name, namespace, matchLabels, traits),
      ],
      lazy: (produce) => Lazy.anyValue({ produce }),
    };
  }
}

/** Has Managed Service for Prometheus read pods. */
function podMonitoring(name: string, namespace: string, matchLabels: object, { labels }: ClusterTraits): Record<string, unknown> {
  const spec = { selector: { matchLabels }, endpoints: [{ port: 'metrics', path: '/metrics', interval: '60s' }] };
  return { ...POD_MONITORING, metadata: { name, namespace, labels }, spec };
}
