import { MonitorFacts, MonitorJob, monitorJobs, scheduleName } from './drift-monitor';
import { FAILED_EXECUTIONS } from './sagemaker-service';
import { EndpointSeries, SeriesFacts } from './serving-metrics';

/**
 * What the machine that reads reports puts, since SageMaker counts neither runs nor what crossed a threshold. `Signal` is as users call it, `Job` as `MonitorJob` has it.
 */
export const DRIFT_NAMESPACE = 'MlPlatform/{name}';
export const DRIFT_METRICS = {
  violations: 'DriftViolations',
  runs: 'DriftRuns',
  failures: 'DriftRunsFailed',
  noGroundTruth: 'DriftNoGroundTruth',
  baselines: 'DriftBaselines',
  bias: 'DriftBias',
  attribution: 'DriftAttribution',
  retrainings: 'DriftRetrainings',
} as const;

export type DriftMetric = keyof typeof DRIFT_METRICS;

/** The namespace of what a platform's monitors put. */
export function driftNamespace(platformName: string): string {
  return DRIFT_NAMESPACE.replace('{name}', platformName);
}

/** The dimensions of a metric of a monitor, in the form of PutMetricData. */
export function driftDimensions(monitor: string, more: Readonly<Record<string, string>> = {}): Array<Readonly<Record<'Name' | 'Value', string>>> {
  return Object.entries({ DriftMonitor: monitor, ...more }).map(([Name, Value]) => ({ Name, Value }));
}

/** A metric of a monitor. */
export function driftSeries(platformName: string, monitor: string, metric: DriftMetric, more: Readonly<Record<string, string>> = {}): SeriesFacts {
  return { namespace: driftNamespace(platformName), metricName: DRIFT_METRICS[metric], dimensions: { DriftMonitor: monitor, ...more } };
}

/**
 * What the analyzer itself puts of each column: the distance to the baseline. The name is in
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-interpreting-cloudwatch.html, the namespace and the dimensions are as AWS's own examples read them:
 * https://github.com/aws-samples/amazon-sagemaker-safe-deployment-pipeline/blob/master/assets/deploy-model-prd.yml
 */
export function columnDrift(monitor: string, endpointName: string, column: string): SeriesFacts {
  return {
    namespace: 'aws/sagemaker/Endpoints/data-metrics',
    metricName: `feature_baseline_drift_${column}`,
    dimensions: { Endpoint: endpointName, MonitoringSchedule: scheduleName(monitor, 'data-quality') },
  };
}

/** How the analyzer calls metrics of quality: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-metrics-cw.html; of several classes they are weighted. */
const WEIGHTED: Readonly<Record<string, string>> = { precision: 'weighted_precision', recall: 'weighted_recall', f1: 'weighted_f1' };

/** What the analyzer calls a metric of quality. */
export function qualityName({ schema }: MonitorFacts, metric: string): string {
  return (schema.prediction.problem === 'multiclass' && WEIGHTED[metric]) || metric;
}

/** A metric of quality, which the analyzer puts, at the time of the requests that it looked at: the namespace as there, the dimensions as in https://github.com/aws/sagemaker-python-sdk/tree/master/src/sagemaker/model_monitor/dashboards. */
export function qualitySeries(monitor: MonitorFacts, endpointName: string, metric: string): SeriesFacts {
  return {
    namespace: 'aws/sagemaker/Endpoints/model-metrics',
    metricName: qualityName(monitor, metric),
    dimensions: { Endpoint: endpointName, MonitoringSchedule: scheduleName(monitor.name, 'model-quality') },
  };
}

/** How many thresholds of a signal were crossed, which the machine counts when a run has ended: an alarm sees nothing of a time that is over, as that of requests with ground truth is. */
export function signalViolations(platformName: string, monitor: string, signal: string): EndpointSeries {
  return { series: [driftSeries(platformName, monitor, 'violations', { Signal: signal })], expression: 'm0' };
}

/** Runs that ended well, of the job that ran least often. A baseline that was computed counts, too, so that a monitor that is new is not one that did not run. */
export function leastRuns(platformName: string, monitor: MonitorFacts): EndpointSeries {
  const runs = runSeries(platformName, monitor, 'runs');
  const each = runs.map((_, i) => `FILL(m${i},0)`);
  const least = each.length === 1 ? each[0]! : `MIN([${each.join(',')}])`;
  return { series: [...runs, driftSeries(platformName, monitor.name, 'baselines')], expression: `${least}+FILL(m${runs.length},0)` };
}

/** Runs of all jobs, that ended well or failed. */
export function allRuns(platformName: string, monitor: MonitorFacts, what: 'runs' | 'failures'): EndpointSeries {
  const series = runSeries(platformName, monitor, what);
  return { series, expression: series.length === 1 ? 'm0' : series.map((_, i) => `FILL(m${i},0)`).join('+') };
}

function runSeries(platformName: string, monitor: MonitorFacts, what: 'runs' | 'failures'): SeriesFacts[] {
  return monitorJobs(monitor).map((Job: MonitorJob) => driftSeries(platformName, monitor.name, what, { Job }));
}

/** Runs are counted in periods as long as the longest time between two, a day at most, two of which have to be empty: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const NOT_RUN_PERIODS = 2;
const DAY_SECONDS = 86_400;

export function runPeriodSeconds({ windowSeconds }: MonitorFacts): number {
  return Math.min(DAY_SECONDS, windowSeconds);
}

/** Executions of one of the machines that failed. */
export function failedExecutions(machineArn: string): EndpointSeries {
  const { namespace, metricName, dimension } = FAILED_EXECUTIONS;
  return { series: [{ namespace, metricName, dimensions: { [dimension]: machineArn } }], expression: 'm0' };
}

/** Runs of a pipeline that failed, as events. */
export const FAILED_RUN_OF_A_PIPELINE = {
  'source': ['aws.sagemaker'],
  'detail-type': ['SageMaker Model Building Pipeline Execution Status Change'],
  'resources': [{ prefix: 'arn:{partition}:sagemaker:{region}:{account}:pipeline/{pipeline}' }],
  'detail': { currentPipelineExecutionStatus: ['Failed'] },
} as const;

/**
 * Signals are looked at as seldom as this, so that each run which crosses a threshold is a change of its alarm: one that stays as it is tells nobody twice, and drift that goes
 * on beyond the cool-down would start no second retraining. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export const SIGNAL_PERIOD_SECONDS = 600;
