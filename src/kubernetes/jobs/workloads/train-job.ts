import { asWritten } from '../kubelet-text';
import { jobLabel, PodParts, podTemplate } from '../pod-template';
import { inFolders } from '../run-folders';
import { DEFAULT_RETRIES, WorkloadRenderer } from './workload';

/** The policy of Kubeflow's trainer that tells the processes of each other. */
const POLICIES: Readonly<Record<string, string>> = { torch: 'torch', jax: 'jax', xgboost: 'xgboost' };

/**
 * A TrainJob of Kubeflow, and the runtime that it refers to. The trainer finds its own container by the names `node` and by the label of the step:
 * https://www.kubeflow.org/docs/components/trainer/operator-guides/runtime/
 */
export const TRAIN_JOB: WorkloadRenderer = {
  runLabel: 'jobset.sigs.k8s.io/jobset-name',
  render: (parts) => ({
    run: {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'TrainJob',
      spec: {
        runtimeRef: { apiGroup: 'trainer.kubeflow.org', kind: 'TrainingRuntime', name: parts.plan.name },
        activeDeadlineSeconds: parts.plan.maxRunSeconds,
        trainer: {
          numNodes: parts.plan.nodes.max,
          numProcPerNode: Math.max(1, parts.plan.gpus),
          command: inFolders(parts.plan, parts.plan.command).map(asWritten),
        },
      },
    },
    rbac: { apiGroup: 'trainer.kubeflow.org', resource: 'trainjobs' },
    manifests: [trainingRuntime(parts)],
  }),
};

function trainingRuntime(parts: PodParts): Record<string, unknown> {
  const { plan } = parts;
  const policy = POLICIES[plan.launcher]!;
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainingRuntime',
    metadata: { name: plan.name, namespace: plan.place.namespace, labels: { ...plan.place.traits.labels, ...jobLabel(plan), 'trainer.kubeflow.org/framework': policy } },
    spec: {
      mlPolicy: { numNodes: plan.nodes.max, [policy]: {} },
      template: {
        spec: {
          // A node that is lost takes the gang with it: all start again, and go on from the checkpoint.
          failurePolicy: { maxRestarts: plan.retries ?? DEFAULT_RETRIES },
          replicatedJobs: [{
            name: 'node',
            template: {
              metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } },
              spec: { backoffLimit: 0, template: podTemplate(parts, { container: 'node', restartPolicy: 'Never' }) },
            },
          }],
        },
      },
    },
  };
}
