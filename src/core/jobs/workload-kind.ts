import { Launcher } from './launcher';

/** What a run is in a cluster. */
export type WorkloadKind = 'TrainJob' | 'RayJob' | 'MPIJob' | 'JobSet' | 'Job';

/** What has to be in the cluster for each kind, by the names of software; a Job is Kubernetes' own. */
export const KIND_NEEDS: Readonly<Record<WorkloadKind, readonly string[]>> = {
  TrainJob: ['kubeflow-trainer'],
  RayJob: ['kuberay'],
  MPIJob: ['mpi-operator'],
  JobSet: ['jobset'],
  Job: [],
};

/**
 * The trainer of Kubeflow knows PyTorch, JAX and XGBoost, and no TensorFlow: https://github.com/kubeflow/trainer/tree/v2.3.0/pkg/runtime/framework/plugins.
 * Of the kinds that Kueue lets in with fewer nodes than asked for there is the Job of Kubernetes, and Ray, which grows by itself:
 * https://kueue.sigs.k8s.io/docs/tasks/run/jobs/#partial-admission
 */
export function workloadKind(launcher: Launcher, nodes: { readonly min: number; readonly max: number }): WorkloadKind {
  if (launcher === 'ray') return 'RayJob';
  if (launcher === 'mpi') return 'MPIJob';
  if (launcher === 'custom' && nodes.max === 1) return 'Job';
  if (launcher === 'custom' || launcher === 'tensorflow') return 'JobSet';
  return nodes.min === nodes.max ? 'TrainJob' : 'Job';
}
