import { Schedule } from '../../core';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { Problems } from '../../core/private';
import { requireSoftware } from '../../core/serving/cluster-endpoint-plan';
import { ClusterDriftPlan } from './drift-labels';
import { retrainingNeeds } from './retraining';

/** A name of Kubernetes, which with what is put behind it is the label of a run: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const TEMPLATE_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,55}[a-z0-9])?$/;

/** Notes what a monitor in a cluster could not start. */
export function checkEvidently(plan: ClusterDriftPlan, problems: Problems): void {
  const { name, place, retraining } = plan;
  if (retraining?.kind === 'job') {
    const { plan: job } = retraining.job._traits();
    const at = job.place as Partial<ClusterPlace>;
    if (at.cluster !== place.cluster) {
      const where = at.cluster ? 'in another cluster' : 'as a job of the cloud\'s own service';
      problems.add(
        'drift/retrain-place',
        `'${name}' is to start '${job.name}', which runs ${where}, but a monitor in the cluster '${place.traits.clusterName}' starts runs there: give the job TrainingBackend.cluster(…) with that cluster, or Retrain.pipeline(…) with a WorkflowTemplate of Argo that starts it`,
      );
      return;
    }
  }
  if (retraining?.kind === 'pipeline' && !TEMPLATE_NAME.test(retraining.pipelineName)) {
    problems.add('drift/pipeline-name', `'${retraining.pipelineName}' is to be started, but no WorkflowTemplate of Argo is called so: give its name, lower-case letters, digits, '-' and '.', 57 at most`);
  }
  retrainingNeeds(plan).forEach((need) => requireSoftware(need, `the retraining of '${name}'`, place.traits, problems));
}

/** Notes a distance that a CronJob does not have, whose hours begin anew each day. */
export function checkCronJob({ interval }: Schedule, problems: Problems): void {
  if (interval === undefined) return;
  const hours = interval.toMinutes() / 60;
  if (Number.isInteger(24 / hours) && Number.isInteger(hours)) return;
  problems.add('drift/schedule', `a run every ${interval} is asked for, but a CronJob counts in hours that begin anew each day: give a distance of whole hours that divides a day, or Schedule.cron(…)`);
}

/** Notes a baseline that is renewed by a registry of a cloud, whose approvals pods do not hear of. */
export function checkCloudRegistry({ name, baseline }: ClusterDriftPlan, problems: Problems): void {
  if (!baseline.renewedBy) return;
  problems.add(
    'drift/renewed-by-place',
    `the baseline of '${name}' is to be renewed by the registry '${baseline.renewedBy.modelName}', but Evidently runs in a cluster, whose pods do not hear of approvals in the cloud's own registry: `
      + 'leave \'renewedBy\' out, and run its baselineCommand after a promotion, or take DriftMonitorKind.managed() where the endpoint is the cloud\'s',
  );
}
