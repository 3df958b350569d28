import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { CALLED_BY_NOBODY } from '../../facts/azure/logic-apps';
import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { mapTexts, writtenText } from '../../terraform';
import { AzapiAction, AzapiResource } from '../../terraform/raw';
import { workflowText } from '../jobs/workflow-text';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Actions, after, inOrder, until, wait, when } from '../serving/rollout/workflow-language';
import { CONTAINERS, FeatureAccount } from './feature-account';
import { FeatureSpec, SPEC_FILE } from './feature-spec';
import { SpecWriter } from './spec-writer';

/** Azure spreads new rights within some minutes. */
const LONGEST_SECONDS = 1800;

const TRIGGER = 'manual';

/** The body of `Microsoft.Logic/workflows@2019-05-01`, as far as it is used. */
interface WorkflowBody {
  readonly properties: {
    readonly state: 'Enabled';
    readonly accessControl: { readonly triggers: { readonly allowedCallerIpAddresses: ReadonlyArray<{ readonly addressRange: string }> } };
    readonly definition: object;
  };
}

export interface SpecFileProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  /** Where the file goes in the container of specifications, without a slash at its end. */
  readonly folder: string;
  readonly version: string;
  readonly spec: FeatureSpec;
  readonly account: FeatureAccount;
  readonly writer: SpecWriter;
}

/**
 * The file of a specification, which is JSON, and so YAML. A workflow writes it: the workflow changes in place, is run again when what is in the file changes, and tries until its
 * rights hold. Files of earlier versions stay.
 */
export class SpecFile extends Construct {
  public readonly workflowId: string;
  public readonly workflowResource: TerraformResource;
  /** What has to be there before the specification is. */
  public readonly written: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: SpecFileProps) {
    super(scope, id);
    const { platform, writer } = props;
    const workflow = new AzapiResource<WorkflowBody>(this, 'Resource', {
      type: 'Microsoft.Logic/workflows',
      apiVersion: ROLLOUT_APIS.logic,
      name: `${props.name}-specification`,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'UserAssigned', identityIds: [writer.identityId] },
      body: {
        properties: {
          state: 'Enabled',
          accessControl: CALLED_BY_NOBODY,
          definition: definition(props),
        },
      },
    });
    sendLogs(this, 'Logs', workflow.id, platform.logAnalyticsWorkspaceId);
    this.workflowId = workflow.id;
    this.workflowResource = workflow;
    this.written = new AzapiAction(this, 'Write', {
      type: `Microsoft.Logic/workflows@${ROLLOUT_APIS.logic}`,
      resourceId: workflow.id,
      action: `triggers/${TRIGGER}/run`,
      // The workflow has the file itself; this is what makes Terraform run it again.
      body: { version: props.version },
      dependsOn: [writer.grant],
    });
  }
}

function definition(props: SpecFileProps): object {
  return {
    $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    triggers: { [TRIGGER]: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
    actions: inOrder(
      until('until_written', isWritten(), LONGEST_SECONDS, { ...inOrder(put(props)), ...after('write', ['Succeeded', 'Failed', 'TimedOut'], when('not_yet', `@not(${written()})`, inOrder(wait('pause', 30)))) }),
      when('is_missing', `@not(${written()})`, { fail: { type: 'Terminate', inputs: { runStatus: 'Failed', runError: { code: 'NotWritten', message: 'the file of the specification could not be written' } } } }),
    ),
  };
}

/** Or there already (409): it is that of this version then, and in production it is held, so that it could not be written again. */
function written(): string {
  return "contains(createArray(201, 409), coalesce(outputs('write')?['statusCode'], 0))";
}

function isWritten(): string {
  return `@${written()}`;
}

/** https://learn.microsoft.com/en-us/rest/api/storageservices/put-blob */
function put({ account, folder, spec, writer }: SpecFileProps): Actions {
  const text = (words: string) => writtenText(workflowText(words));
  return {
    write: {
      type: 'Http',
      inputs: {
        method: 'PUT',
        uri: `https://${account.accountName}.blob.core.windows.net/${CONTAINERS.specifications}/${folder}/${SPEC_FILE}`,
        headers: { 'Content-Type': 'application/x-yaml', 'If-None-Match': '*', 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': '2024-11-04', 'x-ms-date': "@{utcNow('R')}" },
        body: mapTexts(spec, text),
        authentication: { type: 'ManagedServiceIdentity', audience: 'https://storage.azure.com/', identity: writer.identityId },
      },
    },
  };
}
