import { IConstruct } from 'constructs';
import { Schedule } from '../../core';
import { crontabOf } from '../../core/jobs/crontab';
import { planTrainingJob, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Problems } from '../../core/private';
import { REGISTRIES } from '../../facts/aws/image-registries';
import { IMAGES } from '../../facts/aws/images';
import { SCHEDULE_REFUSAL } from '../../facts/aws/job-schedules';
import { SAGEMAKER_JOB_NAME } from '../../facts/aws/sagemaker-service';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { FEATURES } from '../../kubernetes/features';
import { TARGET } from '../support';
import { batchService } from './batch-service';
import { checkJob } from './job-checks';
import { sageMaker } from './managed-service';
import { expressionOf } from './schedule-expression';
import { TrainingJobProps } from './training-job-props';

/** Checks what a job is to be, and completes it. */
export function planJob(scope: IConstruct, id: string, props: TrainingJobProps): TrainingJobPlan {
  const { platformName, profile, region } = props.platform;
  return planTrainingJob(scope, id, props, {
    target: TARGET,
    platform: { platformName, profile: profile.settings },
    region,
    nameRule: SAGEMAKER_JOB_NAME,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: REGISTRIES },
    managed: sageMaker(region),
    batch: batchService(region),
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    mountDriver: FEATURES.s3MountpointDriver,
    checkSchedule,
    check: (plan, problems) => checkJob(plan, props, problems),
  });
}

function checkSchedule(schedule: Schedule, inCluster: boolean, problems: Problems): void {
  if (inCluster) crontabOf(schedule, 'Kubernetes', problems);
  else if (expressionOf(schedule) === undefined) problems.add('job/schedule', `the schedule '${schedule.cronExpression}' ${SCHEDULE_REFUSAL}`);
}
