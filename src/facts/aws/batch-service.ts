/** What AWS Batch runs a job on is EC2, so that its machines are those of `machines.ts`. */
export const BATCH = {
  name: 'AWS Batch',
  /** Jobs on EC2 have no bound but that of the number in which it is given, 32 bits: https://docs.aws.amazon.com/batch/latest/APIReference/API_JobTimeout.html */
  longestRunSeconds: 2_147_483_647,
  /** https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
  mostAttempts: 10,
  /** How often a run starts again where nobody says it. */
  usualRetries: 3,
  launchers: {
    // A node is one container, and no other may open a shell in it: https://docs.aws.amazon.com/batch/latest/userguide/multi-node-parallel-jobs.html
    mpi: {
      reason: 'no node can open a shell on another',
      alternative: 'take TrainingBackend.cluster(…) with kubernetes.MpiOperator, or TrainingFramework.pytorchDdp()',
    },
  },
} as const;

/** How often a run is started, counting the first time. */
export function attemptsOf(retries: number | undefined): number {
  return (retries ?? BATCH.usualRetries) + 1;
}

/**
 * After what a run starts again: its machine was taken away or died. All else, the code's own failure among it, ends the run.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html, https://aws.amazon.com/blogs/compute/introducing-retry-strategies-for-aws-batch/
 */
export const RESTARTS = [
  { onStatusReason: 'Host EC2*', action: 'RETRY' },
  { onReason: '*', action: 'EXIT' },
] as const;

/**
 * A run that can never start is ended, and so is a failed run that somebody is told of; one that waits for machines to become free waits on.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable_time_limit_actions.html
 */
export const NEVER_STARTS = ['MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE', 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT'].map((reason) => ({
  action: 'CANCEL', maxTimeSeconds: 600, reason, state: 'RUNNABLE',
}));
