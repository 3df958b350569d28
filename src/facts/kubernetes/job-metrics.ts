/** What there is now and was not a quarter of an hour ago: an ended run stays for days, and is to call once. */
const NEW = 'count(({series} == 1) unless ({series} offset 15m == 1)) or vector(0)';

/**
 * Jobs of Kubernetes that failed, by kube-state-metrics: https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/job-metrics.md. Every kind
 * of run has Jobs whose names begin with its own; that of Ray has none, and its operator tells by itself:
 * https://github.com/ray-project/kuberay/blob/master/ray-operator/controllers/ray/metrics/ray_job_metrics.go
 */
const FAILED_JOB = 'kube_job_failed{{more}namespace="{namespace}",job_name=~"{job}-.*",condition="true"}';
const FAILED_RAY_JOB = 'kuberay_job_deployment_status{{more}namespace="{namespace}",name=~"{job}-.*",deployment_status="Failed"}';

/** The runs of a job that failed, in PromQL. */
export function failedRuns(kind: string, namespace: string, job: string, more: Readonly<Record<string, string>> = {}): string {
  const series = (kind === 'RayJob' ? FAILED_RAY_JOB : FAILED_JOB)
    .replace('{more}', Object.entries(more).map(([label, value]) => `${label}="${value}",`).join(''))
    .replace('{namespace}', namespace)
    .replace('{job}', job);
  return NEW.replaceAll('{series}', series);
}
