import { launchScript } from '../../../core/jobs/launch-script';
import { podTemplate } from '../pod-template';
import { folderLines } from '../run-folders';
import { DEFAULT_RETRIES, KEPT_SECONDS, WorkloadRenderer } from './workload';

/**
 * A JobSet with one Job, whose pods are numbered and know each other's hosts, `<run>-node-0-<number>.<run>`:
 * https://jobset.sigs.k8s.io/docs/concepts/
 */
export const JOB_SET: WorkloadRenderer = {
  runLabel: 'jobset.sigs.k8s.io/jobset-name',
  render: (parts) => {
    const { launcher, nodes, gpus, command, maxRunSeconds, retries } = parts.plan;
    const hosts = Array.from({ length: nodes.max }, (_, i) => `$ML_RUN_ID-node-0-${i}.$ML_RUN_ID`);
    const script = launchScript(launcher, {
      before: folderLines(parts.plan), nodes: String(nodes.max), rank: '$JOB_COMPLETION_INDEX', main: hosts[0]!, addresses: hosts.join(' '),
    }, gpus);
    const pod = podTemplate(parts, { container: 'node', restartPolicy: 'Never', command: ['/bin/sh', '-ec', script, 'sh'], args: command });
    return {
      run: {
        apiVersion: 'jobset.x-k8s.io/v1alpha2',
        kind: 'JobSet',
        spec: {
          failurePolicy: { maxRestarts: retries ?? DEFAULT_RETRIES },
          network: { enableDNSHostnames: true, publishNotReadyAddresses: true },
          ttlSecondsAfterFinished: KEPT_SECONDS,
          replicatedJobs: [{
            name: 'node',
            replicas: 1,
            template: {
              spec: {
                parallelism: nodes.max, completions: nodes.max, completionMode: 'Indexed', backoffLimit: 0, activeDeadlineSeconds: maxRunSeconds, template: pod,
              },
            },
          }],
        },
      },
      rbac: { apiGroup: 'jobset.x-k8s.io', resource: 'jobsets' },
      manifests: [],
    };
  },
};
