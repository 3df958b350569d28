import { Construct } from 'constructs';
import { ArtifactPath, Comparison, Duration, FeatureGroupMetrics, IIdentity, IMetric, MetricUnit } from '../../core';
import { FeatureWatch, Watched } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { FAILED_RUNS } from '../../facts/gcp/job-events';
import { ROLES } from '../../facts/gcp/roles';
import { NAMESPACE_OF_PRINCIPAL } from '../../facts/gcp/serving-cluster';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { namespaceOfCaller } from '../../kubernetes/features/feast-caller';
import { refreshName } from '../../kubernetes/features/feature-jobs';
import { isRefreshed } from '../../kubernetes/features/feature-labels';
import { bucketOf } from '../jobs/data-access';
import { PromqlMetric } from '../observability/promql-metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnBucket } from '../storage/store-access';
import { countEntries } from './counted-entries';
import { GroupBackend } from './feature-backend';

/** What a group shares with the others of its store. */
export interface FeastGroupProps {
  readonly plan: FeatureStorePlan<FeastPlace>;
  readonly platform: IMlPlatform;
  readonly features: ClusterFeatures;
  /** Where the files of all groups lie. */
  readonly folder: ArtifactPath;
}

/** A group of Feast, measured by what Managed Service for Prometheus collects in the cluster, and by what GKE writes of runs that fail. */
export class FeastGroup implements GroupBackend {
  public readonly groupId: string;
  public readonly alarmPrefix: string;
  public readonly offlineLocation?: string;
  public readonly streamName?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly watch: FeatureWatch;
  public readonly resources: GroupBackend['resources'] = {};

  public constructor(private readonly scope: Construct, private readonly group: FeatureGroupPlan, private readonly props: FeastGroupProps) {
    const { features, plan } = props;
    const { groupName, source } = group;
    // Two clusters of a project may have a namespace of one name.
    const { reads, writes, lag, waiting, age, deadLetters, failures } = features.queries(group, [`cluster="${plan.place.cluster.clusterName}"`]);
    this.groupId = features.groupId(groupName);
    this.alarmPrefix = `${plan.name}-${groupName}`;
    this.offlineLocation = features.offlineLocation(group);
    this.streamName = features.streamName(group);
    this.metrics = {
      reads: this.measured(reads, 'values asked for'),
      writes: this.measured(writes, 'records written'),
      lag: this.measured(lag, 'how late events are taken in', MetricUnit.MILLISECONDS),
      deadLetters: this.measured(deadLetters, 'dead letters'),
      failures: isRefreshed(group) ? this.failedRuns() : this.measured(failures, 'requests to write that failed'),
    };
    const late = this.measured(waiting, 'events that wait for too long');
    this.watch = {
      ...this.staleness(age, writes),
      ...(late ? { lag: { metric: late, threshold: 0 } } : {}),
      deadLetters: this.metrics.deadLetters,
      failures: this.metrics.failures,
      whereFailures: `kubectl logs -n ${plan.place.namespace} -l ml-platform/feature-store=${plan.name} --tail=-1`,
    };
    if (source.kind === 'job') this.grantWrite(source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    const { group, props: { features } } = this;
    const namespace = this.namespaceOf(identity, group.offline);
    if (group.online && namespace !== undefined) features.admitReader(group.groupName, namespace);
    if (group.offline) this.grantFiles(ROLES.objectViewer, identity);
  }

  public grantWrite(identity: IIdentity): void {
    const { group, props: { features } } = this;
    const streamed = group.source.kind === 'stream';
    const namespace = this.namespaceOf(identity, group.offline && !streamed);
    if (namespace !== undefined) features.admitWriter(group, namespace);
    // Whoever sends events does not write what was.
    if (group.offline && !streamed) this.grantFiles(ROLES.objectUser, identity);
  }

  private namespaceOf(identity: IIdentity, files: boolean): string | undefined {
    requireGranteeOf('gcp', identity, this.scope);
    return namespaceOfCaller(identity, NAMESPACE_OF_PRINCIPAL.exec(identity.identityName)?.[1], this.group, files);
  }

  /** Those of the source, or of the group below the folder of the store. */
  private grantFiles(role: string, identity: IIdentity): void {
    const { group: { groupName, source }, props: { folder } } = this;
    const [path, prefix] = source.kind === 'table' ? [source.path, source.path.key.replace(/\/*$/, '/')] : [folder, `${folder.key}/${groupName}/`];
    grantOnBucket(this.scope, bucketOf(path), role, identity, prefix);
  }

  private staleness(age: string | undefined, writes: string | undefined): { stale?: Watched } {
    const { freshnessSeconds } = this.group;
    if (freshnessSeconds === undefined) return {};
    const old = this.measured(age, 'age of the newest value in seconds');
    if (old) return { stale: { metric: old, threshold: freshnessSeconds } };
    const period = Duration.minutes(5);
    const periods = Math.max(1, Math.ceil(freshnessSeconds / period.toSeconds()));
    return writes === undefined ? {} : { stale: { metric: this.measured(writes, 'records written')!, threshold: 1, comparison: Comparison.BELOW, periods } };
  }

  private failedRuns(): IMetric {
    const { group, scope, props: { plan, platform } } = this;
    const { place: { cluster, namespace } } = plan;
    const { resource, filter } = FAILED_RUNS.Job!;
    return countEntries(scope, 'FailedRuns', {
      platform,
      name: `${plan.name}-${group.groupName}-failed-runs`,
      label: `${group.groupName}: runs that failed`,
      filter: `resource.type="${resource}" AND resource.labels.cluster_name="${cluster.clusterName}" AND ${filter(platform.project, namespace, refreshName(plan, group))}`,
      resources: [resource],
      period: Duration.minutes(5),
    });
  }

  private measured(query: string | undefined, what: string, unit = MetricUnit.COUNT): IMetric | undefined {
    if (query === undefined) return undefined;
    return new PromqlMetric({ query, unit, label: `${this.group.groupName}: ${what}` });
  }
}
