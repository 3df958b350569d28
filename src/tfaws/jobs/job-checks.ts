import { Token } from 'cdktf';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { checkGrants, runsInCluster, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { isUnresolved, Problems, requireGrantPrefix } from '../../core/private';
import { canSendEvents } from '../../core/storage/artifact-events';
import { batchRefusals } from '../../facts/aws/batch-refusals';
import { JobRefusal } from '../../facts/aws/job-refusal';
import { eventsRefusal } from '../../facts/aws/job-schedules';
import { secretRefusals } from '../../facts/aws/job-secrets';
import { sagemakerRefusals } from '../../facts/aws/sagemaker-refusals';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { requireRoleNames } from './job-role';
import { nodeScript, ownPath } from './sagemaker-place';
import { TrainingJobProps } from './training-job-props';

/** What only AWS refuses of a job. */
export function checkJob(plan: TrainingJobPlan, { platform }: TrainingJobProps, problems: Problems): void {
  checkGrants(plan, requireGrantPrefix, problems);
  const { artifacts } = plan.triggers;
  artifacts.filter(({ store }) => !canSendEvents(store)).forEach(({ store, key }) => problems.add('job/artifact-events', eventsRefusal(store.storeName, key)));
  if (!runsInCluster(plan)) requireRoleNames(plan.name, platform.region, problems);
  const egress = platform.network.egress?.kind;
  const refusals = [...secretRefusals(plan, isUnresolved, egress), ...serviceRefusals(plan, platform, egress)];
  refusals.forEach(({ code, message }) => problems.add(code, message));
}

function serviceRefusals(plan: TrainingJobPlan, platform: IMlPlatform, egress: string | undefined): JobRefusal[] {
  if (runsInCluster(plan)) return [];
  const job = plan as TrainingJobPlan<ServicePlace>;
  if (job.place.kind === 'batch') return batchRefusals(job, egress);
  return sagemakerRefusals(job, {
    script: nodeScript(job),
    isUnknown: (text) => Token.isUnresolved(text),
    isReference: isUnresolved,
    triggerUris: job.triggers.artifacts.map(({ uri }) => uri),
    ownUri: ownPath(job, platform).uri,
  });
}
