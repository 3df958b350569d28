import { TrainingJobPlan } from '../../../core/jobs/training-job-plan';
import { PodParts, podTemplate } from '../pod-template';
import { folderLines } from '../run-folders';
import { DEFAULT_RETRIES, WorkloadRenderer } from './workload';

/**
 * A RayJob: its head is the first node, and works, too. https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayjob-quick-start.html
 *
 * The operator hands the command to the head by HTTP, so that no further pod waits in a queue.
 */
export const RAY_JOB: WorkloadRenderer = {
  // Pods are told the name of their cluster only, `<run>-<random>`, and each attempt has one of its own:
  // https://github.com/ray-project/kuberay/blob/v1.7.0/ray-operator/controllers/ray/common/pod.go (`labelPod`)
  runLabel: 'ray.io/cluster',
  render: (parts) => {
    const { nodes, command, maxRunSeconds, retries = DEFAULT_RETRIES } = parts.plan;
    return {
      run: {
        apiVersion: 'ray.io/v1',
        kind: 'RayJob',
        spec: {
          entrypoint: [...folderLines(parts.plan), command.map(quoted).join(' ')].join(' && '),
          submissionMode: 'HTTPMode',
          shutdownAfterJobFinishes: true,
          ttlSecondsAfterFinished: 60,
          activeDeadlineSeconds: maxRunSeconds,
          backoffLimit: retries,
          rayClusterSpec: {
            enableInTreeAutoscaling: nodes.min < nodes.max,
            headGroupSpec: { rayStartParams: { 'dashboard-host': '0.0.0.0' }, template: pod(parts, 'ray-head', nodes.min < nodes.max) },
            ...(nodes.max > 1 ? {
              workerGroupSpecs: [{
                groupName: 'workers', replicas: nodes.min - 1, minReplicas: nodes.min - 1, maxReplicas: nodes.max - 1, rayStartParams: {}, template: pod(parts, 'ray-worker', false),
              }],
            } : {}),
          },
        },
      },
      rbac: { apiGroup: 'ray.io', resource: 'rayjobs' },
      manifests: [],
    };
  },
};

/** The autoscaler of Ray runs beside the head, and asks the API server for workers. */
function pod(parts: PodParts, container: string, usesApiServer: boolean): Record<string, unknown> {
  return podTemplate(parts, { container, usesApiServer, command: [namedByRun(parts.plan)] });
}

/**
 * Takes what is random off the names, so that attempts of a run find the folders of those before. The operator runs it before `ray start`, whose processes
 * inherit it: https://docs.ray.io/en/latest/cluster/kubernetes/user-guides/pod-command.html
 */
function namedByRun({ checkpoints, output }: TrainingJobPlan): string {
  const names = ['ML_RUN_ID', ...(checkpoints ? ['ML_CHECKPOINT_DIR'] : []), ...(output ? ['ML_OUTPUT_DIR'] : [])];
  return `export ${names.map((name) => `${name}="\${${name}%-*}"`).join(' ')}`;
}

/** One word for the shell of the head. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`;
}
