/**
 * Ports of pods that show what they measure, by the names that Feast's server, the connectors and Strimzi's exporter give them:
 * https://strimzi.io/docs/operators/latest/deploying#proc-metrics-kafka-deploy-options-str
 */
export const FEAST_METRICS_PORT = 'metrics';
export const STREAM_METRICS_PORT = 'measurements';
export const KAFKA_METRICS_PORT = 'tcp-prometheus';

/** Where the files of a Feast store lie in the platform's bucket, and its registry. */
export function feastFolder(store: string): string {
  return `features/${store}`;
}
