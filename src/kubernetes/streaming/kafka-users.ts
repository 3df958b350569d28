import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { ClusterFeaturesPlan, metadataOf, storeLabel } from '../features/feature-labels';
import { connectorGroup, connectorName, deadLettersOf, ofKafka, producerName, reviewerName, topicOf } from './stream-names';

type Json = Record<string, unknown>;

/**
 * Who takes the events of a group in, who sends them, and who looks at those that were set aside and sends them again: each with a
 * certificate that Strimzi makes and renews, in a Secret of the user's name, and with rights on the topics of the group only.
 */
export function users(plan: ClusterFeaturesPlan, group: FeatureGroupPlan): Json[] {
  const topic = { type: 'topic', name: topicOf(group), patternType: 'literal' };
  const deadLetters = { ...topic, name: deadLettersOf(group) };
  const consumers = (name: string) => ({ type: 'group', name, patternType: 'literal' });
  const reviewer = reviewerName(plan, group);
  return [
    user(plan, connectorName(plan, group), [
      { resource: topic, operations: ['Describe', 'Read'] },
      { resource: deadLetters, operations: ['Describe', 'Write'] },
      { resource: consumers(connectorGroup(plan, group)), operations: ['Describe', 'Read'] },
    ]),
    user(plan, producerName(plan, group), [{ resource: topic, operations: ['Describe', 'Write'] }]),
    user(plan, reviewer, [
      { resource: deadLetters, operations: ['Describe', 'Read'] },
      { resource: topic, operations: ['Describe', 'Write'] },
      { resource: consumers(reviewer), operations: ['Describe', 'Read'] },
    ]),
  ];
}

function user(plan: ClusterFeaturesPlan, name: string, acls: Json[]): Json {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaUser',
    metadata: metadataOf(plan, name, { ...storeLabel(plan), ...ofKafka(plan) }),
    spec: { authentication: { type: 'tls' }, authorization: { type: 'simple', acls } },
  };
}
