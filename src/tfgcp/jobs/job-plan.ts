import { IConstruct } from 'constructs';
import { crontabOf } from '../../core/jobs/crontab';
import { planTrainingJob, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { Problems } from '../../core/private';
import { IMAGES, REGISTRIES } from '../../facts/gcp/images';
import { TRAINING_JOB_NAME } from '../../facts/gcp/names';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { FEATURES } from '../../kubernetes/features';
import { TARGET } from '../support';
import { checkJob } from './job-checks';
import { VERTEX } from './managed-service';
import { TrainingJobProps } from './training-job-props';

/** Checks what a job is to be, and completes it. */
export function planJob(scope: IConstruct, id: string, props: TrainingJobProps): TrainingJobPlan {
  const { platform } = props;
  return planTrainingJob(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profile: platform.profile.settings },
    region: platform.location,
    nameRule: TRAINING_JOB_NAME,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: REGISTRIES },
    managed: VERTEX,
    storageUri: /^gs:\/\//,
    storageName: 'Cloud Storage',
    mountDriver: FEATURES.gcsFuseDriver,
    checkSchedule: (schedule, inCluster, problems) => void crontabOf(schedule, inCluster ? 'Kubernetes' : 'Cloud Scheduler', problems),
    check: (plan: TrainingJobPlan, problems: Problems) => checkJob(plan, props, problems),
  });
}
