import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Problems } from '../../core/private';
import { kubectlImage } from '../software/kubectl-image';
import { jobLabel } from './pod-template';
import { Workload } from './workloads/workload';

type Json = Record<string, unknown>;

/** A date that comes: a CronJob has to have one, also when it is suspended. */
const NEVER = '0 0 1 1 *';

/** What makes a run of a job: an account that may do just that, the run as a text, and a CronJob a schedule. */
export interface RunStarter {
  readonly manifests: readonly Json[];
  /** The name of the account. */
  readonly accountName: string;
  /** The run itself, with a name of its own each time. */
  readonly run: Json;
  /** Starts a run by hand. */
  readonly command: string;
}

export function runStarter(plan: TrainingJobPlan<ClusterPlace>, workload: Workload): RunStarter {
  const { name, place } = plan;
  const { namespace, traits } = place;
  const labels = { ...traits.labels, ...jobLabel(plan) };
  const accountName = `${name}-start`;
  const run = runOf(plan, workload);
  const metadata = (of: string) => ({ name: of, namespace, labels });
  const { apiGroup, resource } = workload.rbac;
  const lines = plan.triggers.schedules.map((schedule) => crontabOf(schedule, 'Kubernetes', new Problems()));
  const image = kubectlImage(traits.mirror);
  const cronJobs = (lines.length > 0 ? lines : [NEVER]).map((schedule, i) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata(i === 0 ? name : `${name}-at-${i + 1}`),
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      suspend: lines.length === 0,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: { metadata: { labels }, spec: { backoffLimit: 0, template: starterPod(accountName, name, image, labels) } },
    },
  }));
  return {
    accountName,
    run,
    command: `kubectl create job --namespace ${namespace} --from cronjob/${name} ${name}-$(date +%s)`,
    manifests: [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(accountName), automountServiceAccountToken: false },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: metadata(accountName),
        rules: [{ apiGroups: [apiGroup], resources: [resource], verbs: ['create'] }],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: metadata(accountName),
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: accountName },
        subjects: [{ kind: 'ServiceAccount', name: accountName, namespace }],
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(`${name}-run`), data: { 'run.json': JSON.stringify(run) } },
      ...cronJobs,
    ],
  };
}

function runOf(plan: TrainingJobPlan<ClusterPlace>, { run: { apiVersion, kind, spec, annotations } }: Workload): Json {
  const { namespace, queue, priority, traits } = plan.place;
  return {
    apiVersion,
    kind,
    metadata: {
      generateName: `${plan.name}-`,
      namespace,
      labels: {
        ...traits.labels,
        ...jobLabel(plan),
        ...(queue ? { 'kueue.x-k8s.io/queue-name': queue } : {}),
        ...(priority ? { 'kueue.x-k8s.io/priority-class': priority } : {}),
      },
      ...(annotations ? { annotations } : {}),
    },
    spec,
  };
}

/** It makes the run and ends; a second try could make a second run. */
function starterPod(serviceAccountName: string, jobName: string, image: string, labels: Json): Json {
  return {
    metadata: { labels },
    spec: {
      serviceAccountName,
      automountServiceAccountToken: true,
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'start',
        image,
        args: ['create', '--filename=/run/job/run.json'],
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'run', mountPath: '/run/job', readOnly: true }],
      }],
      volumes: [{ name: 'run', configMap: { name: `${jobName}-run` } }],
    },
  };
}
