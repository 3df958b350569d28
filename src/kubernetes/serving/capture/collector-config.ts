import { CONNECTOR_PORT } from '../../streaming/stream-release';
import { ClusterEndpointPlan } from '../endpoint-labels';
import { COLLECTOR_PORT } from './collector-names';
import { CollectorStore } from './collector-store';

type Json = Record<string, unknown>;

/** What the collector is told by its environment, so that its configuration is the same text wherever the store is. */
export const VARIABLES = { bucket: 'CAPTURE_BUCKET', folder: 'CAPTURE_FOLDER', account: 'CAPTURE_ACCOUNT', region: 'CAPTURE_REGION', endpoint: 'CAPTURE_ENDPOINT' } as const;

/** What waits in memory while the store does not take it; what comes meanwhile is dropped, and counted as `buffer_spillover`. */
const WAITING_BYTES = 32 * 1024 * 1024;

/** What becomes one file. */
const FILE = { count: 1000, byte_size: 4 * 1024 * 1024, period: '60s' };

/**
 * What takes copies and writes them: https://warpstreamlabs.github.io/bento/docs/about. A copy is taken at once, into memory, so that no meter waits for the store; files are written once a
 * minute, below the hour at which their requests came. A file that could not be written is written again, under the same name.
 */
export function collectorConfig({ name }: Pick<ClusterEndpointPlan, 'name'>, { system, endpoint }: Pick<CollectorStore, 'system' | 'endpoint'>): Json {
  const labels = { endpoint: name };
  return {
    http: { address: `0.0.0.0:${CONNECTOR_PORT}` },
    logger: { format: 'json', level: 'INFO' },
    metrics: { prometheus: {} },
    shutdown_timeout: '25s',
    input: { http_server: { address: `0.0.0.0:${COLLECTOR_PORT}`, path: '/capture', allowed_verbs: ['POST'], timeout: '2s' } },
    buffer: { memory: { limit: WAITING_BYTES, spillover: true, batch_policy: { enabled: true, ...FILE } } },
    pipeline: {
      threads: 1,
      processors: [
        { metric: { type: 'counter_by', name: 'capture_lost', labels, value: '${! json("lost") }' } },
        { mapping: recordMapping(name) },
        // Nothing of a copy is in the log.
        { catch: [{ metric: { type: 'counter', name: 'capture_unreadable', labels } }, { mapping: 'root = deleted()' }] },
        { metric: { type: 'counter', name: 'capture_records', labels } },
        { group_by_value: { value: '${! @hour }' } },
        { archive: { format: 'lines' } },
        // Stores keep what is said about a file beside it.
        { mapping: 'meta = { "hour": @hour, "file": "%d-%s".format(timestamp_unix_nano(), uuid_v4()) }' },
      ],
    },
    output: outputOf(system, endpoint !== undefined),
  };
}

/** What a line is made of; a body that says to be JSON and is none stays a text. Numbers keep all of their digits. */
export function recordMapping(endpoint: string): string {
  const body = (which: 'request' | 'response') =>
    `if this.${which}_type == "json" { $${which}.parse_json(use_number: true).catch($${which}) } else { $${which} }`;
  return [
    'let seconds = (this.time / 1000).floor()',
    'meta hour = $seconds.ts_format("2006/01/02/15", "UTC")',
    'let request = this.request.decode("base64").string()',
    'let response = (this.response | "").decode("base64").string()',
    `root.endpoint = "${endpoint}"`,
    'root.id = this.id.decode("base64").string()',
    'root.variant = this.variant',
    'root.time = "%s.%03dZ".format($seconds.ts_format("2006-01-02T15:04:05", "UTC"), (this.time % 1000).int64())',
    'root.status = this.status',
    `root.request = ${body('request')}`,
    `root.response = if this.response == null { deleted() } else ${body('response')}`,
  ].join('\n');
}

/**
 * https://warpstreamlabs.github.io/bento/docs/components/outputs/aws_s3, …/gcp_cloud_storage and …/azure_blob_storage. Each is asked as the account of the pods, or with the keys of
 * its environment.
 */
function outputOf(system: CollectorStore['system'], own: boolean): Json {
  const path = `\${! env("${VARIABLES.folder}") }/\${! @hour }/\${! @file }.jsonl`;
  const bucket = `\${${VARIABLES.bucket}}`;
  const common = { path, max_in_flight: 2 };
  const content_type = 'application/x-ndjson';
  if (system === 'gcs') return { gcp_cloud_storage: { ...common, bucket, content_type, collision_mode: 'overwrite', timeout: '30s' } };
  if (system === 'azure') return { azure_blob_storage: { ...common, container: bucket, storage_account: `\${${VARIABLES.account}}`, blob_type: 'BLOCK' } };
  const elsewhere = own ? { endpoint: `\${${VARIABLES.endpoint}}`, force_path_style_urls: true } : {};
  return { aws_s3: { ...common, bucket, content_type, region: `\${${VARIABLES.region}}`, timeout: '30s', ...elsewhere } };
}
