import { Duration } from '../../core';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { checkGrants, runsInCluster, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Problems } from '../../core/private';
import { JOB_LIMITS } from '../../facts/azure/ml-jobs';
import { requireConditionPrefix } from '../identity/blob-conditions';
import { requireResourceId } from '../platform/resource-ids';
import { folderOf } from './store-facts';
import { TrainingJobProps } from './training-job-props';
import { checkSecrets } from './vault-secrets';

/** What only Azure has against a job. */
export function checkJob(plan: TrainingJobPlan, props: TrainingJobProps, problems: Problems): void {
  checkSecrets(plan.secrets, props, problems);
  checkGrants(plan, (key) => requireConditionPrefix(folderOf(key)), problems);
  if (props.eventTopicId !== undefined) requireResourceId(props.eventTopicId, 'Microsoft.EventGrid/systemTopics', 'the topic of events', problems);
  if (runsInCluster(plan)) return;
  checkCommand(plan, problems);
  checkDisk(plan, problems);
  checkSpotTime(plan as TrainingJobPlan<ServicePlace>, problems);
}

/** Azure ML reads a command before the shell does, and fails a run whose expressions it does not know. */
function checkCommand({ command }: TrainingJobPlan, problems: Problems): void {
  command.filter((part) => part.includes('${{')).forEach((part) => {
    problems.add('job/command', `'${part}' is a part of the command, but '\${{' begins an expression of Azure ML: write it otherwise, and take data from the variables ML_INPUT_<NAME>, ML_CHECKPOINT_DIR and ML_OUTPUT_DIR`);
  });
}

/** The disk comes with the size of the machine: no property of a compute cluster says it. */
function checkDisk({ diskGib }: TrainingJobPlan, problems: Problems): void {
  if (diskGib === undefined) return;
  problems.add('job/disk', `nodes are to have a disk of ${diskGib} GiB, but in Azure ML the disk comes with the machine: leave 'diskSize' out and give a machine whose disk is large enough, or stream the data`);
}

function checkSpotTime({ place, maxRunSeconds }: TrainingJobPlan<ServicePlace>, problems: Problems): void {
  const longest = Duration.days(JOB_LIMITS.longestSpotDays);
  if (place.capacity !== 'spot' || maxRunSeconds <= longest.toSeconds()) return;
  problems.add('job/run-time', `a run may take ${maxRunSeconds / 3600} hours on spot machines, but Azure ML ends each there after ${longest}: give less, and let the next run go on from the checkpoints`);
}
