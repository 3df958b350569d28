import { ClusterTraits, Duration, IClusterSoftware, SoftwareParts } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { featureSoftwareName } from '../../core/features/feature-store-place';
import { streamManifests, topicOf } from '../streaming/feature-stream';
import { ClusterFeaturesBinding } from './cluster-features-binding';
import { configMaps } from './config-maps';
import { filesOf } from './definitions';
import { FeatureCallers } from './feature-callers';
import { applyJob, refreshJobs } from './feature-jobs';
import { ClusterFeaturesPlan, feastProject } from './feature-labels';
import { FeatureQueries, featureQueries } from './feature-queries';
import { networkPolicies } from './network-policies';
import { server } from './server';

/** Kafka makes its certificates and starts its brokers one after the other; then the groups are defined. */
const START = Duration.minutes(14);

/**
 * A feature store in a cluster: Feast's server, what defines its groups, what brings files online, and the streams. One release of Helm, which fails when the groups
 * cannot be defined.
 */
export class ClusterFeatures implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  /** Where values are asked for. */
  public readonly serverUrl: string;
  private readonly callers = new FeatureCallers();

  public constructor(private readonly plan: ClusterFeaturesPlan, private readonly binding: ClusterFeaturesBinding) {
    const { name, place, groups } = plan;
    const streams = groups.filter(({ source }) => source.kind === 'stream');
    this.softwareName = featureSoftwareName(name);
    this.needs = ['feast', ...(streams.length > 0 ? ['strimzi'] : [])];
    this.serverUrl = `http://${name}.${place.namespace}.svc.cluster.local`;
    // What takes a stream in shows the token of the store's own account.
    streams.forEach(({ groupName }) => this.callers.admitWriter(groupName, place.namespace));
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { plan, binding, callers } = this;
    const manifests = [
      ...configMaps(plan, binding, callers),
      ...networkPolicies(plan, binding, callers),
      ...server(plan, binding),
      applyJob(plan, binding),
      ...refreshJobs(plan, binding),
      ...streamManifests(plan, binding, callers),
    ];
    const { namespace } = plan.place;
    return { manifests: [{ name: this.softwareName, namespace, manifests: manifests as Array<Record<string, any>>, timeout: START }] };
  }

  /** Lets pods of a namespace ask for values. */
  public admitReader(groupName: string, namespace: string): void {
    this.callers.admitReader(groupName, namespace);
  }

  /** Lets pods of a namespace write values: into the stream where the group has one. */
  public admitWriter({ groupName, source }: Pick<FeatureGroupPlan, 'groupName' | 'source'>, namespace: string): void {
    if (source.kind === 'stream') this.callers.admitProducer(namespace);
    else this.callers.admitWriter(groupName, namespace);
  }

  public groupId(groupName: string): string {
    return `${feastProject(this.plan.name)}/${groupName}`;
  }

  /** The folder of Parquet files with all values. */
  public offlineLocation(group: FeatureGroupPlan): string | undefined {
    return group.offline ? filesOf(group, this.binding) : undefined;
  }

  public streamName(group: FeatureGroupPlan): string | undefined {
    return group.source.kind === 'stream' ? topicOf(group) : undefined;
  }

  /** What Prometheus is asked about a group, where it knows several clusters of series with further labels: `cluster="…"`. */
  public queries(group: FeatureGroupPlan, labels?: readonly string[]): FeatureQueries {
    return featureQueries(this.plan, group, labels);
  }
}
