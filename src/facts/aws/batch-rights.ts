import { REGISTRY_LOGIN, REGISTRY_PULL } from './grants';
import { READ_SCHEDULE, READ_SECRETS } from './job-rights';
import { IN_REGION, StatementFact } from './statement';

/**
 * Rights around a job of AWS Batch. Words in braces beside those of `statement.ts`: `{queue}` `{definition}` (ARN without a revision) `{logs}` (ARN of all that
 * lies in the log group) `{cluster}` `{instances}` (ARNs in ECS) and the lists `{secrets}` and `{repositories}`.
 */

/** Who takes which role. */
export const BATCH_TRUST = {
  nodes: { service: 'ec2.amazonaws.com' },
  // What the agent of ECS takes to start a container: https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html
  execution: { service: 'ecs-tasks.amazonaws.com' },
  // The container itself, in this account: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
  job: {
    service: 'ecs-tasks.amazonaws.com',
    conditions: { StringEquals: { 'aws:SourceAccount': '{account}' }, ArnLike: { 'aws:SourceArn': 'arn:{partition}:ecs:{region}:{account}:*' } },
  },
} as const;

/**
 * What the agent of ECS does on a machine, in the cluster of this job. `AmazonEC2ContainerServiceforEC2Role` has the same for every cluster, and images and logs
 * beside it, which the execution role is for; the resources are those of AWS's policy for the same agent on machines of ECS:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInstanceRolePolicyForManagedInstances.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
export const BATCH_NODE: readonly StatementFact[] = [
  { sid: 'FindAgentEndpoint', actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'], conditions: IN_REGION },
  {
    sid: 'JoinCluster',
    actions: [
      'ecs:DeregisterContainerInstance',
      'ecs:RegisterContainerInstance',
      'ecs:SubmitAttachmentStateChanges',
      'ecs:SubmitContainerStateChange',
      'ecs:SubmitTaskStateChange',
    ],
    resources: ['{cluster}'],
  },
  { sid: 'TakeWork', actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'], resources: ['{instances}'] },
];

/** AWS Batch names the cluster of a compute environment after it: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/BatchServiceRolePolicy.html */
export const BATCH_CLUSTER = {
  cluster: 'arn:{partition}:ecs:{region}:{account}:cluster/AWSBatch-{environment}-*',
  instances: 'arn:{partition}:ecs:{region}:{account}:container-instance/AWSBatch-{environment}-*/*',
} as const;

const WRITE_LOGS: StatementFact = { sid: 'WriteLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: ['{logs}'] };

/** What the agent of ECS does before a container starts, and with what it says. */
export function batchExecution(job: { readonly secrets: readonly unknown[] }, onEcr: boolean): StatementFact[] {
  return [WRITE_LOGS, ...(onEcr ? [REGISTRY_LOGIN, REGISTRY_PULL] : []), ...batchSecrets(job)];
}

/** What code does that asks for its secrets by their ids. */
export function batchSecrets({ secrets }: { readonly secrets: readonly unknown[] }): readonly StatementFact[] {
  return secrets.length > 0 ? READ_SECRETS : [];
}

/** Starting a run, in whatever revision the definition then is: https://docs.aws.amazon.com/batch/latest/userguide/iam-example-restrict-job-submission.html */
export const BATCH_SUBMIT: StatementFact = { sid: 'StartRuns', actions: ['batch:SubmitJob'], resources: ['{queue}', '{definition}', '{definition}:*'] };

/** What starts runs at the times of a schedule. */
export const BATCH_SCHEDULE: readonly StatementFact[] = [BATCH_SUBMIT, READ_SCHEDULE];

/** Starting runs and seeing how they go; what is read of AWS Batch has no resource level. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html */
export const BATCH_START: readonly StatementFact[] = [
  BATCH_SUBMIT,
  { sid: 'FollowRuns', actions: ['batch:DescribeJobs', 'batch:ListJobs'], resources: ['*'], conditions: IN_REGION },
  { sid: 'ReadLogs', actions: ['logs:FilterLogEvents', 'logs:GetLogEvents'], resources: ['{logs}'] },
];
