import { ArtifactPath } from '../../core';
import { launchScript } from '../../core/jobs/launch-script';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { SAGEMAKER_RENDEZVOUS } from '../../facts/aws/sagemaker-launch';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What each node runs before the command; Terraform reads `${` as a reference of its own, unless it is doubled. */
export function nodeScript({ launcher, gpus }: TrainingJobPlan): string {
  return launchScript(launcher, SAGEMAKER_RENDEZVOUS, gpus).replaceAll('${', () => '$${');
}

/** Where SageMaker leaves what it has to leave somewhere, when a job has no output. */
export function ownPath({ name }: TrainingJobPlan, { artifacts }: IMlPlatform): ArtifactPath {
  return artifacts.path(`training-jobs/${name}`);
}
