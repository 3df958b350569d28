/** Entries of Cloud Logging that tell of a failed run in a cluster. */
export interface JobLogFact {
  /** The monitored resource of the entries. */
  readonly resource: string;
  /** In the language of queries. */
  readonly filter: (project: string, namespace: string, job: string) => string;
}

/** Runs are named `<job>-<run>`. */
const event = (kinds: readonly string[], reasons: readonly string[]): JobLogFact => ({
  resource: 'k8s_cluster',
  filter: (project, namespace, job) => [
    `logName="projects/${project}/logs/events"`,
    `jsonPayload.involvedObject.kind=(${kinds.map((kind) => `"${kind}"`).join(' OR ')})`,
    `jsonPayload.involvedObject.namespace="${namespace}"`,
    `jsonPayload.involvedObject.name=~"^${job}-"`,
    `jsonPayload.reason=(${reasons.map((reason) => `"${reason}"`).join(' OR ')})`,
  ].join(' AND '),
});

/**
 * How a run says that it failed for good, by its kind. GKE's managed kube-state-metrics has no series of Jobs
 * (https://docs.cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics), but GKE writes all events of a cluster to Cloud Logging
 * (https://docs.cloud.google.com/kubernetes-engine/docs/concepts/about-logs#system_logs).
 *
 * A Job fails by its limits: https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy. A JobSet, and a TrainJob, whose JobSet has
 * its name, after its last restart: https://github.com/kubernetes-sigs/jobset/blob/main/pkg/constants/constants.go. An MPIJob:
 * https://github.com/kubeflow/mpi-operator/blob/master/pkg/controller/mpi_job_controller_status.go. The operator of Ray writes no event, but each change of a run to
 * its log: `updateRayJobStatus` in https://github.com/ray-project/kuberay/blob/master/ray-operator/controllers/ray/rayjob_controller.go.
 */
export const FAILED_RUNS: Readonly<Record<string, JobLogFact>> = {
  Job: event(['Job'], ['BackoffLimitExceeded', 'DeadlineExceeded', 'PodFailurePolicy']),
  JobSet: event(['JobSet'], ['ReachedMaxRestarts', 'FailedJobs', 'FailJobSetFailurePolicyAction']),
  TrainJob: event(['JobSet', 'TrainJob'], ['ReachedMaxRestarts', 'FailedJobs', 'FailJobSetFailurePolicyAction', 'DeadlineExceeded']),
  MPIJob: event(['MPIJob'], ['MPIJobFailed']),
  RayJob: {
    resource: 'k8s_container',
    filter: (_, namespace, job) => [
      'jsonPayload.msg="updateRayJobStatus"',
      `jsonPayload.RayJob.namespace="${namespace}"`,
      `jsonPayload.RayJob.name=~"^${job}-"`,
      'jsonPayload.newRayJobStatus.jobDeploymentStatus="Failed"',
      'NOT jsonPayload.oldRayJobStatus.jobDeploymentStatus="Failed"',
    ].join(' AND '),
  },
};
