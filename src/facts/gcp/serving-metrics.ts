/**
 * Metrics of endpoints as PromQL names them. All have the labels `endpoint_id` and `deployed_model_id`.
 *
 * `responses`: each answer, with `response_code`; an endpoint by Private Service Connect may write the metrics of private endpoints instead, whose codes are numbers.
 * `latencies`: a distribution in milliseconds, of which the `latency_type` `total` is always there. `cpu`: what a replica uses of its CPUs, where each counts 1, so
 * that a machine of 4 has 4 at most. `gpu`: 0 to 1. Values are there 2 to 6 minutes after they were measured.
 *
 * Sources: https://docs.cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform, https://docs.cloud.google.com/monitoring/promql/promql-mapping
 */
export const ENDPOINT_PROMQL = {
  responses: 'aiplatform_googleapis_com:prediction_online_response_count',
  privateResponses: 'aiplatform_googleapis_com:prediction_online_private_response_count',
  latencies: 'aiplatform_googleapis_com:prediction_online_prediction_latencies',
  privateLatencies: 'aiplatform_googleapis_com:prediction_online_private_prediction_latencies',
  cpu: 'aiplatform_googleapis_com:prediction_online_cpu_utilization',
  gpu: 'aiplatform_googleapis_com:prediction_online_accelerator_duty_cycle',
} as const;

/**
 * What Vertex AI scales replicas by (v1), and in which unit the target is: percent, or requests a minute and replica.
 *
 * Source: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/AutoscalingMetricSpec
 */
export const SCALING_METRICS: Readonly<Record<'cpu' | 'gpu' | 'requests', string>> = {
  cpu: 'aiplatform.googleapis.com/prediction/online/cpu/utilization',
  gpu: 'aiplatform.googleapis.com/prediction/online/accelerator/duty_cycle',
  requests: 'aiplatform.googleapis.com/prediction/online/request_count',
};
