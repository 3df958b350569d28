import { CLUSTER_LOG_GROUPS, CONTROL_PLANE_LOG_GROUP } from './cluster-metrics';
import { FeatureProblem } from './features-checks';
import { DEAD_LETTERS } from './features-metrics';
import { LogMetricFact } from './serving-cluster';
import { Properties } from './serving-config';
import { EndpointSeries } from './serving-metrics';
import { StatementFact } from './statement';

/** The table of a group's latest values, as Feast finds it: https://github.com/feast-dev/feast/blob/v0.66.0/sdk/python/feast/infra/online_stores/dynamodb.py */
export function feastTableName(project: string, groupName: string): string {
  return `${project}.${groupName}`;
}

/**
 * A table of DynamoDB, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html: Feast takes one that is there, so that
 * it needs no right to make any, and this one is encrypted, can be brought back to any second of the last 35 days, and resists its deletion where the profile says so.
 */
export function feastTable(name: string, keyArn: string, deletionProtection: boolean): Properties {
  return {
    TableName: name,
    AttributeDefinitions: [{ AttributeName: 'entity_id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'entity_id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: keyArn },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: deletionProtection,
  };
}

/** `{tables}` is a list of ARNs. */
export const USE_FEAST_TABLES: readonly StatementFact[] = [
  {
    sid: 'UseTables',
    actions: ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem'],
    resources: ['{tables}'],
  },
  {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
    sid: 'UseTableKey',
    actions: ['kms:Decrypt', 'kms:DescribeKey'],
    resources: ['{key}'],
    conditions: { StringEquals: { 'kms:ViaService': 'dynamodb.{region}.amazonaws.com' } },
  },
];

/** The ARN of such a table; braces as in `statement.ts`, and `{table}`. */
export const FEAST_TABLE_ARN = 'arn:{partition}:dynamodb:{region}:{account}:table/{table}';

/** Where Feast's registry is in the platform's bucket, and the files of its groups. */
export function feastRegistryKey(store: string): string {
  return `features/${store}/registry.db`;
}

export function feastFilesKey(store: string, groupName: string): string {
  return `features/${store}/${groupName}`;
}

/** What this almanac asks of a group that Feast has. */
export interface FeastGroupFacts {
  readonly cluster: string;
  readonly namespace: string;
  readonly store: string;
  readonly groupName: string;
  /** What the CronJob that looks at its files is called. */
  readonly refresh: string;
}

/** Whether a group is filled from files or from a stream; nothing tells CloudWatch of requests that write. */
export type FeastSource = 'files' | 'stream';

/**
 * Lines that become metrics of a group. A run that brought newer values says so, and the connector of a stream says of each batch how many events there are, and how
 * late; the add-on writes both as they are, lines of JSON taken apart (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-logs-FluentBit.html).
 * The audit log has each Job that failed for good (`cluster-job-metrics.ts`).
 */
export function feastLines(source: FeastSource, group: FeastGroupFacts): Readonly<Record<string, LogMetricFact>> {
  const { cluster, namespace, store, groupName, refresh } = group;
  const application = CLUSTER_LOG_GROUPS.application.replace('{cluster}', cluster);
  const line = (field: string): LogMetricFact => ({
    logGroup: application,
    pattern: `{ ($.log_processed.ml_features = "${store}/${groupName}") && ($.log_processed.${field} >= 0) }`,
    value: `$.log_processed.${field}`,
  });
  if (source === 'stream') return { written: line('events'), lag: line('lag_ms'), deadLetters: line('dead_letters') };
  const failed = [0, 1, 2].map((i) => `($.responseObject.status.conditions[${i}].type = "Failed")`).join(' || ');
  return {
    written: {
      logGroup: application,
      pattern: `{ ($.kubernetes.namespace_name = "${namespace}") && ($.kubernetes.pod_name = "${refresh}-*") && ($.log = "${groupName}: values until*") }`,
      value: '1',
    },
    failed: {
      logGroup: CONTROL_PLANE_LOG_GROUP.replace('{cluster}', cluster),
      pattern: '{ ($.objectRef.resource = "jobs") && ($.objectRef.subresource = "status")'
        + ` && ($.objectRef.namespace = "${namespace}") && ($.objectRef.name = "${refresh}-*") && (${failed}) }`,
      value: '1',
    },
  };
}

/** What the lines of a group are counted as, in the namespace of the platform's own metrics. */
export function feastMetric(store: string, groupName: string, what: string): string {
  return `${store}-${groupName}-${what}`;
}

/** Where they are counted; braces as in `statement.ts`. */
export const FEAST_NAMESPACE = DEAD_LETTERS.namespace;

/** Sum. */
export function feastLineCount(platformName: string, metricName: string): EndpointSeries {
  return { series: [{ namespace: FEAST_NAMESPACE.replace('{name}', platformName), metricName, dimensions: {} }], expression: 'm0' };
}

/**
 * Sample count: requests to the table of a group's latest values, each for some entities.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html#SuccessfulRequestLatency
 */
export function feastRequests(table: string, operation: 'BatchGetItem' | 'BatchWriteItem'): EndpointSeries {
  const dimensions = { TableName: table, Operation: operation };
  return { series: [{ namespace: 'AWS/DynamoDB', metricName: 'SuccessfulRequestLatency', dimensions }], expression: 'm0' };
}

/** A group of which new values may be expected. */
export interface ExpectedGroup {
  readonly groupName: string;
  readonly source: { readonly kind: string };
  readonly freshnessSeconds?: number;
}

/** Requests to Feast that write are seen by Prometheus only, so that no alarm of CloudWatch could go off when none comes. */
export function feastProblems(groups: readonly ExpectedGroup[]): FeatureProblem[] {
  return groups.filter(({ source: { kind }, freshnessSeconds }) => kind === 'none' && freshnessSeconds !== undefined).map(({ groupName }) => ({
    code: 'features/feast-freshness',
    message: `new values of '${groupName}' are expected in time, but requests to Feast that write are seen by Prometheus only, so that no alarm of CloudWatch would ever go off: `
      + "leave 'freshness' out, give a source, or take FeatureStoreKind.managed()",
  }));
}
