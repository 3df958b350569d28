/**
 * A run that failed for good, after all of its attempts; nodes of one, whose ids have a number behind `#`, are no runs.
 * https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const FAILED_RUN = {
  'source': ['aws.batch'],
  'detail-type': ['Batch Job State Change'],
  'detail': { status: ['FAILED'], jobQueue: ['{queue}'], jobId: [{ 'anything-but': { wildcard: '*#*' } }] },
} as const;

/** The target of a schedule: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html */
export const SCHEDULED_SUBMIT = 'arn:{partition}:scheduler:::aws-sdk:batch:submitJob';

/** What a schedule sends, in the names of the API of AWS Batch: https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
export function submission(name: string, queueArn: string, definitionArn: string): Record<string, string> {
  return { JobName: name, JobQueue: queueArn, JobDefinition: definitionArn };
}

/** The same for a shell, where somebody starts a run by hand; a definition without a revision is its newest. */
export function submitCommand(region: string, name: string, queue: string): string {
  return `aws batch submit-job --region ${region} --job-name ${name} --job-queue ${queue} --job-definition ${name}`;
}
