import { Construct } from 'constructs';
import { FeatureGroupMetrics, IAlarm, IIdentity } from '../../core';
import { featureAlarms, longestLagMillis } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { feastFilesKey } from '../../facts/aws/features-feast';
import { folder } from '../../facts/aws/sagemaker-job';
import { ClusterFeatures } from '../../kubernetes/features/cluster-features';
import { namespaceOfCaller } from '../../kubernetes/features/feast-caller';
import { AwsResource } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { namespaceOf } from '../training/service-account';
import { FeastMetrics } from './feast-metrics';
import { GroupBackend } from './feature-backend';
import { tagsOf } from './feature-context';
import { makeAlarms } from './feature-watch';

export interface FeastGroupProps {
  readonly platform: IMlPlatform;
  readonly store: FeatureStorePlan<FeastPlace>;
  readonly group: FeatureGroupPlan;
  readonly software: ClusterFeatures;
  /** Absent where nothing is online, or in a database of the user's. */
  readonly table?: AwsResource;
}

/** A feature view of Feast in a cluster of EKS. */
export class FeastGroup implements GroupBackend {
  public readonly groupId: string;
  public readonly offlineLocation?: string;
  public readonly streamName?: string;
  public readonly metrics: FeatureGroupMetrics;
  public readonly alarms: IAlarm[];
  public readonly resources: GroupBackend['resources'];

  public constructor(private readonly scope: Construct, private readonly props: FeastGroupProps) {
    const { platform, store, group, software, table } = props;
    this.resources = { table };
    this.groupId = software.groupId(group.groupName);
    this.offlineLocation = software.offlineLocation(group);
    this.streamName = software.streamName(group);
    const { metrics, stale } = new FeastMetrics(scope, 'Metrics', { platformName: platform.platformName, store, group });
    this.metrics = metrics;
    const whereFailures = `kubectl logs -n ${store.place.namespace} -l ml-platform/feature-group=${group.groupName} --tail=-1`;
    const { lag, deadLetters, failures } = metrics;
    const wanted = featureAlarms(group, store, {
      stale, deadLetters, failures, lag: lag && { metric: lag, threshold: longestLagMillis(group) }, whereFailures,
    });
    this.alarms = makeAlarms(scope, { platform, tags: tagsOf(platform, group) }, `${store.name}-${group.groupName.replace(/_/g, '-')}`, wanted);
    if (group.source.kind === 'job') this.grantWrite(group.source.job.identity);
  }

  public grantRead(identity: IIdentity): void {
    const { platform, group: { groupName, offline, source }, software } = this.props;
    const namespace = this.namespaceFor(identity, offline);
    if (namespace !== undefined) software.admitReader(groupName, namespace);
    if (source.kind === 'table') source.path.store.grantRead(identity, folder(source.path.key));
    else if (offline) platform.artifacts.grantRead(identity, this.filesPrefix());
  }

  public grantWrite(identity: IIdentity): void {
    const { platform, group, software } = this.props;
    const { offline, source } = group;
    const streamed = source.kind === 'stream';
    const namespace = this.namespaceFor(identity, offline && !streamed);
    if (namespace !== undefined) software.admitWriter(group, namespace);
    // Whoever sends events does not write what was.
    if (streamed) return;
    if (source.kind === 'table') source.path.store.grantWrite(identity, folder(source.path.key));
    else if (offline) platform.artifacts.grantWrite(identity, this.filesPrefix());
  }

  private namespaceFor(identity: IIdentity, files: boolean): string | undefined {
    requireGranteeOf('aws', identity, this.scope);
    return namespaceOfCaller(identity, namespaceOf(identity), this.props.group, files);
  }

  private filesPrefix(): string {
    return `${feastFilesKey(this.props.store.name, this.props.group.groupName)}/`;
  }
}
