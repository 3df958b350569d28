import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { BREACH, NUMBERS, RUN_STATUS_CHANGED, RUN_TAGS, WORKSPACE_TOPIC } from '../../facts/azure/drift-events';
import { DataAzurermEventgridSystemTopic } from '../../providers/azurerm/data-azurerm-eventgrid-system-topic';
import { EventgridSystemTopic } from '../../providers/azurerm/eventgrid-system-topic';
import { EventgridSystemTopicEventSubscription } from '../../providers/azurerm/eventgrid-system-topic-event-subscription';
import { grantToManagedIdentity } from '../identity/role-grants';
import { EventTopic } from '../jobs/event-topic';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { DriftAccount } from './drift-account';
import { signalName } from './monitor-schedule';

/** For how long an event waits for whoever takes it; an older one starts nothing any more. */
export const EVENT_KEPT_SECONDS = 6 * 60 * 60;

const MADE = new WeakMap<Construct, EventTopic>();

/** Which events, by what stands in them. */
type Filter = Readonly<Partial<Record<'stringContains' | 'stringIn', ReadonlyArray<{ readonly key: string; readonly values: string[] }>>>>;

export interface EventIntakeProps {
  readonly platform: IMlPlatform;
  readonly monitorName: string;
  readonly account: DriftAccount;
  readonly eventTopicId?: string;
}

/** Brings two kinds of events into the queue of a monitor: that one of its thresholds was crossed, which Azure ML tells, and the numbers of a signal, which its program tells. */
export class EventIntake extends Construct {
  public constructor(scope: Construct, id: string, { platform, monitorName, account, eventTopicId }: EventIntakeProps) {
    super(scope, id);
    const topic = eventTopicId === undefined ? workspaceTopic(platform) : this.find(eventTopicId);
    const sender = grantToManagedIdentity(this, 'Send', topic.principalId, {
      scope: account.queueId, role: 'storageQueueDataMessageSender', description: `Event Grid tells ${monitorName} of its runs`, after: account.ready,
    });
    const subscribe = (what: string, filter: Filter) => this.subscribe(`${monitorName}-${what}`, what, topic, account, filter, [sender, ...account.ready]);
    subscribe('breaches', { stringContains: [{ key: `${RUN_TAGS}.${BREACH.tag}`, values: [`${BREACH.begins}${signalName(monitorName, '')}`] }] });
    subscribe('numbers', { stringIn: [{ key: `${RUN_TAGS}.${NUMBERS.monitor}`, values: [monitorName] }] });
  }

  private subscribe(name: string, id: string, topic: EventTopic, account: DriftAccount, filter: Filter, dependsOn: ITerraformDependable[]): void {
    new EventgridSystemTopicEventSubscription(this, id, {
      name,
      dependsOn,
      systemTopic: topic.name,
      resourceGroupName: topic.resourceGroupName,
      includedEventTypes: [RUN_STATUS_CHANGED],
      advancedFilter: { stringContains: filter.stringContains?.map((each) => each), stringIn: filter.stringIn?.map((each) => each) },
      storageQueueEndpoint: {
        storageAccountId: account.accountId, queueName: account.queueName, queueMessageTimeToLiveInSeconds: EVENT_KEPT_SECONDS,
      },
      deliveryIdentity: { type: 'SystemAssigned' },
    });
  }

  private find(eventTopicId: string): EventTopic {
    const [name, resourceGroupName] = [resourceNameOf(eventTopicId), resourceGroupNameOf(eventTopicId)];
    const topic = new DataAzurermEventgridSystemTopic(this, 'Topic', { name, resourceGroupName });
    return { name, resourceGroupName, principalId: topic.identity.get(0).principalId };
  }
}

/** The topic of a platform's workspace, which stands beside the platform: a workspace has at most one. */
function workspaceTopic(platform: IMlPlatform): EventTopic {
  const construct = platform as unknown as Construct;
  const { platformName, resourceGroupName, location, tags, machineLearningWorkspaceId } = platform;
  const known = MADE.get(construct);
  if (known) return known;
  const made = new EventgridSystemTopic(construct, 'RunEvents', {
    name: `${platformName}-runs`,
    resourceGroupName,
    location,
    sourceResourceId: machineLearningWorkspaceId,
    topicType: WORKSPACE_TOPIC,
    identity: { type: 'SystemAssigned' },
    tags,
  });
  const topic = { name: made.name, resourceGroupName, principalId: made.identity.principalId };
  MADE.set(construct, topic);
  return topic;
}
