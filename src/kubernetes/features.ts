/** What software brings for others, beside its own name. */
export const FEATURES = {
  /** `nvidia.com/gpu` can be asked for. */
  gpuDevicePlugin: 'gpu-device-plugin',
  /** Measurements of GPUs, in the names of DCGM. */
  gpuMetrics: 'gpu-metrics',
  /** The kinds of the Prometheus operator: ServiceMonitor, PrometheusRule. */
  prometheusOperator: 'prometheus-operator',
  /** Rollouts move requests by routes of the Gateway API. */
  gatewayRollouts: 'gateway-rollouts',
  /** KEDA may scale what Argo Rollouts makes. */
  scaledRollouts: 'scaled-rollouts',
  /** Buckets of S3 can be mounted. */
  s3MountpointDriver: 's3-mountpoint-driver',
  /** Buckets of Cloud Storage can be mounted. */
  gcsFuseDriver: 'gcs-fuse-driver',
  /** Containers of Azure's Blob Storage can be mounted. */
  blobDriver: 'blob-driver',
  /** File systems of Lustre, those of the cluster's cloud, can be mounted. */
  lustreDriver: 'lustre-driver',
} as const;
