import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { ClusterFeaturesPlan, metadataOf, storeLabel } from '../features/feature-labels';
import { deadLettersName, deadLettersOf, ofKafka, StreamedGroup, topicName, topicOf } from './stream-names';
import { BROKERS, DEAD_LETTER_HOURS } from './stream-release';

type Json = Record<string, unknown>;

const HOUR_MILLIS = 3_600_000;

/** The events of a group, and those that could not be taken in; each has three copies. They stay when the store goes, where the profile protects data. */
export function topics(plan: ClusterFeaturesPlan, group: FeatureGroupPlan & StreamedGroup): Json[] {
  const { shards, retentionHours } = group.source;
  return [
    topic(plan, topicName(plan, group), topicOf(group), shards, retentionHours),
    topic(plan, deadLettersName(plan, group), deadLettersOf(group), 1, DEAD_LETTER_HOURS),
  ];
}

function topic(plan: ClusterFeaturesPlan, name: string, called: string, partitions: number, hours: number): Json {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaTopic',
    metadata: {
      ...metadataOf(plan, name, { ...storeLabel(plan), ...ofKafka(plan) }),
      ...(plan.deletionProtection ? { annotations: { 'helm.sh/resource-policy': 'keep' } } : {}),
    },
    spec: {
      topicName: called,
      partitions,
      replicas: BROKERS,
      config: { 'cleanup.policy': 'delete', 'min.insync.replicas': BROKERS - 1, 'retention.ms': hours * HOUR_MILLIS },
    },
  };
}
