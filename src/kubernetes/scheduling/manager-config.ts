import { KueueProps } from './kueue-props';

/**
 * The configuration of Kueue's manager, which the chart takes as one text only: that of the chart at the pinned version, and what differs, as JSON,
 * which is YAML. https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/charts/kueue/values.yaml
 */
export function managerConfig({ fairSharing }: KueueProps): string {
  return JSON.stringify({
    apiVersion: 'config.kueue.x-k8s.io/v1beta2',
    kind: 'Configuration',
    health: { healthProbeBindAddress: ':8081' },
    metrics: { bindAddress: ':8443' },
    webhook: { port: 9443 },
    leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
    controller: { groupKindConcurrency: CONCURRENCY },
    clientConnection: { qps: 300, burst: 500 },
    integrations: { frameworks: FRAMEWORKS },
    // By default a job that asks for anything without a quota (`vpc.amazonaws.com/efa`, `rdma/ib`, ephemeral storage) is never admitted:
    // https://github.com/kubernetes-sigs/kueue/tree/main/keps/7513-quota-check-strategy
    resources: { quotaCheckStrategy: 'IgnoreUndeclared' },
    ...(fairSharing ? { fairSharing: { preemptionStrategies: STRATEGIES } } : {}),
  });
}

const CONCURRENCY = {
  'Job.batch': 5,
  'Pod': 5,
  'Workload.kueue.x-k8s.io': 10,
  'LocalQueue.kueue.x-k8s.io': 5,
  'ClusterQueue.kueue.x-k8s.io': 5,
  'ResourceFlavor.kueue.x-k8s.io': 1,
};

/**
 * The second is tried where the first makes too little room: a gang that is larger than any job of the others would otherwise never get its part.
 * One of three lists that Kueue takes, and that of its documentation: https://kueue.sigs.k8s.io/docs/concepts/preemption/#preemption-strategies
 */
const STRATEGIES = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'];

/**
 * All that the chart knows, but Spark: its default leaves out the jobs of Kubeflow's first operator, whose pods would then wait one by one, since `pod` is on,
 * and a gang with half of its pods would hold GPUs for nothing. The manager waits for kinds that a cluster does not define (yet):
 * https://github.com/kubernetes-sigs/kueue/blob/main/pkg/controller/jobframework/setup.go
 */
const FRAMEWORKS = [
  'batch/job',
  'kubeflow.org/mpijob',
  'kubeflow.org/paddlejob',
  'kubeflow.org/pytorchjob',
  'kubeflow.org/tfjob',
  'kubeflow.org/xgboostjob',
  'kubeflow.org/jaxjob',
  'ray.io/rayjob',
  'ray.io/rayservice',
  'ray.io/raycluster',
  'jobset.x-k8s.io/jobset',
  'workload.codeflare.dev/appwrapper',
  'trainer.kubeflow.org/trainjob',
  'pod',
  'deployment',
  'statefulset',
  'leaderworkerset.x-k8s.io/leaderworkerset',
];
