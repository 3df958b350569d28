import { ColumnPlan, FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { ClusterFeaturesPlan, pushedTo } from '../features/feature-labels';
import { brokers, connectorGroup, deadLettersOf, topicOf } from './stream-names';
import { CONNECTOR_PORT } from './stream-release';

type Json = Record<string, unknown>;

/** Where the connector finds the certificates of Kafka, and its token. */
export const MOUNTS = { brokers: '/kafka/brokers', user: '/kafka/user' } as const;
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** RFC 3339, as Go writes it; fractions of a second are read, too. */
const READ_TIME = '"2006-01-02T15:04:05Z07:00"';
/** Feast reads the times of one request by one format only. */
const WRITTEN_TIME = '"2006-01-02T15:04:05.000000Z07:00", "UTC"';

/** How long ago an event was sent. */
const LAG = '(timestamp_unix_milli() - meta("kafka_timestamp_unix_ms").number()).int64()';

/** Events that go to Feast in one request, and so are one file of the offline store. */
const BATCH = { count: 500, period: '1s' };

/**
 * What takes the events of a group in: https://warpstreamlabs.github.io/bento/docs/about. An event is noted as taken in when Feast has said that it has it, or when it is among
 * the dead letters; until then it is read again, so that it may come twice and is never lost. What is no event of the group is a dead letter at once, and what Feast has not
 * taken for a quarter of an hour as well.
 */
export function connectorConfig(plan: ClusterFeaturesPlan, group: FeatureGroupPlan): Json {
  const { groupName } = group;
  const kafka = { seed_brokers: [brokers(plan)], tls: tls() };
  return {
    http: { address: `0.0.0.0:${CONNECTOR_PORT}` },
    logger: { format: 'json', level: 'INFO' },
    metrics: { prometheus: {} },
    input: {
      kafka_franz: { ...kafka, topics: [topicOf(group)], consumer_group: connectorGroup(plan, group), start_from_oldest: true, batching: BATCH },
    },
    pipeline: {
      threads: 1,
      processors: [
        { mapping: 'meta original = content()\nmeta events = batch_size()' },
        { mapping: eventMapping(group) },
        {
          metric: {
            type: 'gauge',
            name: 'feature_lag_milliseconds',
            labels: { store: plan.name, group: groupName },
            value: `\${! ${LAG} }`,
          },
        },
        // A line a batch, for clouds that measure by logs.
        { switch: [{ check: 'batch_index() == 0', processors: [line(plan, group, 'taken in', ['root.events = @events', `root.lag_ms = ${LAG}`])] }] },
      ],
    },
    output: {
      switch: {
        cases: [
          { check: 'errored()', output: { resource: 'dead_letters' } },
          { output: { fallback: [push(plan, group), { resource: 'dead_letters' }] } },
        ],
      },
    },
    output_resources: [{
      label: 'dead_letters',
      processors: [
        { mapping: 'meta reason = error() | @fallback_error | "Feast has not taken it"\nroot = @original' },
        line(plan, group, 'set aside', ['root.dead_letters = 1']),
      ],
      kafka_franz: { ...kafka, topic: deadLettersOf(group), metadata: { include_patterns: ['^reason$'] } },
    }],
  };
}

function push(plan: ClusterFeaturesPlan, group: FeatureGroupPlan): Json {
  const columns = [...group.entityKeys.map(({ name }) => name), group.eventTime, ...group.features.map(({ name }) => name)];
  const df = columns.map((name) => `root.df.${name} = this.map_each(event -> event.${name})`);
  return {
    http_client: {
      url: `http://${plan.name}.${plan.place.namespace}.svc.cluster.local/push`,
      verb: 'POST',
      headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer \${! file(path: "${TOKEN}", no_cache: true).string().trim() }` },
      timeout: '30s',
      // For a quarter of an hour, whatever the answer is: a group that is not defined yet is none that Feast knows.
      retries: 180,
      retry_period: '5s',
      // One after the other, so that a later value of an entity is not overtaken by an earlier one.
      max_in_flight: 1,
    },
    processors: [
      { archive: { format: 'json_array' } },
      { mapping: [`root.push_source_name = "${group.groupName}"`, `root.to = "${pushedTo(group)}"`, ...df].join('\n') },
    ],
  };
}

/** A line of the log that is counted; nothing of an event is in it. */
function line({ name }: ClusterFeaturesPlan, { groupName }: FeatureGroupPlan, message: string, fields: readonly string[]): Json {
  return { log: { level: 'INFO', message, fields_mapping: [`root.ml_features = "${name}/${groupName}"`, ...fields].join('\n') } };
}

/** Takes the columns of a group only, each of its type; keys and the time have to be there. */
export function eventMapping({ entityKeys, eventTime, features }: FeatureGroupPlan): string {
  return [
    ...entityKeys.map((key) => `root.${key.name} = ${typed(key)}`),
    `root.${eventTime} = this.${eventTime}.ts_parse(${READ_TIME}).ts_format(${WRITTEN_TIME})`,
    ...features.map((feature) => `root.${feature.name} = if this.${feature.name} == null { null } else ${typed(feature)}`),
  ].join('\n');
}

function typed({ name, type, dimension }: ColumnPlan): string {
  const value = `this.${name}`;
  const [fits, taken] = {
    string: [`${value}.type() == "string"`, value],
    bool: [`${value}.type() == "bool"`, value],
    float: [`${value}.type() == "number"`, value],
    int: [`${value}.type() == "number"`, `${value}.int64()`],
    // Feast counts the seconds of a feature that is a time.
    timestamp: [`${value}.type() == "string"`, `${value}.ts_parse(${READ_TIME}).ts_unix()`],
    vector: [`${value}.type() == "array" && ${value}.length() == ${dimension} && ${value}.all(x -> x.type() == "number")`, value],
  }[type];
  return `if ${fits} { ${taken} } else { throw("${name} is no ${type}${dimension === undefined ? '' : ` of ${dimension}`}") }`;
}

function tls(): Json {
  return {
    enabled: true,
    root_cas_file: `${MOUNTS.brokers}/ca.crt`,
    client_certs: [{ cert_file: `${MOUNTS.user}/user.crt`, key_file: `${MOUNTS.user}/user.key` }],
  };
}
