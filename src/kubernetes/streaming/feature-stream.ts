import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { ClusterFeaturesBinding } from '../features/cluster-features-binding';
import { FeatureCallers } from '../features/feature-callers';
import { ClusterFeaturesPlan } from '../features/feature-labels';
import { connector } from './connector';
import { kafkaCluster } from './kafka-cluster';
import { topics } from './kafka-topics';
import { users } from './kafka-users';
import { streamMonitor } from './stream-monitor';
import { isStreamed, StreamedGroup } from './stream-names';

export { connectorGroup, deadLettersOf, reviewerName, topicOf } from './stream-names';

type Json = Record<string, unknown>;

/** The streams of a store: one Kafka for all of its groups, a topic and its dead letters each, and what takes them in. Nothing where no group has one. */
export function streamManifests(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding, callers: FeatureCallers): Json[] {
  const groups = plan.groups.filter<FeatureGroupPlan & StreamedGroup>(isStreamed);
  if (groups.length === 0) return [];
  return [
    ...kafkaCluster(plan, binding, callers, groups),
    ...groups.flatMap((group) => [...topics(plan, group), ...users(plan, group), ...connector(plan, binding, group)]),
    ...streamMonitor(plan),
  ];
}
