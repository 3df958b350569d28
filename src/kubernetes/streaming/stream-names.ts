import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { StreamPlan } from '../../core/features/feature-source-plan';
import { stableSuffix } from '../../core/private';
import { ClusterFeaturesPlan, groupResourceName } from '../features/feature-labels';
import { KAFKA_PORT } from './stream-release';

type Group = Pick<FeatureGroupPlan, 'groupName'>;
type Plan = Pick<ClusterFeaturesPlan, 'name'>;

/** A group with a stream. */
export interface StreamedGroup {
  readonly source: StreamPlan;
}

export function isStreamed(group: FeatureGroupPlan): group is FeatureGroupPlan & StreamedGroup {
  return group.source.kind === 'stream';
}

/** The topic of a group: a Kafka is one store's own. */
export function topicOf({ groupName }: Group): string {
  return groupName;
}

/** The topic of what could not be taken in; no group has a hyphen in its name. */
export function deadLettersOf({ groupName }: Group): string {
  return `${groupName}-dead-letters`;
}

/** The names of topics as resources. */
export function topicName(plan: Plan, group: Group): string {
  return groupResourceName(plan, group, 'events');
}

export function deadLettersName(plan: Plan, group: Group): string {
  return groupResourceName(plan, group, 'dead-letters');
}

/** What takes a stream in: its Deployment, its user of Kafka, and the group of consumers as which it reads. */
export function connectorName(plan: Plan, group: Group): string {
  return groupResourceName(plan, group, 'stream');
}

export function connectorGroup(plan: Plan, group: Group): string {
  return connectorName(plan, group);
}

/** Who sends events: the user of Kafka, and the Secret with its certificate. */
export function producerName(plan: Plan, group: Group): string {
  return groupResourceName(plan, group, 'producer');
}

/** Who looks at dead letters and sends them again: the user of Kafka, its Secret, and the group of consumers as which it reads. */
export function reviewerName(plan: Plan, group: Group): string {
  return groupResourceName(plan, group, 'reviewer');
}

/** Pods of Kafka are called `<Kafka>-<pool>-<number>`, which is to be no longer than a host's name, and a namespace may have several pools. */
export function brokersName({ name }: Plan): string {
  return `brokers-${stableSuffix(name)}`;
}

/** What brokers answer to: https://strimzi.io/docs/operators/latest/deploying#con-accessing-kafka-cluster-internal-str */
export function brokers({ name, place }: ClusterFeaturesPlan): string {
  return `${name}-kafka-bootstrap.${place.namespace}.svc:${KAFKA_PORT}`;
}

/** The Secret with the certificate of who signs those of the brokers. */
export function brokersCertificate({ name }: Plan): string {
  return `${name}-cluster-ca-cert`;
}

/** What Strimzi finds a resource's Kafka by. */
export function ofKafka({ name }: Plan): Record<string, string> {
  return { 'strimzi.io/cluster': name };
}
