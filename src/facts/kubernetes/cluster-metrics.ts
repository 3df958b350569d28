/**
 * What is measured of a cluster, in PromQL, cluster-wide: kube-state-metrics tells no labels of nodes unless its owner allows each one
 * (https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/cluster/node-metrics.md). `$RESOURCE` is replaced.
 *
 * Sources of the names: that page, https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md and
 * https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv (also what the GPU operator's exporter reads).
 */
export const CLUSTER_METRICS = {
  /** Each condition is three series of 0 or 1: https://github.com/kubernetes/kube-state-metrics/blob/main/internal/store/node.go */
  nodesNotReady: 'sum(kube_node_status_condition{condition="Ready",status=~"false|unknown"})',
  /** Percent, of all GPUs that are there. */
  gpuUtilization: 'avg(DCGM_FI_DEV_GPU_UTIL)',
  /**
   * A series of 1 for each pod that is not scheduled, and none otherwise, whence the zero. Pods that a queue holds back by a scheduling gate count, too:
   * https://github.com/kubernetes/kube-state-metrics/blob/main/internal/store/pod.go
   */
  podsPending: 'sum(kube_pod_status_unschedulable) or vector(0)',
  /**
   * What pods on nodes ask for, of what the nodes have. A pod that has ended keeps its requests until somebody deletes it, so only those that have not ended
   * count, as in the rules of https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/rules/apps.libsonnet.
   */
  used:
    '100 * (sum(kube_pod_container_resource_requests{resource="$RESOURCE",node!=""} ' +
    '* on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1)) or vector(0)) ' +
    '/ sum(kube_node_status_allocatable{resource="$RESOURCE"})',
} as const;

/** Names of resources as kube-state-metrics writes them, where every other character than a letter or a digit becomes `_`. */
export const RESOURCE_NAMES = { gpus: 'nvidia_com_gpu', cpus: 'cpu' } as const;
