import { CLUSTER_LOG_GROUPS, CONTROL_PLANE_LOG_GROUP } from './cluster-metrics';

/** Lines in a log of a cluster that tell of a failed run. Words in braces: `{cluster}`, `{namespace}`, `{job}`, and `{retries}` of a run. */
export interface JobLogFact {
  readonly logGroup: string;
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
  readonly pattern: string;
}

/** What the audit log tells, in any of these words. */
const audited = (...alternatives: string[]): JobLogFact => ({ logGroup: CONTROL_PLANE_LOG_GROUP, pattern: `{ ${alternatives.map((words) => `(${words})`).join(' || ')} }` });

const either = (field: string, values: readonly string[]) => `(${values.map((value) => `($.${field} = "${value}")`).join(' || ')})`;

/**
 * A Job of Kubernetes failed for good, whose pods run as one of these accounts; no write of its status comes after that. Before `Failed` stand at most
 * `Suspended` and `FailureTarget`: https://kubernetes.io/docs/concepts/workloads/controllers/job/#termination-of-job-pods
 */
const jobFailed = (...accounts: string[]): string => [
  '($.objectRef.resource = "jobs") && ($.objectRef.subresource = "status") && ($.objectRef.namespace = "{namespace}")',
  either('responseObject.spec.template.spec.serviceAccountName', accounts),
  `(${[0, 1, 2].map((i) => `($.responseObject.status.conditions[${i}].type = "Failed")`).join(' || ')})`,
].join(' && ');

/** In each kind of run its pods have an account that only this job has, and the Job that makes runs has another one. */
const RUN = '{job}';
const START = '{job}-start';

/**
 * The Job of the last attempt of a JobSet failed; JobSet writes the number of the attempt into a label of each. Its name has a slash, which CloudWatch does not
 * document for fields, so that these are terms, quoted as AWS CDK does: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-logs/lib/pattern.ts,
 * https://github.com/kubernetes-sigs/jobset/blob/v0.12.0/pkg/controllers/failure_policy.go
 */
const LAST_ATTEMPT_FAILED: JobLogFact = {
  logGroup: CONTROL_PLANE_LOG_GROUP,
  pattern: [
    '"verb":"update"',
    '"resource":"jobs","namespace":"{namespace}"',
    '"subresource":"status"',
    '"code":200',
    `"serviceAccountName":"${RUN}"`,
    '"jobset.sigs.k8s.io/restart-attempt":"{retries}"',
    '"type":"Failed"',
  ].map((term) => `"${term.replace(/"/g, '\\"')}"`).join(' '),
};

/**
 * The trainer fails a run that takes too long by deleting its JobSet, and deletes none otherwise:
 * https://github.com/kubeflow/trainer/blob/v2.3.0/pkg/controller/trainjob_controller.go
 */
const DEADLINE_EXCEEDED = [
  '($.verb = "delete") && ($.objectRef.resource = "jobsets") && ($.objectRef.namespace = "{namespace}") && ($.objectRef.name = "{job}-*")',
  '($.user.username = "*:kubeflow-trainer-controller-manager") && ($.responseStatus.code = 200)',
].join(' && ');

/**
 * How a run says that it failed for good, or that nothing could start it, by its kind and by what one pattern cannot say. A log group has 100 of them at most:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 *
 * EKS keeps no events of Kubernetes: neither its add-on for CloudWatch
 * (https://github.com/aws-observability/helm-charts/blob/main/charts/amazon-cloudwatch-observability/values.yaml) nor the audit log has them. But the audit log
 * has each write of a Job, request and response, and of what is no API of Kubernetes itself only who wrote: the audit policy of EKS,
 * https://docs.aws.amazon.com/eks/latest/best-practices/auditing-and-logging.html. So a JobSet and a TrainJob are told by their Job, and an MPIJob by the one
 * of its launcher, which has its limits: https://github.com/kubeflow/mpi-operator/blob/master/pkg/controller/mpi_job_controller.go.
 *
 * A RayJob has no Job. Its operator writes each change of a run to its log, after it has decided on another attempt, and the add-on takes that log apart:
 * `updateRayJobStatus` in https://github.com/ray-project/kuberay/blob/v1.7.0/ray-operator/controllers/ray/rayjob_controller.go.
 */
export const FAILED_RUNS: Readonly<Record<string, Readonly<Record<string, JobLogFact>>>> = {
  Job: { Failures: audited(jobFailed(RUN, START)) },
  JobSet: { Failures: LAST_ATTEMPT_FAILED, Starts: audited(jobFailed(START)) },
  TrainJob: { Failures: LAST_ATTEMPT_FAILED, StartsAndDeadlines: audited(jobFailed(START), DEADLINE_EXCEEDED) },
  MPIJob: { Failures: audited(jobFailed(RUN, START)) },
  RayJob: {
    Failures: {
      logGroup: CLUSTER_LOG_GROUPS.application,
      pattern: '{ ($.log_processed.msg = "updateRayJobStatus") && ($.log_processed.RayJob.namespace = "{namespace}") && ($.log_processed.RayJob.name = "{job}-*")'
        + ' && ($.log_processed.newRayJobStatus.jobDeploymentStatus = "Failed") }',
    },
    Starts: audited(jobFailed(START)),
  },
};

/** Where they are counted. */
export const FAILED_RUNS_METRIC = { namespace: 'MlPlatform/{name}', metricName: '{job}-runs-failed' } as const;
