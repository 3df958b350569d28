/** What software brings for others, beside its own name. */
export const FEATURES = {
  /** `nvidia.com/gpu` can be asked for. */
  gpuDevicePlugin: 'gpu-device-plugin',
  /** Measurements of GPUs, in the names of DCGM. */
  gpuMetrics: 'gpu-metrics',
  /** The kinds of the Prometheus operator: ServiceMonitor, PrometheusRule. */
  prometheusOperator: 'prometheus-operator',
} as const;
