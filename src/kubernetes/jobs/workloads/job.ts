import { PORTS } from '../../../core/jobs/launch-script';
import { jobLabel, PodParts, podTemplate } from '../pod-template';
import { inFolders } from '../run-folders';
import { DEFAULT_RETRIES, KEPT_SECONDS, WorkloadRenderer } from './workload';

/** What is lost with its node is no failure of the job. https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
const IGNORE_DISRUPTIONS = { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] };

/**
 * A Job of Kubernetes: one pod; or, of an elastic number of nodes, pods that torchrun joins to a world of those that are there. Kueue lets in as many as it has
 * room for, from the least on: https://kueue.sigs.k8s.io/docs/tasks/run/jobs/#partial-admission
 */
export const JOB: WorkloadRenderer = {
  runLabel: 'batch.kubernetes.io/job-name',
  render: (parts) => {
    const { plan } = parts;
    const { nodes, maxRunSeconds, retries = DEFAULT_RETRIES } = plan;
    const elastic = nodes.min < nodes.max;
    const [command, ...args] = inFolders(plan, plan.command);
    const pod = podTemplate(parts, {
      container: 'node',
      restartPolicy: 'Never',
      command: [command!],
      args,
      ...(elastic ? { environment: elasticEnvironment(parts), subdomain: plan.name } : {}),
    });
    return {
      run: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        ...(elastic && plan.place.queue ? { annotations: partialAdmission(nodes.min) } : {}),
        spec: {
          ...(elastic ? { parallelism: nodes.max, completions: nodes.max, completionMode: 'Indexed' } : {}),
          backoffLimit: retries * nodes.max,
          podFailurePolicy: IGNORE_DISRUPTIONS,
          activeDeadlineSeconds: maxRunSeconds,
          ttlSecondsAfterFinished: KEPT_SECONDS,
          template: pod,
        },
      },
      rbac: { apiGroup: 'batch', resource: 'jobs' },
      manifests: elastic ? [hosts(parts)] : [],
    };
  },
};

/** The first pod keeps the store by which the others find each other: https://docs.pytorch.org/docs/stable/elastic/run.html */
function elasticEnvironment({ plan: { name, nodes, gpus, retries = DEFAULT_RETRIES } }: PodParts) {
  return Object.entries({
    PET_NNODES: `${nodes.min}:${nodes.max}`,
    PET_NPROC_PER_NODE: String(Math.max(1, gpus)),
    PET_RDZV_BACKEND: 'c10d',
    PET_RDZV_ID: '$(ML_RUN_ID)',
    PET_RDZV_ENDPOINT: `$(ML_RUN_ID)-0.${name}:${PORTS.torch}`,
    PET_MAX_RESTARTS: String(retries),
  }).map(([variable, value]) => ({ name: variable, value }));
}

function partialAdmission(min: number): Record<string, string> {
  return { 'kueue.x-k8s.io/job-min-parallelism': String(min), 'kueue.x-k8s.io/job-completions-equal-parallelism': 'true' };
}

/** Names for the pods of all runs. */
function hosts({ plan }: PodParts): Record<string, unknown> {
  const { namespace, traits: { labels } } = plan.place;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: plan.name, namespace, labels: { ...labels, ...jobLabel(plan) } },
    spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: jobLabel(plan), ports: [{ name: 'rendezvous', port: PORTS.torch }] },
  };
}
