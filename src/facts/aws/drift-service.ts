/**
 * SageMaker Model Monitor: what it takes, what it is given, and what all that is made for a monitor is called.
 *
 * AWS has closed it to accounts that did not use it before 30 July 2026; whoever did goes on as before: the note on
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html and https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-cloudwatch.html
 */
export const MONITOR_CLOSED = {
  code: 'drift/model-monitor-closed',
  message: 'SageMaker Model Monitor is closed to AWS accounts that did not use it before 30 July 2026, which get a refusal when they deploy: in a new account, serve from a cluster '
    + 'and take DriftMonitorKind.evidently(…); in an account that has used it, acknowledge this warning',
} as const;

/**
 * `acme-ml-fraud-drift`: begins the names of schedules, of jobs that compute a baseline (63 characters both), and of state machines (80), whose longest endings have 14.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateMonitoringSchedule.html, https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProcessingJob.html
 */
export const MONITOR_NAME = {
  what: 'a monitor of SageMaker',
  minLength: 1,
  maxLength: 45,
  pattern: /^[a-z0-9](?:-*[a-z0-9])*$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/**
 * A schedule is hourly, daily, or every so many hours: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-schedule-expression.html. A run takes an hour of an
 * hourly schedule at most, and less than a day of any other: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringStoppingCondition.html. The analyzer
 * compares distributions by the largest difference of the cumulated parts: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html
 */
export const MONITOR = {
  name: 'SageMaker Model Monitor',
  measures: ['l-infinity'],
  qualityMetrics: ['accuracy', 'precision', 'recall', 'f1', 'auc', 'rmse', 'mae', 'r2'],
  biasMetrics: ['demographic-parity-difference', 'disparate-impact', 'equal-opportunity-difference'],
  requestFormats: ['csv', 'json-instances', 'json-records'],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-create-baseline.html: the analyzer reads CSV and JSON
  baselineFormats: ['csv', 'json-lines'],
  // What a state of Step Functions holds, 256 KiB, has room for the constraints of so many: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
  mostFeatures: 250,
  leastDistanceHours: 1,
  longestRunHours: 24,
} as const;

/**
 * The machines of the jobs: the smallest that the analyzer, which is Spark, runs on in AWS's own examples
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-create-baseline.html), with a disk as there.
 */
export const MONITOR_MACHINE = { instanceType: 'ml.m5.xlarge', diskGib: 20 } as const;

/** Of every job. */
export function machines(keyArn: string) {
  const { instanceType, diskGib } = MONITOR_MACHINE;
  return { InstanceCount: 1, InstanceType: instanceType, VolumeSizeInGB: diskGib, VolumeKmsKeyId: keyArn };
}

/**
 * A line of a crontab as a monitoring schedule takes it; nothing where it has no words for it. It knows full hours, every so many hours of a day from one on, and no days:
 * `cron(0 2 ? * * *)`, `cron(0 0/6 ? * * *)`, `cron(0 * ? * * *)`.
 */
export function monitoringExpression(cron: string): string | undefined {
  const [minute, hour, ...days] = cron.split(' ') as [string, string, ...string[]];
  if (minute !== '0' || days.some((day) => day !== '*')) return undefined;
  if (/^(?:\d+|\*)$/.test(hour)) return `cron(0 ${hour} ? * * *)`;
  const [, first, step] = /^(\*|\d+)\/(\d+)$/.exec(hour) ?? [];
  return first === undefined || Number(step) > 23 ? undefined : `cron(0 ${first === '*' ? 0 : Number(first)}/${step} ? * * *)`;
}

/** What is said of a schedule that has no expression. */
export const MONITORING_SCHEDULE_REFUSAL =
  'is none of the times that SageMaker Model Monitor knows, full hours of every day: give Schedule.daily(…), or Schedule.every(…) of whole hours that divide a day';

/** What no monitor of SageMaker can; by core's capabilities. */
export const DRIFT_REFUSALS = {
  'drift/managed-batch-output': {
    // https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-batch.html
    reason: 'SageMaker Model Monitor reads of batches only what batch transform jobs captured, manifests in folders of their own, and no folder of files',
    alternative: 'take DriftMonitorKind.evidently(…)',
  },
  'drift/managed-segments': {
    // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelBiasAppSpecification.html: Clarify takes no script; the baseline of a part is computed by none of them
    reason: 'jobs of SageMaker Model Monitor hold all requests against all of the baseline, and those of Clarify cannot leave any out',
    alternative: 'take DriftMonitorKind.evidently(…) for an endpoint in a cluster, or an endpoint and a monitor for each part',
  },
} as const;

/** Where the requests of a run come to lie in a job, and what it leaves: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-contract-inputs.html */
export const MONITOR_FOLDERS = { requests: '/opt/ml/processing/input/endpoint', output: '/opt/ml/processing/output', data: '/opt/ml/processing/input/data', config: '/opt/ml/processing/input/config' } as const;
