import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { StreamPlan } from '../../core/features/feature-source-plan';
import { EVENT_ACTIONS, EVENT_HUB_API, RECEIVER_READS } from '../../facts/azure/features-stream';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { AzapiResource } from '../../terraform/raw';
import { contentsOnlyIn } from '../identity/blob-conditions';
import { grantId, grantTo, grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { EventNamespace } from './event-namespace';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { StreamJob } from './stream-job';

/** The body of `Microsoft.EventHub/namespaces/eventhubs@2024-01-01`, as far as it is used. */
interface HubBody {
  readonly properties: {
    readonly partitionCount: number;
    readonly retentionDescription: { readonly cleanupPolicy: 'Delete'; readonly retentionTimeInHours: number };
    readonly captureDescription: {
      readonly enabled: true;
      readonly encoding: 'Avro';
      readonly intervalInSeconds: number;
      readonly sizeLimitInBytes: number;
      readonly skipEmptyArchives: true;
      readonly destination: {
        readonly name: 'EventHubArchive.AzureBlockBlob';
        readonly identity: { readonly type: 'SystemAssigned' };
        readonly properties: { readonly storageAccountResourceId: string; readonly blobContainer: string; readonly archiveNameFormat: string };
      };
    };
  };
}

export interface FeatureStreamProps {
  readonly platform: IMlPlatform;
  readonly group: FeatureGroupPlan;
  readonly stream: StreamPlan;
  readonly namespace: EventNamespace;
  readonly account: FeatureAccount;
  /** Lets the namespace write what it captures. */
  readonly capture: ITerraformDependable;
  readonly protected: boolean;
}

/**
 * The stream of a group: an event hub, and a job of Stream Analytics that makes Parquet files of its events. What the job cannot make a value of is set aside as JSON. What is no JSON
 * at all it cannot set aside: it counts it and names its place, and the event hub keeps all events as they came, in files of its own.
 */
export class FeatureStream extends Construct {
  public readonly streamName: string;
  public readonly job: StreamJob;
  public readonly hubResource: TerraformResource;

  private readonly hubId: string;

  public constructor(scope: Construct, id: string, private readonly props: FeatureStreamProps) {
    super(scope, id);
    const { platform, group, stream, namespace, account } = props;
    const hub = new AzapiResource<HubBody>(this, 'Resource', {
      type: 'Microsoft.EventHub/namespaces/eventhubs',
      apiVersion: EVENT_HUB_API,
      name: group.name,
      parentId: namespace.namespaceId,
      body: {
        properties: {
          partitionCount: stream.shards,
          retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: stream.retentionHours },
          captureDescription: {
            enabled: true,
            encoding: 'Avro',
            intervalInSeconds: 900,
            sizeLimitInBytes: 314_572_800,
            skipEmptyArchives: true,
            destination: {
              name: 'EventHubArchive.AzureBlockBlob',
              identity: { type: 'SystemAssigned' },
              properties: {
                storageAccountResourceId: account.accountId,
                blobContainer: CONTAINERS.events,
                archiveNameFormat: `${group.groupName}/{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}`,
              },
            },
          },
        },
      },
      dependsOn: [props.capture],
      ...(namespace.growsShards ? {} : { replaceOn: ['properties.partitionCount'] }),
      lifecycle: { preventDestroy: props.protected },
    });
    const consumers = new AzapiResource(this, 'Consumers', {
      type: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups',
      apiVersion: EVENT_HUB_API,
      name: 'features',
      parentId: hub.id,
      body: { properties: { userMetadata: 'Makes values of events' } },
    });
    this.hubId = hub.id;
    this.hubResource = hub;
    this.streamName = group.name;
    this.job = new StreamJob(this, 'Job', {
      platform,
      group,
      shards: stream.shards,
      namespaceName: namespace.namespaceName,
      hubName: group.name,
      consumerGroupName: 'features',
      accountName: account.accountName,
      after: [consumers],
    });
    this.job.start(this.grantJob());
  }

  /** Lets somebody send events. */
  public grantSend(identity: IIdentity): void {
    const { group } = this.props;
    const role = (this.node.tryFindChild('SendRole') as RoleDefinition | undefined) ?? this.role('SendRole', 'send', 'Sends events of features', [], EVENT_ACTIONS.send);
    grantTo(this, grantId('Send', identity.identityName), identity, { scope: this.hubId, roleDefinitionId: role.roleDefinitionResourceId, description: `Sends events of ${group.groupName}` });
  }

  /** The job may see what else there is in the two containers, and writes into the group's folders only. */
  private grantJob(): ITerraformDependable[] {
    const { group, account } = this.props;
    const receive = this.role('ReceiveRole', 'receive', 'Reads events of features', RECEIVER_READS, EVENT_ACTIONS.receive);
    const { principalId } = this.job;
    return [
      grantToManagedIdentity(this, 'Receive', principalId, { scope: this.hubId, roleDefinitionId: receive.roleDefinitionResourceId, description: `Reads events of ${group.groupName}` }),
      ...[CONTAINERS.sources, CONTAINERS.deadLetters].map((name) => grantToManagedIdentity(this, `Write-${name}`, principalId, {
        scope: account.containerId(name),
        role: 'storageBlobDataContributor',
        condition: contentsOnlyIn(group.groupName),
        description: `Writes ${name} of ${group.groupName}`,
      })),
    ];
  }

  private role(id: string, what: string, description: string, actions: readonly string[], dataActions: readonly string[]): RoleDefinition {
    const { platform: { resourceGroupId, nameSuffix }, group } = this.props;
    return new RoleDefinition(this, id, {
      name: `${group.name} ${what} ${nameSuffix}`,
      description,
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: actions.length > 0 ? [...actions] : undefined, dataActions: [...dataActions] }],
    });
  }
}
