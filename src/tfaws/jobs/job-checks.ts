import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { runsInCluster, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { isUnresolved, physicalName, Problems } from '../../core/private';
import { eventsRefusal } from '../../facts/aws/job-schedules';
import { secretProblems } from '../../facts/aws/job-secrets';
import { ROLE_NAME } from '../../facts/aws/names';
import { sagemakerProblems } from '../../facts/aws/sagemaker-checks';
import { canSendEvents } from './artifact-events';
import { checkBatchJob } from './batch-service';
import { LONGEST_ROLE_SUFFIX } from './job-role';
import { nodeScript, ownPath } from './sagemaker-place';
import { TrainingJobProps } from './training-job-props';

/** What only AWS refuses of a job. */
export function checkJob(plan: TrainingJobPlan, { platform }: TrainingJobProps, problems: Problems): void {
  const { artifacts } = plan.triggers;
  artifacts.filter(({ store }) => !canSendEvents(store)).forEach(({ store, key }) => problems.add('job/artifact-events', eventsRefusal(store.storeName, key)));
  if (!runsInCluster(plan)) physicalName(ROLE_NAME, [plan.name, platform.region, LONGEST_ROLE_SUFFIX], problems);
  secretProblems(plan, isUnresolved, platform.network.egress?.kind).forEach(({ code, message }) => problems.add(code, message));
  if (plan.place.kind === 'batch') checkBatchJob(plan, platform, problems);
  if (plan.place.kind === 'managed') checkSageMakerJob(plan as TrainingJobPlan<ServicePlace>, platform, problems);
}

function checkSageMakerJob(plan: TrainingJobPlan<ServicePlace>, platform: TrainingJobProps['platform'], problems: Problems): void {
  sagemakerProblems(plan, {
    script: nodeScript(plan),
    isUnknown: isUnresolved,
    triggerUris: plan.triggers.artifacts.map(({ uri }) => uri),
    ownUri: ownPath(plan, platform).uri,
  }).forEach(({ code, message }) => problems.add(code, message));
}
