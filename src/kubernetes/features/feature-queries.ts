import { longestLagMillis } from '../../core/features/feature-alarms';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { connectorGroup, deadLettersOf, topicOf } from '../streaming/feature-stream';
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
}

/** Where nothing was ever measured, there is nothing. */
const OR_NONE = 'or vector(0)';
/** Older than anything, where nothing has come yet. */
const OR_OLD = 'or vector(1e9)';

/** The names: https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/metrics.py and https://github.com/danielqsj/kafka_exporter#metrics */
export function featureQueries(plan: ClusterFeaturesPlan, group: FeatureGroupPlan): FeatureQueries {
  const { groupName, features, source } = group;
  const { namespace } = plan.place;
  const view = `${ofServer(plan)},feature_view="${groupName}"`;
  return {
    // One value of each feature that was asked for is counted; keys are not.
    reads: `sum(increase(feast_online_features_status_total{${view}}[5m])) / ${features.length} ${OR_NONE}`,
    ...(isPushed(group)
      ? {
        writes: `sum(increase(feast_push_request_total{${ofServer(plan)},push_source="${groupName}"}[5m])) ${OR_NONE}`,
        failures: `sum(increase(feast_feature_server_request_total{${ofServer(plan)},endpoint="/push",status="error"}[5m])) ${OR_NONE}`,
      }
      : {
        age: `max(feast_feature_freshness_seconds{${ofServer(plan)},feature_view="${groupName}",project="${feastProject(plan.name)}"}) ${OR_OLD}`,
        failures: `sum(kube_job_status_failed{namespace="${namespace}",job_name=~"${refreshName(plan, group)}-[0-9]+"}) ${OR_NONE}`,
      }),
    ...(source.kind === 'stream' ? streamQueries(plan, group) : {}),
  };
}

export function storeQueries(plan: ClusterFeaturesPlan): StoreQueries {
  const requests = (status: string) => `sum(rate(feast_feature_server_request_total{${ofServer(plan)},endpoint="/get-online-features"${status}}[5m]))`;
  return {
    errorPercent: `100 * (${requests(',status="error"')} ${OR_NONE}) / (${requests('')} > 0) ${OR_NONE}`,
    failedApplies: `sum(kube_job_status_failed{namespace="${plan.place.namespace}",job_name="${applyName(plan)}"}) ${OR_NONE}`,
  };
}

/** An event that was there a while ago and is not taken in yet is late, however many there are. */
function streamQueries(plan: ClusterFeaturesPlan, group: FeatureGroupPlan): Pick<FeatureQueries, 'lag' | 'waiting' | 'deadLetters' | 'writes'> {
  const { namespace } = plan.place;
  const topic = `namespace="${namespace}",topic="${topicOf(group)}"`;
  const taken = `kafka_consumergroup_current_offset{${topic},consumergroup="${connectorGroup(plan, group)}"}`;
  const ago = `offset ${Math.ceil(longestLagMillis(group) / 1000)}s`;
  return {
    writes: `sum(increase(${taken}[5m])) ${OR_NONE}`,
    lag: `max(feature_lag_milliseconds{namespace="${namespace}",store="${plan.name}",group="${group.groupName}"}) ${OR_NONE}`,
    waiting: `sum(clamp_min(kafka_topic_partition_current_offset{${topic}} ${ago} - on (partition) ${taken}, 0)) ${OR_NONE}`,
    deadLetters: `sum(increase(kafka_topic_partition_current_offset{namespace="${namespace}",topic="${deadLettersOf(group)}"}[5m])) ${OR_NONE}`,
  };
}

/** The labels that the ServiceMonitor of a store gives to what its servers measure. */
function ofServer({ name, place }: ClusterFeaturesPlan): string {
  return `namespace="${place.namespace}",service="${name}"`;
}
