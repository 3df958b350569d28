import { Schedule } from '../../core';
import { DriftMonitorPlace } from '../../core/drift/drift-monitor-place';
import { DriftMonitorPlan, isEvidently } from '../../core/drift/drift-monitor-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { runsInCluster } from '../../core/jobs/training-job-plan';
import { isUnresolved, Problems, requireGrantPrefix } from '../../core/private';
import { regionOf } from '../../core/storage/store-region';
import { LONGEST_WORKFLOW, PIPELINE_TEMPLATE } from '../../facts/gcp/drift-limits';
import { checkCloudRegistry, checkCronJob, checkEvidently } from '../../kubernetes/drift/evidently-checks';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DriftMonitorProps } from './drift-monitor-props';
import { statementsOf } from './sql/statements';

/** What the rest of a workflow takes of its source. */
const REST_OF_WORKFLOW = 24 * 1024;

/** What only Google Cloud refuses of a monitor. */
export function checkMonitor(plan: DriftMonitorPlan, props: DriftMonitorProps, problems: Problems): void {
  const { baseline, groundTruth, reports, source } = plan;
  const paths = [baseline.path, groundTruth?.path, reports, source.kind === 'batch' ? source.path : source.capture.path];
  paths.forEach((path) => path && problems.collect(() => requireGrantPrefix(path.key)));
  if (isEvidently(plan)) {
    checkEvidently(plan, problems);
    checkCloudRegistry(plan, problems);
    return;
  }
  checkPlaces(plan, props, problems);
  checkRetraining(plan, problems);
  checkSize(plan, problems);
}

/** BigQuery works where its data sets lie, and loads from there: https://docs.cloud.google.com/bigquery/docs/batch-loading-data#data-locations */
function checkPlaces({ name, baseline, source }: DriftMonitorPlan, { platform, reports }: DriftMonitorProps, problems: Problems): void {
  const { location } = platform;
  const read = [{ what: 'the baseline', path: baseline.path }, ...(source.kind === 'batch' ? [{ what: 'predictions', path: source.path }] : [])];
  read.forEach(({ what, path }) => {
    const where = regionOf(path.store);
    if (where === undefined || isUnresolved(location) || where === location) return;
    problems.add('drift/data-region', `${what} of '${name}' are read from '${where}', but BigQuery works in '${location}', and loads from there only: keep them in a store of that region`);
  });
  if (source.kind === 'endpoint') {
    const { platform: owner, plan } = source.endpoint._traits();
    const where = (owner as IMlPlatform).location;
    if (where !== location) problems.add('drift/data-region', `the requests of '${plan.name}' are kept in '${where}', but BigQuery works in '${location}': watch the endpoint by a monitor of its own platform`);
  }
  if (reports) {
    problems.add('drift/reports-path', `reports are to go to '${reports.uri}', but what the monitor finds are rows of a table of BigQuery: leave 'reports' out, and read them there: reportLocation`);
  }
}

function checkRetraining({ name, retraining }: DriftMonitorPlan, problems: Problems): void {
  if (retraining?.kind === 'pipeline' && !isUnresolved(retraining.pipelineName) && !PIPELINE_TEMPLATE.test(retraining.pipelineName)) {
    problems.add(
      'drift/pipeline-name',
      `'${retraining.pipelineName}' is no template of a pipeline: upload the compiled pipeline to Artifact Registry, and give 'https://<region>-kfp.pkg.dev/<project>/<repository>/<pipeline>/<tag>'`,
    );
  }
  if (retraining?.kind !== 'job') return;
  const { plan: job } = retraining.job._traits();
  if (!runsInCluster(job)) return;
  problems.add(
    'drift/retrain-place',
    `'${name}' is to start '${job.name}', which runs in a cluster that workflows of Google Cloud cannot reach: give the job TrainingBackend.managed(), Retrain.pipeline(…), or the monitor DriftMonitorKind.evidently(…) in that cluster`,
  );
}

function checkSize(plan: DriftMonitorPlan, problems: Problems): void {
  const size = JSON.stringify(JSON.stringify(statementsOf(plan, 'p.d.t'))).length;
  if (size <= LONGEST_WORKFLOW - REST_OF_WORKFLOW) return;
  const { schema: { features }, segments } = plan;
  problems.add('drift/too-large', `the queries for ${features.length} features and ${segments.length} segments have ${size} characters, more than a workflow takes: watch fewer, or in two monitors`);
}

/** Notes a schedule that Cloud Scheduler, or a CronJob, has no words for. */
export function checkSchedule(schedule: Schedule, { kind }: DriftMonitorPlace, problems: Problems): void {
  if (kind === 'evidently') {
    checkCronJob(schedule, problems);
    return;
  }
  const unknown = new Problems();
  crontabOf(schedule, 'Cloud Scheduler', unknown);
  if (new Problems().collect(() => (unknown.throwIfAny(), true))) return;
  problems.add('drift/schedule', `a run every ${schedule.interval} is asked for, but Cloud Scheduler counts in hours that begin anew each day: give a distance that divides a day, or Schedule.cron(…)`);
}
