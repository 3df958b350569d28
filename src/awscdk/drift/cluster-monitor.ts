import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IAlarm, IClusterServiceAccount, IIdentity } from '../../core';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { MONITOR_NAMESPACE, MonitorLine, monitorLines, monitorMetric, monitorSeries } from '../../facts/aws/drift-evidently';
import { fill } from '../../facts/aws/fill';
import { ClusterDrift } from '../../kubernetes/drift/cluster-drift';
import { ClusterDriftBinding } from '../../kubernetes/drift/cluster-drift-binding';
import { CountedMetrics } from '../../kubernetes/drift/counted-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { folderKey, foldersOf } from '../../kubernetes/drift/monitor-access';
import { FEATURES } from '../../kubernetes/features';
import { podMonitorOf } from '../../kubernetes/monitoring/pod-monitor';
import { readSeries } from '../features/feature-metrics';
import { pascal } from '../names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { clusterMonitorAlarms } from './cluster-monitor-alarms';

/** Evidently in a cluster of EKS: its account is a role of IAM, which reads and writes folders of S3, and CloudWatch counts what its runs say in their logs. */
export class ClusterMonitor extends Construct implements MonitorBackend {
  public readonly metrics: CountedMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly runCommand: string;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly plan: ClusterDriftPlan) {
    super(scope, id);
    const { name, source, place: { cluster, namespace } } = plan;
    if (source.kind === 'endpoint' && source.switchesOn) source.endpoint._keepRequests(source.capture);
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    const { reads, writes } = foldersOf(plan);
    reads.forEach((path) => path.store.grantRead(account.identity, folderKey(path)));
    writes.store.grantWrite(account.identity, folderKey(writes));
    const drift = new ClusterDrift(plan, this.binding(account));
    cluster.install(drift);
    this.countLines();
    this.reportLocation = writes.uri;
    this.baselineCommand = drift.baselineCommand;
    this.runCommand = drift.runCommand;
    this.metrics = new CountedMetrics(plan, ({ line, dimensions, ...series }) => {
      return readSeries(monitorSeries(platform.platformName, plan.name, line, dimensions), series);
    });
    this.alarms = clusterMonitorAlarms(this, platform, plan, this.metrics);
  }

  public grantRead(identity: IIdentity): void {
    const { writes } = foldersOf(this.plan);
    writes.store.grantRead(identity, folderKey(writes));
  }

  private binding({ serviceAccountName, podLabels }: IClusterServiceAccount): ClusterDriftBinding {
    const { place: { namespace, traits } } = this.plan;
    return {
      serviceAccountName,
      podLabels,
      storageEnvironment: [{ name: 'AWS_REGION', value: Stack.of(this).region }],
      // CloudWatch reads logs; a Prometheus of the cluster reads what the last run found.
      ...(traits.provided.includes(FEATURES.prometheusOperator)
        ? { monitors: (name, matchLabels) => podMonitorOf({ name, namespace, port: 'metrics', matchLabels }, traits) }
        : {}),
      lazy: (produce) => Lazy.any({ produce }),
    };
  }

  private countLines(): void {
    const { platform, plan: { name: monitor, place: { cluster, traits, namespace } } } = this;
    Object.entries(monitorLines(traits.clusterName, namespace, monitor)).forEach(([what, { logGroup, pattern, value, dimensions, otherwise }]) => {
      const id = pascal(what);
      const filter = new MetricFilter(this, id, {
        logGroup: LogGroup.fromLogGroupName(this, `${id}Log`, logGroup),
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace: fill<string>(MONITOR_NAMESPACE, { name: platform.platformName }),
        metricName: monitorMetric(monitor, what as MonitorLine),
        metricValue: value,
        ...(otherwise === undefined ? {} : { defaultValue: otherwise }),
        ...(Object.keys(dimensions).length > 0 ? { dimensions: { ...dimensions } } : {}),
      });
      filter.node.addDependency(cluster);
    });
  }
}
