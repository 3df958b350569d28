import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { NOBODY } from '../../facts/azure/logic-apps';
import { LogicAppActionCustom } from '../../providers/azurerm/logic-app-action-custom';
import { LogicAppTriggerCustom } from '../../providers/azurerm/logic-app-trigger-custom';
import { LogicAppWorkflow } from '../../providers/azurerm/logic-app-workflow';
import { mapTexts } from '../../terraform';
import { valuesText } from '../../terraform/software/values-text';
import { grantToManagedIdentity } from '../identity/role-grants';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobDefinition } from './job-definition';
import { workflowText } from './workflow-text';

/** The version of Azure ML's API that a run is made with. */
const API_VERSION = '2025-12-01';
const MANAGEMENT = 'https://management.azure.com';

/** What starts a workflow, and what follows the start of a run. */
export interface WorkflowSteps {
  readonly trigger: { readonly name: string; readonly definition: object };
  /** Behind the job's name and a hyphen; in the expressions of a workflow. */
  readonly runName: string;
  readonly after?: { readonly name: string; readonly definition: object };
}

export interface StartWorkflowProps {
  readonly platform: IMlPlatform;
  readonly jobName: string;
  /** What the workflow is called. */
  readonly name: string;
  readonly definition: JobDefinition;
  /** The role by which it makes runs. */
  readonly roleDefinitionId: string;
}

/**
 * A workflow of Logic Apps that makes a run, as an identity of its own which may do that and nothing else.
 *
 * It speaks to Resource Manager only, where jobs of a private workspace are made as well:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-configure-network-isolation-with-v2
 *
 * Nobody calls it from the network: its address takes calls of nobody. Azure's own API starts it, for whoever has the right to do so, and writes that down:
 * https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-securing-a-logic-app#restrict-inbound-ip-addresses
 */
export class StartWorkflow extends Construct {
  public readonly resource: LogicAppWorkflow;

  public constructor(scope: Construct, id: string, private readonly props: StartWorkflowProps, steps: WorkflowSteps) {
    super(scope, id);
    const { platform, name, jobName, roleDefinitionId } = props;
    const { resourceGroupName, location, tags } = platform;
    this.resource = new LogicAppWorkflow(this, 'Resource', {
      name,
      resourceGroupName,
      location,
      tags,
      identity: { type: 'SystemAssigned' },
      accessControl: { trigger: { allowedCallerIpAddressRange: [NOBODY] } },
    });
    grantToManagedIdentity(this, 'Submit', this.principalId, { scope: platform.machineLearningWorkspaceId, roleDefinitionId, description: `Makes runs of ${jobName}` });
    sendLogs(this, 'Logs', this.resource.id, platform.logAnalyticsWorkspaceId);
    new LogicAppTriggerCustom(this, 'Trigger', { logicAppId: this.resource.id, name: steps.trigger.name, body: valuesText(steps.trigger.definition) });
    const made = this.action('Run', 'run', this.runAction(steps.runName));
    if (steps.after) this.action('After', steps.after.name, { ...steps.after.definition, runAfter: { run: ['Succeeded'] } }, [made]);
  }

  public get principalId(): string {
    return this.resource.identity.principalId;
  }

  private action(id: string, name: string, definition: object, dependsOn?: ITerraformDependable[]): LogicAppActionCustom {
    return new LogicAppActionCustom(this, id, { logicAppId: this.resource.id, name, body: valuesText(definition), dependsOn });
  }

  private runAction(runName: string): object {
    const { platform, jobName, definition } = this.props;
    return {
      type: 'Http',
      inputs: {
        method: 'PUT',
        uri: `${MANAGEMENT}${platform.machineLearningWorkspaceId}/jobs/${jobName}-${runName}?api-version=${API_VERSION}`,
        headers: { 'Content-Type': 'application/json' },
        body: { properties: mapTexts(definition, workflowText) },
        authentication: { type: 'ManagedServiceIdentity', audience: `${MANAGEMENT}/` },
      },
      runAfter: {},
    };
  }
}

/** What the shell takes to start a workflow by hand: https://learn.microsoft.com/en-us/rest/api/logic/workflow-triggers/run */
export function startCommandOf(workflowId: string, trigger: string): string {
  return `az rest --method post --url '${MANAGEMENT}${workflowId}/triggers/${trigger}/run?api-version=2016-06-01'`;
}
