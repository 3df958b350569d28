import { Construct } from 'constructs';
import { Duration, FeatureGroupMetrics, IArtifactStore, IIdentity, MetricUnit } from '../../core';
import { FeatureWatch } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { PrometheusMetric } from '../observability/prometheus-metric';
import { namespaceOf } from '../training/service-account';
import { GroupBackend } from './feature-backend';

/** A group of Feast, measured by what managed Prometheus collects in the cluster. */
export class FeastGroup implements GroupBackend {
  public readonly groupId: string;
  public readonly offlineLocation?: string;
  public readonly streamName?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly watch: FeatureWatch;
  public readonly resources: GroupBackend['resources'] = {};

  /** `files` are where the values of the group lie, with the slash of their folder. */
  public constructor(
    private readonly scope: Construct,
    private readonly group: FeatureGroupPlan,
    private readonly features: ClusterFeatures,
    monitorWorkspaceId: string,
    private readonly files: readonly [IArtifactStore, string],
  ) {
    const { groupName, source } = group;
    const { reads, writes, age, lag, waiting, deadLetters, failures } = features.queries(group);
    const measured = (query: string | undefined, what: string, unit = MetricUnit.COUNT): PrometheusMetric | undefined =>
      query === undefined ? undefined : new PrometheusMetric({ query, label: `${groupName}: ${what}`, monitorWorkspaceId, unit, period: Duration.minutes(5) });
    this.groupId = features.groupId(groupName);
    this.offlineLocation = features.offlineLocation(group);
    this.streamName = features.streamName(group);
    this.metrics = {
      reads: measured(reads, 'online reads'),
      writes: measured(writes, 'records written'),
      lag: measured(lag, 'lag', MetricUnit.MILLISECONDS),
      deadLetters: measured(deadLetters, 'dead letters'),
      failures: measured(failures, 'runs that failed'),
    };
    const oldest = measured(age, 'age of the newest value, in seconds');
    const late = measured(waiting, 'events that are late');
    this.watch = {
      ...(oldest && group.freshnessSeconds !== undefined ? { stale: { metric: oldest, threshold: group.freshnessSeconds } } : {}),
      ...(late ? { lag: { metric: late, threshold: 0 } } : {}),
      deadLetters: this.metrics.deadLetters,
      failures: this.metrics.failures,
    };
    if (source.kind === 'job') this.grantWrite(source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    const namespace = this.namespaceOf(identity);
    if (this.group.online && namespace !== undefined) this.features.admitReader(this.group.groupName, namespace);
    if (this.group.offline) this.files[0].grantRead(identity, this.files[1]);
  }

  public grantWrite(identity: IIdentity): void {
    const namespace = this.namespaceOf(identity);
    const { offline, source } = this.group;
    if ((source.kind === 'stream' || !offline) && namespace !== undefined) this.features.admitWriter(this.group, namespace);
    if (offline && source.kind !== 'stream') this.files[0].grantWrite(identity, this.files[1]);
  }

  /** A cluster knows its own accounts, and of identities of Azure those that it made one of. */
  private namespaceOf(identity: IIdentity): string | undefined {
    requireGranteeOf('azure', identity, this.scope);
    return namespaceOf(identity);
  }
}
