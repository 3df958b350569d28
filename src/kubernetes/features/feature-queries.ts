import { longestLagMillis } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { brokersName, connectorGroup, deadLettersOf, isStreamed, topicOf } from '../streaming/stream-names';
import { applyName, refreshName } from './feature-jobs';
import { ClusterFeaturesPlan, feastProject, isPushed } from './feature-labels';

/** What Prometheus is asked about a group; each looks at the last five minutes. */
export interface FeatureQueries {
  /** How many values were asked for. */
  readonly reads: string;
  /** How many records came; requests that wrote where nobody counts records, and nothing where files are written. */
  readonly writes?: string;
  /** How old the newest value that came by files is, in seconds. */
  readonly age?: string;
  /** In milliseconds: how much later than sent the last event was taken in. */
  readonly lag?: string;
  /** How many events wait that were there before the longest time that they may. */
  readonly waiting?: string;
  readonly deadLetters?: string;
  /** How many requests to write, or jobs, failed. */
  readonly failures: string;
}

/** What Prometheus is asked about a whole store. */
export interface StoreQueries {
  /** How many requests for values failed, in percent. */
  readonly errorPercent: string;
  /** How many runs of what defines the groups have failed. */
  readonly failedApplies: string;
  /** How full the fullest disk of Kafka is, in percent; absent where there is none. */
  readonly fullPercent?: string;
}

/** Where nothing was ever measured, there is nothing. */
const OR_NONE = 'or vector(0)';
/** Older than anything, where nothing has come yet. */
const OR_OLD = 'or vector(1e9)';

/** The names: https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/metrics.py and https://github.com/danielqsj/kafka_exporter#metrics */
export function featureQueries(plan: ClusterFeaturesPlan, group: FeatureGroupPlan, labels: readonly string[] = []): FeatureQueries {
  const { groupName, features, source } = group;
  const place = placeOf(plan, labels);
  const server = ofServer(plan, labels);
  const view = `${server},feature_view="${groupName}"`;
  return {
    // One value of each feature that was asked for is counted; keys are not.
    reads: `sum(increase(feast_online_features_status_total{${view}}[5m])) / ${features.length} ${OR_NONE}`,
    ...(isPushed(group)
      ? {
        writes: `sum(increase(feast_push_request_total{${server},push_source="${groupName}"}[5m])) ${OR_NONE}`,
        failures: `sum(increase(feast_feature_server_request_total{${server},endpoint="/push",status="error"}[5m])) ${OR_NONE}`,
      }
      : {
        age: `max(feast_feature_freshness_seconds{${view},project="${feastProject(plan.name)}"}) ${OR_OLD}`,
        failures: `sum(kube_job_status_failed{${place},job_name=~"${refreshName(plan, group)}-[0-9]+"}) ${OR_NONE}`,
      }),
    ...(source.kind === 'stream' ? streamQueries(plan, group, place) : {}),
  };
}

export function storeQueries(plan: ClusterFeaturesPlan, labels: readonly string[] = []): StoreQueries {
  const server = ofServer(plan, labels);
  const requests = (status: string) => `sum(rate(feast_feature_server_request_total{${server},endpoint="/get-online-features"${status}}[5m]))`;
  const disks = `${placeOf(plan, labels)},persistentvolumeclaim=~"data-0-${plan.name}-${brokersName(plan)}-[0-9]+"`;
  return {
    errorPercent: `100 * (${requests(',status="error"')} ${OR_NONE}) / (${requests('')} > 0) ${OR_NONE}`,
    failedApplies: `sum(kube_job_status_failed{${placeOf(plan, labels)},job_name="${applyName(plan)}"}) ${OR_NONE}`,
    ...(plan.groups.some(isStreamed)
      ? { fullPercent: `100 * max(kubelet_volume_stats_used_bytes{${disks}} / kubelet_volume_stats_capacity_bytes{${disks}}) ${OR_NONE}` }
      : {}),
  };
}

/** An event that was there a while ago and is not taken in yet is late, however many there are. */
function streamQueries(
  plan: ClusterFeaturesPlan,
  group: FeatureGroupPlan,
  place: string,
): Pick<FeatureQueries, 'lag' | 'waiting' | 'deadLetters' | 'writes'> {
  const topic = `${place},topic="${topicOf(group)}"`;
  const sent = `kafka_topic_partition_current_offset{${topic}}`;
  const taken = `kafka_consumergroup_current_offset{${topic},consumergroup="${connectorGroup(plan, group)}"}`;
  const ago = `offset ${Math.ceil(longestLagMillis(group) / 1000)}s`;
  return {
    writes: `sum(increase(${taken}[5m])) ${OR_NONE}`,
    lag: `max(feature_lag_milliseconds{${place},store="${plan.name}",group="${group.groupName}"}) ${OR_NONE}`,
    // Of a connector that has never begun there is no offset yet.
    waiting: `sum(clamp_min(${sent} ${ago} - on (partition) (${taken} or on (partition) 0 * ${sent}), 0)) ${OR_NONE}`,
    deadLetters: `sum(increase(kafka_topic_partition_current_offset{${place},topic="${deadLettersOf(group)}"}[5m])) ${OR_NONE}`,
  };
}

/** What all series of a store have. */
function placeOf({ place }: ClusterFeaturesPlan, labels: readonly string[]): string {
  return [...labels, `namespace="${place.namespace}"`].join(',');
}

/** The labels that the ServiceMonitor of a store gives to what its servers measure. */
function ofServer(plan: ClusterFeaturesPlan, labels: readonly string[]): string {
  return `${placeOf(plan, labels)},service="${plan.name}"`;
}
