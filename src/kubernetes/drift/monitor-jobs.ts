import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, metadataOf, namesOf, partLabels } from './drift-labels';
import { monitorPod } from './monitor-pod';

type Json = Record<string, unknown>;

/** A date that comes: a CronJob has to have one, also when it is suspended. */
const NEVER = '0 0 1 1 *';
const HOUR_SECONDS = 3_600;
/** Runs that ended stay for a week, so that their logs can be read. */
const KEPT_SECONDS = 7 * 24 * HOUR_SECONDS;

/** Computes the baseline anew, by hand. */
export function baselineCommand(plan: Pick<ClusterDriftPlan, 'name' | 'place'>): string {
  return command(plan, namesOf(plan).baseline);
}

/** Runs the monitor now: with the hours before, as its next run will. */
export function runCommand(plan: Pick<ClusterDriftPlan, 'name' | 'place'>): string {
  return command(plan, plan.name);
}

/** A run by the schedule; and one that computes the baseline anew, when somebody says so. */
export function monitorJobs(plan: ClusterDriftPlan, binding: ClusterDriftBinding): Json[] {
  return [
    cronJob(plan, binding, plan.name, 'run', crontabOf(plan.schedule, 'a CronJob of Kubernetes', new Problems())),
    cronJob(plan, binding, namesOf(plan).baseline, 'baseline'),
  ];
}

/** Where the runs of a monitor say what went wrong. */
export function whereRunsSay({ name, place: { namespace } }: Pick<ClusterDriftPlan, 'name' | 'place'>): string {
  return `kubectl logs -n ${namespace} -l ml-platform/drift-monitor=${name},ml-platform/part=run --tail=-1`;
}

function cronJob(plan: ClusterDriftPlan, binding: ClusterDriftBinding, name: string, action: string, schedule?: string): Json {
  const labels = partLabels(plan, 'run');
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(plan, name, labels),
    spec: {
      schedule: schedule ?? NEVER,
      timeZone: 'Etc/UTC',
      suspend: schedule === undefined,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: Math.min(plan.distanceSeconds, HOUR_SECONDS),
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels: { ...plan.place.traits.labels, ...labels } },
        spec: {
          backoffLimit: 1,
          // What is lost with its node is no failure of the run. https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
          podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
          activeDeadlineSeconds: plan.maxRunSeconds,
          ttlSecondsAfterFinished: KEPT_SECONDS,
          template: runPod(plan, binding, action),
        },
      },
    },
  };
}

function runPod(plan: ClusterDriftPlan, binding: ClusterDriftBinding, action: string): Json {
  const { serviceAccountName, podLabels, storageEnvironment = [], registry } = binding;
  return monitorPod(plan, {
    part: 'run',
    labels: { ...podLabels, ...partLabels(plan, 'run') },
    serviceAccountName,
    usesApiServer: true,
    args: ['/drift/program/ml_drift.py', action],
    env: [
      { name: 'SETTINGS_FILE', value: '/drift/settings/settings.json' },
      // Its last word is the minute at which the run was due: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
      { name: 'JOB_NAME', valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } } },
      ...storageEnvironment,
    ],
    envFrom: registry?.credentialsSecret === undefined ? [] : [{ secretRef: { name: registry.credentialsSecret } }],
    resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
    map: 'settings',
    spec: { restartPolicy: 'Never' },
  });
}

function command({ place: { namespace } }: Pick<ClusterDriftPlan, 'place'>, name: string): string {
  return `kubectl create job --namespace ${namespace} --from cronjob/${name} ${name}-$(date +%s)`;
}
