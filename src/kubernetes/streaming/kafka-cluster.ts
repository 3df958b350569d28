import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { ClusterFeaturesBinding } from '../features/cluster-features-binding';
import { FeatureCallers } from '../features/feature-callers';
import { ClusterFeaturesPlan, metadataOf, partLabels, storeLabel } from '../features/feature-labels';
import { podsOf } from '../features/network-policies';
import { brokersName, connectorGroup, ofKafka } from './stream-names';
import { BROKERS, KAFKA_METADATA, KAFKA_PORT, KAFKA_VERSION } from './stream-release';

type Json = Record<string, unknown>;

const USUAL_GIB = 100;

/**
 * Three brokers, each on a node of its own where there are as many, which also agree among themselves; they take connections over TLS with a certificate of Strimzi's, from who was
 * let in, and do what that user may. What is sent is there when two of them have it. Disks stay when the store goes: https://strimzi.io/docs/operators/latest/configuring
 */
export function kafkaCluster(
  plan: ClusterFeaturesPlan,
  binding: ClusterFeaturesBinding,
  callers: FeatureCallers,
  groups: readonly FeatureGroupPlan[],
): Json[] {
  const { name } = plan;
  const connectors = { podSelector: { matchLabels: partLabels(plan, 'stream') } };
  const peers = binding.lazy(() => [connectors, ...callers.senders().map(podsOf)]);
  const keep = { 'helm.sh/resource-policy': 'keep' };
  return [
    {
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'KafkaNodePool',
      metadata: {
        ...metadataOf(plan, brokersName(plan), { ...storeLabel(plan), ...ofKafka(plan) }),
        ...(plan.deletionProtection ? { annotations: keep } : {}),
      },
      spec: {
        replicas: BROKERS,
        roles: ['controller', 'broker'],
        storage: {
          type: 'jbod',
          volumes: [{
            id: 0,
            type: 'persistent-claim',
            size: `${binding.brokerGib ?? USUAL_GIB}Gi`,
            deleteClaim: false,
            kraftMetadata: 'shared',
            ...(binding.storageClassName === undefined ? {} : { class: binding.storageClassName }),
          }],
        },
        resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2Gi' } },
        template: { pod: { topologySpreadConstraints: [spread(plan)] } },
      },
    },
    {
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'Kafka',
      metadata: { ...metadataOf(plan, name), ...(plan.deletionProtection ? { annotations: keep } : {}) },
      spec: {
        kafka: {
          version: KAFKA_VERSION,
          metadataVersion: KAFKA_METADATA,
          authorization: { type: 'simple' },
          listeners: [{ name: 'tls', port: KAFKA_PORT, type: 'internal', tls: true, authentication: { type: 'tls' }, networkPolicyPeers: peers }],
          config: {
            'auto.create.topics.enable': false,
            'default.replication.factor': BROKERS,
            'min.insync.replicas': BROKERS - 1,
            'offsets.topic.replication.factor': BROKERS,
            'transaction.state.log.replication.factor': BROKERS,
            'transaction.state.log.min.isr': BROKERS - 1,
            // A connector that was away for as long as its events are kept goes on where it was.
            'offsets.retention.minutes': 30 * 24 * 60,
          },
        },
        entityOperator: {
          topicOperator: {},
          userOperator: {},
          // Topics whose Kafka has gone before them would wait for it forever, and their namespace with them.
          template: { topicOperatorContainer: { env: [{ name: 'STRIMZI_USE_FINALIZERS', value: 'false' }] } },
        },
        kafkaExporter: { topicRegex: '.*', groupRegex: groups.map((group) => connectorGroup(plan, group)).join('|') },
      },
    },
  ];
}

function spread(plan: ClusterFeaturesPlan): Json {
  const labelSelector = { matchLabels: { ...ofKafka(plan), 'strimzi.io/kind': 'Kafka', 'strimzi.io/broker-role': 'true' } };
  return { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector };
}
