import { Construct } from 'constructs';
import { launchScript } from '../../core/jobs/launch-script';
import { batchContainer, batchNodes } from '../../facts/aws/batch-container';
import { batchCommand, batchRendezvous } from '../../facts/aws/batch-launch';
import { attemptsOf, RESTARTS } from '../../facts/aws/batch-service';
import { BatchJobDefinition } from '../../providers/aws/batch-job-definition';
import { valuesText } from '../../terraform/software/values-text';
import { BatchContext } from './batch-plan';
import { BatchRoles } from './batch-roles';

/** What a run is. Each change is a new revision; who starts runs names none, and so starts the newest. */
export function jobDefinition(scope: Construct, id: string, context: BatchContext, roles: BatchRoles, logGroupName: string): BatchJobDefinition {
  const { plan, platform, tags } = context;
  const container = batchContainer({
    ...plan,
    region: platform.region,
    command: batchCommand(launchScript(plan.launcher, batchRendezvous(plan), plan.gpus), plan.command),
    jobRoleArn: roles.job.arn,
    executionRoleArn: roles.execution.arn,
    logGroupName,
  });
  const nodes = plan.nodes.max;
  return new BatchJobDefinition(scope, id, {
    name: plan.name,
    platformCapabilities: ['EC2'],
    // As text in which what a shell reads is no expression of Terraform.
    ...(nodes === 1
      ? { type: 'container', containerProperties: valuesText(container) }
      : { type: 'multinode', nodeProperties: valuesText(batchNodes(nodes, container)) }),
    retryStrategy: { attempts: attemptsOf(plan.retries), evaluateOnExit: RESTARTS.map((rule) => ({ ...rule })) },
    timeout: { attemptDurationSeconds: plan.maxRunSeconds },
    propagateTags: true,
    tags,
  });
}
