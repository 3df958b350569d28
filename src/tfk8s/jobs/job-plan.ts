import { IConstruct } from 'constructs';
import { ClusterPlace } from '../../core/jobs/cluster-job-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { planTrainingJob, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { IMAGES } from '../../facts/kubernetes/images-runtimes';
import { CLUSTER_NAME } from '../../facts/kubernetes/names';
import { FEATURES } from '../../kubernetes/features';
import { TARGET } from '../support';
import { TrainingJobProps } from './training-job-props';

/** What is asked for, checked and completed: always in a cluster, since there is no cloud whose service could run it. */
export function planJob(scope: IConstruct, id: string, props: TrainingJobProps): TrainingJobPlan<ClusterPlace> {
  const { platform } = props;
  return planTrainingJob(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profile: platform.profile.settings },
    nameRule: CLUSTER_NAME,
    clusterImages: { images: IMAGES, registries: {} },
    storageUri: /^s3:\/\//,
    storageName: 'an S3-compatible store',
    mountDriver: FEATURES.s3MountpointDriver,
    checkSchedule: (schedule, _inCluster, problems) => void crontabOf(schedule, 'Kubernetes', problems),
    check: () => undefined,
  }) as TrainingJobPlan<ClusterPlace>;
}
