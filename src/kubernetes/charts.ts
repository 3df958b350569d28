import { ChartRelease, CrdPolicy } from '../core';

type Chart = Pick<ChartRelease, 'chart' | 'repository' | 'version'> & { readonly crds: CrdPolicy };

/**
 * The charts that the classes of this room install, each at the version whose values were read. Sources: `Chart.yaml` and `values.yaml` of
 * https://github.com/NVIDIA/gpu-operator, https://github.com/NVIDIA/dcgm-exporter, https://github.com/cert-manager/cert-manager,
 * https://github.com/prometheus-community/helm-charts, https://github.com/kubernetes-sigs/kueue, https://github.com/volcano-sh/volcano,
 * https://github.com/ray-project/kuberay, https://github.com/kubernetes-sigs/jobset, https://github.com/kubeflow/trainer,
 * https://github.com/kubernetes-sigs/lws, https://github.com/kedacore/charts,
 * https://github.com/external-secrets/external-secrets, https://github.com/open-telemetry/opentelemetry-helm-charts, https://github.com/argoproj/argo-helm,
 * https://github.com/kserve/kserve, https://github.com/knative/operator, https://github.com/awslabs/mountpoint-s3-csi-driver, https://github.com/kubernetes-sigs/aws-fsx-csi-driver,
 * https://github.com/kubernetes-sigs/blob-csi-driver, https://github.com/community-charts/helm-charts, https://github.com/strimzi/strimzi-kafka-operator,
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
  volcano: { chart: 'volcano', repository: 'https://volcano-sh.github.io/helm-charts', version: '1.15.1', crds: CrdPolicy.TEMPLATED },
  kubeRay: { chart: 'kuberay-operator', repository: 'https://ray-project.github.io/kuberay-helm/', version: '1.7.0', crds: CrdPolicy.CRDS_FOLDER },
  jobSet: { chart: 'jobset', repository: 'oci://registry.k8s.io/jobset/charts', version: '0.12.0', crds: CrdPolicy.CRDS_FOLDER },
  kubeflowTrainer: { chart: 'kubeflow-trainer', repository: 'oci://ghcr.io/kubeflow/charts', version: '2.3.0', crds: CrdPolicy.TEMPLATED },
  leaderWorkerSet: { chart: 'lws', repository: 'oci://registry.k8s.io/lws/charts', version: '0.8.0', crds: CrdPolicy.CRDS_FOLDER },
  fabricPlugin: { chart: 'aws-efa-k8s-device-plugin', repository: 'https://aws.github.io/eks-charts', version: 'v0.5.30', crds: CrdPolicy.NONE },
  karpenterCrd: { chart: 'karpenter-crd', repository: 'oci://public.ecr.aws/karpenter', version: '1.14.1', crds: CrdPolicy.TEMPLATED },
  karpenter: { chart: 'karpenter', repository: 'oci://public.ecr.aws/karpenter', version: '1.14.1', crds: CrdPolicy.SEPARATE_CHART },
  keda: { chart: 'keda', repository: 'https://kedacore.github.io/charts', version: '2.20.2', crds: CrdPolicy.TEMPLATED },
  externalSecrets: { chart: 'external-secrets', repository: 'https://charts.external-secrets.io', version: '2.9.0', crds: CrdPolicy.TEMPLATED },
  openTelemetryOperator: {
    chart: 'opentelemetry-operator', repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts', version: '0.120.2', crds: CrdPolicy.TEMPLATED,
  },
  argoWorkflows: { chart: 'argo-workflows', repository: 'https://argoproj.github.io/argo-helm', version: '1.0.18', crds: CrdPolicy.TEMPLATED },
  argoEvents: { chart: 'argo-events', repository: 'https://argoproj.github.io/argo-helm', version: '2.4.22', crds: CrdPolicy.TEMPLATED },
  argoRollouts: { chart: 'argo-rollouts', repository: 'https://argoproj.github.io/argo-helm', version: '2.41.0', crds: CrdPolicy.TEMPLATED },
  // The index of the repository writes `v1.22.3`, the chart itself and so its tag in a mirror `1.22.3`, which finds both:
  // https://github.com/knative/operator/blob/knative-v1.22.3/hack/generate-helm.sh
  knativeOperator: { chart: 'knative-operator', repository: 'https://knative.github.io/operator', version: '1.22.3', crds: CrdPolicy.TEMPLATED },
  kserveCrd: { chart: 'kserve-crd', repository: 'oci://ghcr.io/kserve/charts', version: 'v0.20.0', crds: CrdPolicy.TEMPLATED },
  kserve: { chart: 'kserve-resources', repository: 'oci://ghcr.io/kserve/charts', version: 'v0.20.0', crds: CrdPolicy.SEPARATE_CHART },
  kserveRuntimes: { chart: 'kserve-runtime-configs', repository: 'oci://ghcr.io/kserve/charts', version: 'v0.20.0', crds: CrdPolicy.SEPARATE_CHART },
  strimzi: { chart: 'strimzi-kafka-operator', repository: 'https://strimzi.io/charts/', version: '1.2.0', crds: CrdPolicy.CRDS_FOLDER },
  mlflow: { chart: 'mlflow', repository: 'https://community-charts.github.io/helm-charts', version: '1.11.5', crds: CrdPolicy.NONE },
  s3MountpointDriver: {
    chart: 'aws-mountpoint-s3-csi-driver', repository: 'https://awslabs.github.io/mountpoint-s3-csi-driver', version: '2.7.0', crds: CrdPolicy.TEMPLATED,
  },
  fsxLustreDriver: {
    chart: 'aws-fsx-csi-driver', repository: 'https://kubernetes-sigs.github.io/aws-fsx-csi-driver', version: '1.17.0', crds: CrdPolicy.NONE,
  },
  blobDriver: { chart: 'blob-csi-driver', repository: 'https://kubernetes-sigs.github.io/blob-csi-driver', version: '1.27.9', crds: CrdPolicy.NONE },
} as const satisfies Record<string, Chart>;
