import { ITerraformDependable, Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { CALLED_BY_NOBODY } from '../../facts/azure/logic-apps';
import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { AzapiResource } from '../../terraform/raw';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ReleaseContent } from './release-content';
import { RolloutPlace } from './rollout/paths';
import { ReleaseName, rolloutDefinition, WorkflowDefinition } from './rollout-definition';
import { RolloutRights } from './rollout-rights';

/** The body of `Microsoft.Logic/workflows@2019-05-01`, as far as it is used. */
interface WorkflowBody {
  readonly properties: {
    readonly state: 'Enabled';
    readonly accessControl: { readonly triggers: { readonly allowedCallerIpAddresses: ReadonlyArray<{ readonly addressRange: string }> } };
    /** A `WorkflowDefinition`, that of the synthesis. */
    readonly definition: unknown;
  };
}

export interface RolloutWorkflowProps {
  readonly platform: IMlPlatform;
  readonly place: RolloutPlace;
  /** Asked for at synthesis: a monitor that is made later may have switched a capture on. */
  readonly content: () => ReleaseContent;
  readonly name: ReleaseName;
}

/**
 * A workflow of Logic Apps that rolls a release out, as an identity of its own. It is written whole and at once by azapi, so that no run ever sees a half of it; azurerm
 * would write it an action at a time. Nobody calls it from the network: Azure's own API starts it, for whoever may, and writes that down.
 */
export class RolloutWorkflow extends Construct {
  public readonly resource: AzapiResource;
  /** What has to be there before a run begins. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { platform, place, content, name }: RolloutWorkflowProps) {
    super(scope, id);
    const { endpointName, endpointId, identityId } = place;
    this.resource = new AzapiResource<WorkflowBody>(this, 'Resource', {
      type: 'Microsoft.Logic/workflows',
      apiVersion: ROLLOUT_APIS.logic,
      name: `${endpointName}-rollout`,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'SystemAssigned' },
      body: {
        properties: {
          state: 'Enabled',
          accessControl: CALLED_BY_NOBODY,
          definition: Lazy.anyValue({ produce: (): WorkflowDefinition => rolloutDefinition(place, content(), name) }),
        },
      },
    });
    const rights = new RolloutRights(this, 'Rights', { platform, name: endpointName, principalId: this.resource.principalId, endpointId, identityId });
    sendLogs(this, 'Logs', this.resource.id, platform.logAnalyticsWorkspaceId);
    this.ready = [this.resource, ...rights.grants];
  }
}
