import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { sortedKeys } from '../../core/private';
import { BATCH_MINUTES, DAY_PATTERN, STREAM_ANALYTICS_API, streamingUnits } from '../../facts/azure/features-stream';
import { AzapiAction, AzapiResource, ContentId } from '../../terraform/raw';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { CONTAINERS } from './feature-account';
import { PLACES, streamQuery } from './stream-query';

export interface StreamJobProps {
  readonly platform: IMlPlatform;
  readonly group: FeatureGroupPlan;
  readonly shards: number;
  readonly namespaceName: string;
  readonly hubName: string;
  readonly consumerGroupName: string;
  readonly accountName: string;
  readonly after: ITerraformDependable[];
}

/** Before any event of a program of this library. */
const BEGINNING = '2026-01-01T00:00:00Z';

const TYPE = 'Microsoft.StreamAnalytics/streamingjobs';

/** What Stream Analytics answers while new rights spread: https://learn.microsoft.com/en-us/azure/stream-analytics/blob-output-managed-identity ("within 8 minutes") */
const NOT_YET = ['Unauthorized', 'Forbidden', 'AuthorizationFailed', 'AuthorizationPermissionMismatch', 'not authorized'];

/**
 * A job of Stream Analytics that makes files of a group's events. It delivers at least once and stops rather than drops. A job changes only while it does not run: it is stopped,
 * changed in place and started where it left off, which it remembers.
 */
export class StreamJob extends Construct {
  public readonly jobId: string;
  public readonly jobName: string;
  public readonly principalId: string;
  public readonly resource: TerraformResource;

  private readonly job: AzapiResource;
  private readonly content: ContentId;

  public constructor(scope: Construct, id: string, private readonly props: StreamJobProps) {
    super(scope, id);
    const { platform, group } = props;
    this.jobName = group.name;
    const properties = this.properties();
    this.content = new ContentId(this, 'Content', JSON.stringify({ properties, tags: sortedKeys(platform.tags) }));
    const stop = new AzapiAction(this, 'Stop', {
      type: `${TYPE}@${STREAM_ANALYTICS_API}`,
      resourceId: `${platform.resourceGroupId}/providers/${TYPE}/${this.jobName}`,
      action: 'stop',
      ignoreNotFound: true,
      dependsOn: [this.content],
      lifecycle: { replaceTriggeredBy: [this.contentAddress] },
    });
    this.job = new AzapiResource(this, 'Resource', {
      type: TYPE,
      apiVersion: STREAM_ANALYTICS_API,
      name: this.jobName,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'SystemAssigned' },
      body: { properties },
      exports: ['properties.lastOutputEventTime'],
      dependsOn: [stop, ...props.after],
    });
    sendLogs(this, 'Logs', this.job.id, platform.logAnalyticsWorkspaceId);
    this.resource = this.job;
    this.jobId = this.job.id;
    this.principalId = this.job.principalId;
  }

  /** Starts it, once it may read and write: where it left off, or at the first event that there is. */
  public start(after: ITerraformDependable[]): void {
    // Fn and Op of cdktf leave out what is nothing.
    const isNew = `try(azapi_resource.${this.job.friendlyUniqueId}.output.properties.lastOutputEventTime, null) == null`;
    new AzapiAction(this, 'Start', {
      type: `${TYPE}@${STREAM_ANALYTICS_API}`,
      resourceId: this.jobId,
      action: 'start',
      body: {
        outputStartMode: `\${${isNew} ? "CustomTime" : "LastOutputEventTime"}`,
        outputStartTime: `\${${isNew} ? "${BEGINNING}" : null}`,
      },
      retry: { errors: NOT_YET, maxIntervalSeconds: 60 },
      timeouts: { create: '30m', update: '30m' },
      dependsOn: after,
      // What it starts with is said when it starts.
      lifecycle: { replaceTriggeredBy: [this.contentAddress], ignoreChanges: ['body'] },
    });
  }

  /** In JSON Terraform takes no expression there. */
  private get contentAddress(): string {
    return `terraform_data.${this.content.friendlyUniqueId}`;
  }

  private properties(): object {
    const { group, shards, namespaceName, hubName, consumerGroupName } = this.props;
    return {
      sku: { name: 'StandardV2' },
      jobType: 'Cloud',
      compatibilityLevel: '1.2',
      outputErrorPolicy: 'Stop',
      eventsOutOfOrderPolicy: 'Adjust',
      contentStoragePolicy: 'SystemAccount',
      inputs: [{
        name: PLACES.events,
        properties: {
          type: 'Stream',
          serialization: { type: 'Json', properties: { encoding: 'UTF8' } },
          datasource: {
            type: 'Microsoft.EventHub/EventHub',
            properties: { serviceBusNamespace: namespaceName, eventHubName: hubName, consumerGroupName, authenticationMode: 'Msi' },
          },
        },
      }],
      outputs: [
        this.output(PLACES.values, CONTAINERS.sources, `${group.groupName}/${DAY_PATTERN}`, { type: 'Parquet' }, { sizeWindow: 10_000, timeWindow: `00:${String(BATCH_MINUTES).padStart(2, '0')}:00` }),
        this.output(PLACES.deadLetters, CONTAINERS.deadLetters, `${group.groupName}/{date}`, { type: 'Json', properties: { encoding: 'UTF8', format: 'LineSeparated' } }, {}),
      ],
      transformation: { name: 'values', properties: { streamingUnits: streamingUnits(shards), query: streamQuery(group) } },
    };
  }

  private output(name: string, container: string, pathPattern: string, serialization: object, batch: object): object {
    return {
      name,
      properties: {
        ...batch,
        serialization,
        datasource: {
          type: 'Microsoft.Storage/Blob',
          properties: { authenticationMode: 'Msi', storageAccounts: [{ accountName: this.props.accountName }], container, pathPattern, dateFormat: 'yyyy-MM-dd', timeFormat: 'HH' },
        },
      },
    };
  }
}
