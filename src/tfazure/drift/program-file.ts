import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { contentHash } from '../../core/private';
import { WRITE_PROGRAM } from '../../facts/azure/drift-rights';
import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { writtenText } from '../../terraform';
import { AzapiAction } from '../../terraform/raw';
import { grantToManagedIdentity } from '../identity/role-grants';
import { workflowText } from '../jobs/workflow-text';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Actions, after, inOrder, until, wait, when } from '../serving/rollout/workflow-language';
import { DriftAccount } from './drift-account';
import { LogicWorkflow } from './logic-workflow';
import { MONITOR_PROGRAM } from './monitor-program';

const TRIGGER = 'manual';

/** What the file is called in its folder. */
export const PROGRAM_FILE = 'drift.py';

/** Azure spreads new rights within some minutes. */
const LONGEST_SECONDS = 1800;

const WRITTEN = "contains(createArray(201, 409), coalesce(outputs('write')?['statusCode'], 0))";

/**
 * The program of a monitor as a file, which no runner of Terraform could put into a private account: a workflow writes it, as an identity that can do nothing else, and tries until its
 * rights hold. Its folder is named after what it is, so that it is never changed; the files of earlier versions stay.
 */
export class ProgramFile extends Construct {
  /** The folder, and what tells one program from another. */
  public readonly version: string = contentHash(MONITOR_PROGRAM).slice(0, 12);
  public readonly written: ITerraformDependable;
  public readonly workflow: LogicWorkflow;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, monitorName: string, account: DriftAccount) {
    super(scope, id);
    const uri = `${account.programUri(this.version)}/${PROGRAM_FILE}`;
    this.workflow = new LogicWorkflow(this, 'Workflow', {
      platform,
      name: `${monitorName}-program`,
      trigger: { name: TRIGGER, definition: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
      actions: inOrder(
        until('until_written', `@${WRITTEN}`, LONGEST_SECONDS, { ...inOrder(put(uri)), ...after('write', ['Succeeded', 'Failed', 'TimedOut'], when('not_yet', `@not(${WRITTEN})`, inOrder(wait('pause', 30)))) }),
        when('is_missing', `@not(${WRITTEN})`, { fail: { type: 'Terminate', inputs: { runStatus: 'Failed', runError: { code: 'NotWritten', message: 'the program of the monitor could not be written' } } } }),
      ),
    });
    const { resourceGroupId, nameSuffix } = platform;
    const role = new RoleDefinition(this, 'Role', {
      name: `${monitorName} program ${nameSuffix}`,
      description: 'What writes the program of a monitor',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ dataActions: [...WRITE_PROGRAM] }],
    });
    const grant = grantToManagedIdentity(this, 'Write', this.workflow.resource.principalId, {
      scope: account.containerId, roleDefinitionId: role.roleDefinitionResourceId, description: `Writes the program of ${monitorName}`,
    });
    this.written = new AzapiAction(this, 'Run', {
      type: `Microsoft.Logic/workflows@${ROLLOUT_APIS.logic}`,
      resourceId: this.workflow.resource.id,
      action: `triggers/${TRIGGER}/run`,
      // The workflow has the file itself; this is what makes Terraform run it again.
      body: { version: this.version },
      dependsOn: [grant],
    });
  }
}

/** https://learn.microsoft.com/en-us/rest/api/storageservices/put-blob. One that is there already (409) is the same. */
function put(uri: string): Actions {
  return {
    write: {
      type: 'Http',
      inputs: {
        method: 'PUT',
        uri,
        headers: { 'Content-Type': 'text/x-python; charset=utf-8', 'If-None-Match': '*', 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': '2024-11-04', 'x-ms-date': "@{utcNow('R')}" },
        body: writtenText(workflowText(MONITOR_PROGRAM)),
        authentication: { type: 'ManagedServiceIdentity', audience: 'https://storage.azure.com/' },
      },
    },
  };
}
