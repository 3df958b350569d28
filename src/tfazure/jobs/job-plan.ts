import { IConstruct } from 'constructs';
import { crontabOf } from '../../core/jobs/crontab';
import { planTrainingJob, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { IMAGES } from '../../facts/azure/images';
import { NAME_RULES } from '../../facts/azure/names';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { FEATURES } from '../../kubernetes/features';
import { TARGET } from '../support';
import { checkJob } from './job-checks';
import { scheduleLine } from './job-schedules';
import { AZURE_ML } from './managed-service';
import { TrainingJobProps } from './training-job-props';

/** What is asked for, checked and completed. */
export function planJob(scope: IConstruct, id: string, props: TrainingJobProps): TrainingJobPlan {
  const { platformName, location, profile } = props.platform;
  return planTrainingJob(scope, id, props, {
    target: TARGET,
    platform: { construct: props.platform, platformName, profile: profile.settings },
    region: location,
    nameRule: NAME_RULES.trainingJob,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: {} },
    managed: AZURE_ML,
    storageUri: /^https:\/\/[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net\//,
    storageName: 'an Azure storage account',
    mountDriver: FEATURES.blobDriver,
    checkSchedule: (schedule, inCluster, problems) => void (inCluster ? crontabOf(schedule, 'Kubernetes', problems) : scheduleLine(schedule, problems)),
    check: (plan, problems) => checkJob(plan, props, problems),
  });
}
