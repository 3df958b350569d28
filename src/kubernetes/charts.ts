import { ChartRelease, CrdPolicy } from '../core';

type Chart = Pick<ChartRelease, 'chart' | 'repository' | 'version'> & { readonly crds: CrdPolicy };

/**
 * The charts that the classes of this room install, each at the version whose values were read. Sources: `Chart.yaml` and `values.yaml` of
 * https://github.com/NVIDIA/gpu-operator, https://github.com/NVIDIA/dcgm-exporter, https://github.com/cert-manager/cert-manager,
 * https://github.com/prometheus-community/helm-charts, https://github.com/kubernetes-sigs/kueue,
 * https://github.com/aws/eks-charts and https://github.com/aws/karpenter-provider-aws.
 */
export const CHARTS = {
  gpuOperator: { chart: 'gpu-operator', repository: 'https://helm.ngc.nvidia.com/nvidia', version: 'v26.3.3', crds: CrdPolicy.CRDS_FOLDER },
  dcgmExporter: { chart: 'dcgm-exporter', repository: 'https://nvidia.github.io/dcgm-exporter/helm-charts', version: '4.8.2', crds: CrdPolicy.NONE },
  certManager: { chart: 'cert-manager', repository: 'https://charts.jetstack.io', version: 'v1.21.1', crds: CrdPolicy.TEMPLATED },
  kubePrometheusStack: {
    chart: 'kube-prometheus-stack', repository: 'https://prometheus-community.github.io/helm-charts', version: '88.5.3', crds: CrdPolicy.CRDS_FOLDER,
  },
  kueue: { chart: 'kueue', repository: 'oci://registry.k8s.io/kueue/charts', version: '0.19.2', crds: CrdPolicy.TEMPLATED },
  fabricPlugin: { chart: 'aws-efa-k8s-device-plugin', repository: 'https://aws.github.io/eks-charts', version: 'v0.5.30', crds: CrdPolicy.NONE },
  karpenterCrd: { chart: 'karpenter-crd', repository: 'oci://public.ecr.aws/karpenter', version: '1.14.1', crds: CrdPolicy.TEMPLATED },
  karpenter: { chart: 'karpenter', repository: 'oci://public.ecr.aws/karpenter', version: '1.14.1', crds: CrdPolicy.SEPARATE_CHART },
} as const satisfies Record<string, Chart>;
