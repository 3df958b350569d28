import { ArtifactPath } from '../../core';
import { launchScript } from '../../core/jobs/launch-script';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { SAGEMAKER_RENDEZVOUS } from '../../facts/aws/sagemaker-launch';
import { writtenText, writtenTexts } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What each node runs before the command. */
export function nodeScript({ launcher, gpus }: TrainingJobPlan): string {
  return writtenText(launchScript(launcher, SAGEMAKER_RENDEZVOUS, gpus));
}

/** A job in whose command and variables nothing is a reference of Terraform but a token of cdktf: `${HOME}` is what a shell of the run is to read. */
export function asWritten<Plan extends TrainingJobPlan>(plan: Plan): Plan {
  return { ...plan, command: writtenTexts(plan.command), environment: writtenTexts(plan.environment) };
}

/** Where SageMaker leaves what it has to leave somewhere, when a job has no output. */
export function ownPath({ name }: TrainingJobPlan, { artifacts }: IMlPlatform): ArtifactPath {
  return artifacts.path(`training-jobs/${name}`);
}
