import { CLUSTER_LOG_GROUPS, CONTROL_PLANE_LOG_GROUP } from './cluster-metrics';
import { freshnessPeriods } from './features-metrics';
import { LogMetricFact } from './serving-cluster';
import { EndpointSeries, SeriesFacts } from './serving-metrics';

/** Lines that become metrics, of which some fields tell the series apart; three at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringPolicyExamples.html */
export interface MonitorLineFact extends LogMetricFact {
  readonly dimensions: Readonly<Record<string, string>>;
  /** What is counted of a minute in which lines came, and none of these. Only of series that nothing tells apart: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html */
  readonly otherwise?: number;
}

/** What is counted of a monitor of Evidently. */
export type MonitorLine = 'featureValues' | 'modelValues' | 'violations' | 'allViolations' | 'runs' | 'endedRuns' | 'failedRuns' | 'groundTruthRows' | 'retrainings' | 'failedRetrainings';

/** Where it is counted; braces as in `statement.ts`. */
export const MONITOR_NAMESPACE = 'MlPlatform/{name}';

/**
 * How long an alarm of a signal goes on after a run: each run that crosses a threshold changes the state of the alarm anew, and people, and rules, are told of each.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
const VALUE_PERIOD_SECONDS = 600;

/** An alarm looks back a week at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarm-evaluation */
const LONGEST_LOOK_BACK_SECONDS = 7 * 86_400;

/** How alarms look at a monitor whose next run has ended after that time at the latest. */
export function monitorWatch(latestRunSeconds: number) {
  const missed = freshnessPeriods(latestRunSeconds);
  return { valuePeriodSeconds: VALUE_PERIOD_SECONDS, missed: missed.periodSeconds * missed.periods > LONGEST_LOOK_BACK_SECONDS ? undefined : missed };
}

/**
 * Runs say what they found in lines of JSON (`src/kubernetes/drift/program/ml-report.ts`), which the add-on takes apart:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-setup-logs-FluentBit.html. The audit log has each Job that ended (`cluster-job-metrics.ts`).
 */
export function monitorLines(cluster: string, namespace: string, monitor: string): Readonly<Record<MonitorLine, MonitorLineFact>> {
  const logGroup = CLUSTER_LOG_GROUPS.application.replace('{cluster}', cluster);
  const line = (what: string, field: string | undefined, dimensions: Readonly<Record<string, string>> = {}, more = ''): MonitorLineFact => ({
    logGroup,
    dimensions,
    pattern: `{ ($.log_processed.ml_drift = "${monitor}") && ($.log_processed.what = "${what}")${more} }`,
    value: field === undefined ? '1' : `$.log_processed.${field}`,
  });
  const signal = { Signal: '$.log_processed.signal' };
  const metric = { ...signal, Metric: '$.log_processed.metric' };
  return {
    featureValues: line('feature-value', 'value', { ...metric, Feature: '$.log_processed.feature' }),
    modelValues: line('model-value', 'value', metric),
    violations: line('signal', 'violations', signal),
    allViolations: line('run', 'violations'),
    runs: line('run', undefined),
    endedRuns: { ...jobsOf(cluster, namespace, monitor, 'Complete'), otherwise: 0 },
    failedRuns: jobsOf(cluster, namespace, monitor, 'Failed'),
    groundTruthRows: line('run', 'ground_truth_rows', {}, ' && ($.log_processed.ground_truth_rows >= 0)'),
    retrainings: line('run', 'retrained'),
    failedRetrainings: line('run', 'retraining_failed'),
  };
}

/**
 * Jobs of the CronJob of a monitor that ended so, also those that somebody has made of it, as the audit log has them. A cluster writes that log all the time, so that there are zeros from
 * the moment on at which runs are waited for, and nothing before: what is missing since then is missed, and what is new is not.
 */
function jobsOf(cluster: string, namespace: string, monitor: string, ending: 'Complete' | 'Failed'): MonitorLineFact {
  const ended = [0, 1, 2].map((i) => `($.responseObject.status.conditions[${i}].type = "${ending}")`).join(' || ');
  return {
    logGroup: CONTROL_PLANE_LOG_GROUP.replace('{cluster}', cluster),
    pattern: '{ ($.objectRef.resource = "jobs") && ($.objectRef.subresource = "status")'
      + ` && ($.objectRef.namespace = "${namespace}") && ($.responseObject.metadata.ownerReferences[0].name = "${monitor}") && (${ended}) }`,
    value: '1',
    dimensions: {},
  };
}

/** What the lines of a monitor are counted as. */
export function monitorMetric(monitor: string, what: MonitorLine): string {
  return `${monitor}-${what.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** One series of what was counted. */
export function monitorSeries(platformName: string, monitor: string, what: MonitorLine, dimensions: SeriesFacts['dimensions'] = {}): EndpointSeries {
  const namespace = MONITOR_NAMESPACE.replace('{name}', platformName);
  return { series: [{ namespace, metricName: monitorMetric(monitor, what), dimensions }], expression: 'm0' };
}
