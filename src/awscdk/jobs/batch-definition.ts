import { CfnJobDefinition } from 'aws-cdk-lib/aws-batch';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { launchScript } from '../../core/jobs/launch-script';
import { batchContainer, batchNodes } from '../../facts/aws/batch-container';
import { batchCommand, batchRendezvous } from '../../facts/aws/batch-launch';
import { attemptsOf, RESTARTS } from '../../facts/aws/batch-service';
import { BatchContext } from './batch-plan';
import { BatchRoles } from './batch-roles';

/** What a run is. Each change is a new revision; who starts runs names none, and so starts the newest. */
export function jobDefinition(scope: Construct, id: string, context: BatchContext, roles: BatchRoles, logGroupName: string): CfnJobDefinition {
  const { plan, platform } = context;
  const container = batchContainer({
    ...plan,
    region: Stack.of(scope).region,
    command: batchCommand(launchScript(plan.launcher, batchRendezvous(plan), plan.gpus), plan.command),
    jobRoleArn: roles.job.roleArn,
    executionRoleArn: roles.execution.roleArn,
    logGroupName,
  });
  const nodes = plan.nodes.max;
  return new CfnJobDefinition(scope, id, {
    jobDefinitionName: plan.name,
    platformCapabilities: ['EC2'],
    ...(nodes === 1 ? { type: 'container', containerProperties: container } : { type: 'multinode', nodeProperties: batchNodes(nodes, container) }),
    retryStrategy: { attempts: attemptsOf(plan.retries), evaluateOnExit: RESTARTS.map((rule) => ({ ...rule })) },
    timeout: { attemptDurationSeconds: plan.maxRunSeconds },
    propagateTags: true,
    tags: platform.tags,
  });
}
