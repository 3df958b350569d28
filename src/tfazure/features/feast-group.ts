import { Construct } from 'constructs';
import { FeatureGroupMetrics, IArtifactStore, IIdentity, IMetric, MetricUnit } from '../../core';
import { FeatureWatch } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { namespaceOfCaller } from '../../kubernetes/features/feast-caller';
import { namespaceOf } from '../training/service-account';
import { FeastWatch } from './feast-watch';
import { GroupBackend } from './feature-backend';

/** A group of Feast, measured by what managed Prometheus collects in the cluster. */
export class FeastGroup implements GroupBackend {
  public readonly groupId: string;
  public readonly alarmPrefix: string;
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
    private readonly feastWatch: FeastWatch,
    private readonly files: readonly [IArtifactStore, string],
  ) {
    const { groupName, source } = group;
    const queries = feastWatch.queriesOf(group);
    const { reads, writes, lag, waiting, deadLetters, failures } = queries;
    const { name, place: { namespace } } = feastWatch.plan;
    this.groupId = features.groupId(groupName);
    this.alarmPrefix = `${name}-${groupName.replace(/_/g, '-')}`;
    this.offlineLocation = features.offlineLocation(group);
    this.streamName = features.streamName(group);
    this.metrics = {
      reads: this.measured(reads, 'values asked for'),
      writes: this.measured(writes, 'records written'),
      lag: this.measured(lag, 'how late events are taken in', MetricUnit.MILLISECONDS),
      deadLetters: this.measured(deadLetters, 'dead letters'),
      failures: this.measured(failures, 'requests to write, or runs, that failed'),
    };
    const late = this.measured(waiting, 'events that wait for too long');
    this.watch = {
      ...feastWatch.staleness(group, queries),
      ...(late ? { lag: { metric: late, threshold: 0 } } : {}),
      deadLetters: this.metrics.deadLetters,
      failures: this.metrics.failures,
      whereFailures: `kubectl logs -n ${namespace} -l ml-platform/feature-store=${name} --tail=-1`,
    };
    if (source.kind === 'job') this.grantWrite(source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    const { features, group: { groupName, online, offline } } = this;
    const namespace = this.namespaceFor(identity, offline);
    if (online && namespace !== undefined) features.admitReader(groupName, namespace);
    if (offline) this.files[0].grantRead(identity, this.files[1]);
  }

  /** Whoever sends events does not write what came of earlier ones. */
  public grantWrite(identity: IIdentity): void {
    const { features, group } = this;
    const writesFiles = group.offline && group.source.kind !== 'stream';
    const namespace = this.namespaceFor(identity, writesFiles);
    if (namespace !== undefined) features.admitWriter(group, namespace);
    if (writesFiles) this.files[0].grantWrite(identity, this.files[1]);
  }

  private namespaceFor(identity: IIdentity, files: boolean): string | undefined {
    requireGranteeOf('azure', identity, this.scope);
    return namespaceOfCaller(identity, namespaceOf(identity), this.group, files);
  }

  private measured(query: string | undefined, what: string, unit = MetricUnit.COUNT): IMetric | undefined {
    return query === undefined ? undefined : this.feastWatch.metric(query, `${this.group.groupName}: ${what}`, unit);
  }
}
