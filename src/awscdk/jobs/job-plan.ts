import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { planTrainingJob, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { isUnresolved } from '../../core/private';
import { REGISTRIES } from '../../facts/aws/image-registries';
import { IMAGES } from '../../facts/aws/images';
import { SAGEMAKER_JOB_NAME } from '../../facts/aws/sagemaker-service';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { FEATURES } from '../../kubernetes/features';
import { TARGET } from '../support';
import { batchService } from './batch-service';
import { checkJob } from './job-checks';
import { sageMaker } from './managed-service';
import { checkSchedule } from './schedule-expression';
import { TrainingJobProps } from './training-job-props';

/** Checks what a job is to be, and completes it. */
export function planJob(scope: IConstruct, id: string, props: TrainingJobProps): TrainingJobPlan {
  const { platformName, profile } = props.platform;
  const { region } = Stack.of(scope);
  const known = isUnresolved(region) ? undefined : region;
  return planTrainingJob(scope, id, props, {
    target: TARGET,
    platform: { construct: props.platform, platformName, profile: profile.settings },
    region: known,
    nameRule: SAGEMAKER_JOB_NAME,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: REGISTRIES },
    managed: sageMaker(known),
    batch: batchService(known),
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    mountDriver: FEATURES.s3MountpointDriver,
    checkSchedule,
    check: (plan, problems) => checkJob(scope, plan, props, problems),
  });
}
