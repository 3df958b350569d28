const ENDPOINT = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints';
const DEPLOYMENT = `${ENDPOINT}/deployments`;

/**
 * Metrics of managed online endpoints; all are averages.
 * https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-metrics/microsoft-machinelearningservices-workspaces-onlineendpoints-metrics and
 * …/microsoft-machinelearningservices-workspaces-onlineendpoints-deployments-metrics
 */
export const SERVING_METRICS = {
  requests: { namespace: ENDPOINT, name: 'RequestsPerMinute' },
  latency: { namespace: ENDPOINT, name: 'RequestLatency', dimension: 'deployment' },
  percentiles: {
    p50: { namespace: ENDPOINT, name: 'RequestLatency_P50' },
    p90: { namespace: ENDPOINT, name: 'RequestLatency_P90' },
    p95: { namespace: ENDPOINT, name: 'RequestLatency_P95' },
    p99: { namespace: ENDPOINT, name: 'RequestLatency_P99' },
  },
  deploymentRequests: { namespace: DEPLOYMENT, name: 'RequestsPerMinute' },
  cpu: { namespace: DEPLOYMENT, name: 'CpuUtilizationPercentage' },
  gpu: { namespace: DEPLOYMENT, name: 'GpuUtilizationPercentage' },
} as const;

/**
 * The log of requests, and whose fault a failed one is: a code of 5xx is the endpoint's own, 429 is that its replicas were busy.
 * https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/amlonlineendpointtrafficlog and
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-troubleshoot-online-endpoints#http-status-codes
 */
export const TRAFFIC_LOG = { table: 'AmlOnlineEndpointTrafficLog', ownFault: 'toint(ResponseCode) >= 500 or toint(ResponseCode) == 429' } as const;

/**
 * How long it takes until a request is in the logs and an alert that looks every 5 minutes has seen it, at most as a rule:
 * https://learn.microsoft.com/en-us/azure/azure-monitor/logs/data-ingestion-time
 */
export const LOG_DELAY_SECONDS = 600;
