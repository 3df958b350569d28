import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { SIGNAL_NAMES, signalsOf } from '../../core/drift/signal-plan';
import { JobWithTraits } from '../../core/jobs/job-traits';
import { START_PIPELINE } from '../../facts/azure/drift-rights';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { Identity } from '../identity/identity';
import { grantToManagedIdentity } from '../identity/role-grants';
import { TrainingJob } from '../jobs/training-job';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { DriftAccount } from './drift-account';
import { guardActions, guardTrigger } from './guard-definition';
import { LogicWorkflow } from './logic-workflow';
import { listingsOf, RetrainStart, startJob, startPipeline } from './retrain-actions';

/** Of the workflow that starts a job by hand. */
const BY_HAND = 'manual';

export interface RetrainingProps {
  readonly platform: IMlPlatform;
  readonly plan: DriftMonitorPlan;
  readonly account: DriftAccount;
}

/** The workflow that takes what a monitor tells, writes it down, and starts retrainings within their limits. */
export class Retraining extends Construct {
  public readonly workflow: LogicWorkflow;

  private readonly platform: IMlPlatform;
  private readonly plan: DriftMonitorPlan;

  public constructor(scope: Construct, id: string, { platform, plan, account }: RetrainingProps) {
    super(scope, id);
    this.platform = platform;
    this.plan = plan;
    const { name } = plan;
    const { messagesUri } = account;
    const retraining = this.start();
    this.workflow = new LogicWorkflow(this, 'Guard', {
      platform,
      name: `${name}-guard`,
      trigger: { name: 'event', definition: guardTrigger(messagesUri) },
      actions: guardActions({ messagesUri, ...(retraining ? { retraining } : {}) }),
    });
    const { principalId } = this.workflow.resource;
    grantToManagedIdentity(this, 'Take', principalId, { scope: account.queueId, role: 'storageQueueDataMessageProcessor', description: `Takes the events of ${name}`, after: account.ready });
    this.letStart(principalId);
  }

  private start(): RetrainStart | undefined {
    const { platform: { machineLearningWorkspaceId }, plan: { retraining, signals } } = this;
    if (!retraining) return undefined;
    const { coolDownSeconds, maxRunsPerDay } = retraining;
    const names = signalsOf(signals).filter((signal) => signals[signal]!.retrains).map((signal) => SIGNAL_NAMES[signal]);
    const limits = { coolDownSeconds, maxRunsPerDay, signals: names };
    if (retraining.kind === 'pipeline') {
      const { pipelineName } = retraining;
      const start = startPipeline(machineLearningWorkspaceId, pipelineName);
      return { ...limits, start, listings: listingsOf(machineLearningWorkspaceId, pipelineName) };
    }
    const { job } = retraining;
    const { startWorkflowResource } = job as JobWithTraits as unknown as TrainingJob;
    const owner = job._traits().platform as IMlPlatform;
    return {
      ...limits,
      start: startJob(startWorkflowResource!.getStringAttribute('id'), BY_HAND),
      listings: listingsOf(owner.machineLearningWorkspaceId, job.jobName),
    };
  }

  /** The right to start this job, and no other; of a pipeline Azure has a right for all of a workspace only. */
  private letStart(principalId: string): void {
    const { platform, plan: { name, retraining } } = this;
    if (retraining?.kind === 'job') retraining.job.grantStart(Identity.servicePrincipal(principalId));
    if (retraining?.kind !== 'pipeline') return;
    const { resourceGroupId, nameSuffix, machineLearningWorkspaceId } = platform;
    const role = new RoleDefinition(this, 'StartRole', {
      name: `${name} retraining ${nameSuffix}`,
      description: 'What starts a pipeline, and sees how its runs go',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: [...START_PIPELINE] }],
    });
    grantToManagedIdentity(this, 'Start', principalId, { scope: machineLearningWorkspaceId, roleDefinitionId: role.roleDefinitionResourceId, description: `Starts ${retraining.pipelineName}` });
  }
}
