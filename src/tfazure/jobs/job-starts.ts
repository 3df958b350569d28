import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { JOB_ACTIONS } from '../../facts/azure/ml-jobs';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { grantId, grantTo } from '../identity/role-grants';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ArrivalQueue } from './arrival-queue';
import { JobDefinition } from './job-definition';
import { failedStarts } from './job-metrics';
import { jobSchedules } from './job-schedules';
import { startCommandOf, StartWorkflow, StartWorkflowProps } from './start-workflow';

const BY_HAND = 'manual';

/** As a workflow writes the time, for which the API of storage asks. */
const STORAGE_HEADERS = { 'x-ms-version': '2024-11-04', 'x-ms-date': "@{utcNow('R')}" };
const STORAGE_AUTHENTICATION = { type: 'ManagedServiceIdentity', audience: 'https://storage.azure.com/' };

/** A message that was taken and not deleted within that time is seen again: its run could not be made. */
const HIDDEN_SECONDS = 600;

/** A part of the answer of the queue, which is XML: https://learn.microsoft.com/en-us/rest/api/storageservices/get-messages */
const messagePart = (name: string): string => `xpath(xml(triggerBody()), 'string(//QueueMessage/${name})')`;

export interface JobStartsProps extends Pick<TrainingJobPlan, 'triggers' | 'severity'> {
  readonly definition: JobDefinition;
  /** The topic of the account whose objects start it, where there is one already. */
  readonly eventTopicId?: string;
}

/** What starts a job: a workflow by hand, schedules, and a second workflow for objects that arrive. */
export class JobStarts extends Construct {
  public readonly startCommand: string;
  public readonly workflow: TerraformResource;
  public readonly arrivalWorkflow?: TerraformResource;
  public readonly schedules: TerraformResource[];

  private readonly byHand: StartWorkflow;

  public constructor(scope: Construct, id: string, private readonly platform: IMlPlatform, private readonly props: JobStartsProps) {
    super(scope, id);
    const { definition, triggers, eventTopicId } = props;
    const jobName = definition.displayName;
    const role = this.role('SubmitRole', 'submit', JOB_ACTIONS.submit, 'Makes runs of a job');
    const common = { platform, jobName, definition, roleDefinitionId: role.roleDefinitionResourceId };
    this.byHand = new StartWorkflow(this, 'ByHand', { ...common, name: `${jobName}-start` }, {
      trigger: { name: BY_HAND, definition: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
      runName: "@{toLower(workflow()['run']['name'])}",
    });
    this.workflow = this.byHand.resource;
    this.startCommand = startCommandOf(this.byHand.resource.id, BY_HAND);
    this.schedules = jobSchedules(this, platform, definition, triggers.schedules);
    if (triggers.artifacts.length > 0) {
      const queue = new ArrivalQueue(this, 'Queue', platform, { jobName, paths: triggers.artifacts, eventTopicId });
      this.arrivalWorkflow = this.onArrival(queue, { ...common, name: `${jobName}-arrivals` });
    }
  }

  /** The right to start this workflow and no other, and to see how runs go, which Azure gives for a whole workspace only. */
  public grantStart(identity: IIdentity): void {
    const { platform, props: { definition }, byHand } = this;
    const role = (this.node.tryFindChild('StartRole') as RoleDefinition | undefined) ?? this.role('StartRole', 'start', JOB_ACTIONS.start, 'Starts runs of a job and sees how they go');
    const scopes = { Start: byHand.resource.id, See: platform.machineLearningWorkspaceId };
    Object.entries(scopes).forEach(([what, scope]) => grantTo(this, grantId(what, identity.identityName), identity, {
      scope, roleDefinitionId: role.roleDefinitionResourceId, description: `Starts ${definition.displayName}`,
    }));
  }

  /** One run for each object; its name is the message's, so that a message which is seen twice makes no second run. */
  private onArrival(queue: ArrivalQueue, props: StartWorkflowProps): TerraformResource {
    const call = { headers: STORAGE_HEADERS, authentication: STORAGE_AUTHENTICATION };
    const workflow = new StartWorkflow(this, 'OnArrival', props, {
      trigger: {
        name: 'arrival',
        definition: {
          type: 'Http',
          recurrence: { frequency: 'Minute', interval: 1 },
          inputs: { method: 'GET', uri: `${queue.messagesUri}?numofmessages=1&visibilitytimeout=${HIDDEN_SECONDS}`, ...call },
          conditions: [{ expression: "@greater(xpath(xml(triggerBody()), 'count(//QueueMessage)'), 0)" }],
        },
      },
      runName: `@{${messagePart('MessageId')}}`,
      after: {
        name: 'forget',
        definition: {
          type: 'Http',
          inputs: {
            method: 'DELETE',
            uri: `${queue.messagesUri}/@{${messagePart('MessageId')}}?popreceipt=@{encodeUriComponent(${messagePart('PopReceipt')})}`,
            ...call,
          },
        },
      },
    });
    queue.grantTake(workflow, workflow.principalId);
    new Alarm(this, 'ArrivalLost', {
      platform: props.platform,
      alarmName: `${props.jobName}-arrival-lost`,
      metric: failedStarts(`${props.jobName}: arrivals without a run`, workflow.resource.id),
      threshold: 0,
      severity: this.props.severity,
      description: `${props.jobName}: an object arrived, and no run could be made. Read why in the runs of the workflow ${props.name}; Azure tries for a day, then start a run by hand.`,
    });
    return workflow.resource;
  }

  private role(id: string, what: string, actions: readonly string[], description: string): RoleDefinition {
    const { platform, props: { definition } } = this;
    const { resourceGroupId, nameSuffix } = platform;
    return new RoleDefinition(this, id, {
      name: `${definition.displayName} ${what} ${nameSuffix}`, description, scope: resourceGroupId, assignableScopes: [resourceGroupId], permissions: [{ actions: [...actions] }],
    });
  }
}
