import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import { AzapiResource } from '../../terraform/raw';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ReleasedEndpoint } from './release-content';
import { FAILURES_TAG } from './rollout/paths';

/** The body of `Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2025-12-01`, as far as it is used. */
interface EndpointBody {
  readonly properties: ReleasedEndpoint['properties'];
}

export interface OnlineEndpointProps {
  readonly platform: IMlPlatform;
  readonly name: string;
  readonly identityId: string;
  readonly access: 'private' | 'public';
}

/**
 * The endpoint, whose callers are let in by Microsoft Entra ID. Terraform makes it and takes it away; in between it belongs to the rollouts, since who writes an endpoint
 * writes its traffic, too, and Terraform does not know it.
 */
export class OnlineEndpoint extends Construct {
  public readonly resource: AzapiResource;
  /** What a rollout writes of it beside its traffic. */
  public readonly released: ReleasedEndpoint;

  public constructor(scope: Construct, id: string, { platform, name, identityId, access }: OnlineEndpointProps) {
    super(scope, id);
    const { location, tags } = platform;
    const properties = { authMode: 'AADToken', publicNetworkAccess: access === 'public' ? 'Enabled' : 'Disabled' } as const;
    this.released = { location, tags, properties, identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } } };
    this.resource = new AzapiResource<EndpointBody>(this, 'Resource', {
      type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
      name,
      parentId: platform.machineLearningWorkspaceId,
      location,
      tags,
      identity: { type: 'UserAssigned', identityIds: [identityId] },
      body: { properties },
      exports: ['properties.scoringUri', `tags.${FAILURES_TAG}`],
      timeouts: { delete: '2h' },
      lifecycle: { ignoreChanges: ['body', 'tags', 'identity'] },
    });
    sendLogs(this, 'Logs', this.resource.id, platform.logAnalyticsWorkspaceId);
  }

  public get scoringUri(): string {
    return this.resource.output('properties.scoringUri');
  }

  /** How many releases have failed; what has never failed has no such tag. */
  public get failures(): string {
    return Token.asString(Fn.try([this.resource.output(`tags.${FAILURES_TAG}`), '0']));
  }
}
