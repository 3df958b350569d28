/**
 * The longest that a run may take: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html. How many nodes a run may have is a
 * quota, 20 unless more was granted.
 */
export const LONGEST_RUN_DAYS = 28;

/**
 * What SageMaker starts processes with, it does by a toolkit inside of its own images; here each image runs its command, so that only what finds the other nodes
 * by their names can be started.
 */
export const SAGEMAKER_LAUNCHERS = {
  // https://github.com/aws/sagemaker-training-toolkit/blob/master/src/sagemaker_training/mpi.py
  mpi: {
    reason: "no node can open a shell on another, unless SageMaker's toolkit in the image makes it so",
    alternative: 'take TrainingBackend.cluster(…) with kubernetes.MpiOperator, or TrainingFramework.pytorchDdp()',
  },
} as const;

/**
 * What is run: a name of SageMaker has at most 63 characters, of which the run takes 25, and a restart for want of machines 3.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html#sagemaker-CreateTrainingJob-request-TrainingJobName
 */
export const SAGEMAKER_JOB_NAME = {
  what: 'a training job',
  minLength: 1,
  maxLength: 35,
  pattern: /^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/,
  allowed: 'letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/** Where the container finds and leaves files: https://docs.aws.amazon.com/sagemaker/latest/dg/model-train-storage.html */
export const SAGEMAKER_FOLDERS = { input: '/opt/ml/input/data', checkpoints: '/opt/ml/checkpoints', output: '/opt/ml/model' } as const;

/** How long machines may stay: the model of the API (`KeepAlivePeriodInSeconds`, botocore 1.44.5) has 21,600. https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html */
export const LONGEST_WARM_SECONDS = 21_600;

/** Where the logs of every training job of an account go, a stream for each node: https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html */
export const TRAINING_LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** Executions that failed: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export const FAILED_EXECUTIONS = { namespace: 'AWS/States', metricName: 'ExecutionsFailed', dimension: 'StateMachineArn' } as const;

/** Starts a run by hand. */
export function startExecution(machineArn: string, region: string): string {
  return `aws stepfunctions start-execution --region ${region} --state-machine-arn ${machineArn}`;
}
