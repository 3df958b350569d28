import { Construct } from 'constructs';
import { CALLED_BY_NOBODY } from '../../facts/azure/logic-apps';
import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { AzapiResource } from '../../terraform/raw';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Action, Actions } from '../serving/rollout/workflow-language';

/** The body of `Microsoft.Logic/workflows@2019-05-01`, as far as it is used. */
interface WorkflowBody {
  readonly properties: {
    readonly state: 'Enabled';
    readonly accessControl: { readonly triggers: { readonly allowedCallerIpAddresses: ReadonlyArray<{ readonly addressRange: string }> } };
    readonly definition: object;
  };
}

export interface LogicWorkflowProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly trigger: { readonly name: string; readonly definition: Action };
  readonly actions: Actions;
}

/** A workflow of Logic Apps with an identity of its own, written whole and at once; nobody calls it from the network, and what it does is written down. */
export class LogicWorkflow extends Construct {
  public readonly resource: AzapiResource;
  public readonly workflowName: string;

  public constructor(scope: Construct, id: string, { platform, name, trigger, actions }: LogicWorkflowProps) {
    super(scope, id);
    this.workflowName = name;
    this.resource = new AzapiResource<WorkflowBody>(this, 'Resource', {
      type: 'Microsoft.Logic/workflows',
      apiVersion: ROLLOUT_APIS.logic,
      name,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'SystemAssigned' },
      body: {
        properties: {
          state: 'Enabled',
          accessControl: CALLED_BY_NOBODY,
          definition: {
            $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
            contentVersion: '1.0.0.0',
            triggers: { [trigger.name]: trigger.definition },
            actions,
          },
        },
      },
    });
    sendLogs(this, 'Logs', this.resource.id, platform.logAnalyticsWorkspaceId);
  }
}
