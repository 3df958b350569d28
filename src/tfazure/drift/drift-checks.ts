import { Schedule } from '../../core';
import { DriftMonitorPlace } from '../../core/drift/drift-monitor-place';
import { DriftMonitorPlan, isEvidently } from '../../core/drift/drift-monitor-plan';
import { runsInCluster } from '../../core/jobs/training-job-plan';
import { Problems } from '../../core/private';
import { checkCloudRegistry, checkCronJob, checkEvidently } from '../../kubernetes/drift/evidently-checks';
import { requireConditionPrefix } from '../identity/blob-conditions';
import { scheduleLine } from '../jobs/job-schedules';
import { folderOf } from '../jobs/store-facts';
import { requireResourceId } from '../platform/resource-ids';
import { DriftMonitorProps } from './drift-monitor-props';
import { watchedPaths } from './watched-paths';

/** Notes a schedule that the cloud, or Kubernetes, cannot express. */
export function checkSchedule(schedule: Schedule, { kind }: DriftMonitorPlace, problems: Problems): void {
  if (kind === 'evidently') checkCronJob(schedule, problems);
  else scheduleLine(schedule, problems, 'drift/schedule');
}

/** What only Azure has against a monitor. */
export function checkMonitor(plan: DriftMonitorPlan, { eventTopicId }: DriftMonitorProps, problems: Problems): void {
  const { reads, writes } = watchedPaths(plan);
  [...reads, ...writes].forEach(({ key }) => problems.collect(() => requireConditionPrefix(folderOf(key))));
  if (eventTopicId !== undefined) requireResourceId(eventTopicId, 'Microsoft.EventGrid/systemTopics', 'the topic of events', problems);
  if (isEvidently(plan)) {
    checkEvidently(plan, problems);
    checkCloudRegistry(plan, problems);
    return;
  }
  if (plan.retraining?.kind === 'pipeline') checkPipeline(plan.retraining.pipelineName, problems);
  if (plan.retraining?.kind !== 'job') return;
  const job = plan.retraining.job._traits().plan;
  if (!runsInCluster(job)) return;
  problems.add(
    'drift/retrain-place',
    `the job '${job.name}' runs in the cluster '${job.place.cluster.clusterName}', whose API server no workflow of Azure reaches: take a job of TrainingBackend.managed(), Retrain.pipeline(…), or DriftMonitorKind.evidently(…) in that cluster`,
  );
}

/** As ARM names components of a workspace, at 2025-12-01. */
function checkPipeline(name: string, problems: Problems): void {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,200}$/.test(name)) return;
  problems.add('drift/pipeline-name', `'${name}' is to be started, but no pipeline of Azure ML is called so: give the name of a pipeline component of the workspace, letters, digits, '-' and '_'`);
}
