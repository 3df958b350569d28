import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { EVENT_HUB_API, EVENT_HUB_TIERS, EventHubTierName, NOBODY } from '../../facts/azure/features-stream';
import { AzapiResource } from '../../terraform/raw';
import { privateEndpoint } from '../network/private-endpoint';
import { sendLogs } from '../observability/diagnostics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';
import { keyNameOf, vaultUriOf } from './platform-parts';

interface OwnKey {
  readonly keyName: string;
  readonly keyVaultUri: string;
  readonly identity: { readonly userAssignedIdentity: string };
}

/** The body of `Microsoft.EventHub/namespaces@2024-01-01`, as far as it is used. */
interface NamespaceBody {
  readonly sku: { readonly name: string; readonly tier: string; readonly capacity: number };
  readonly properties: {
    readonly disableLocalAuth: true;
    readonly minimumTlsVersion: '1.2';
    readonly publicNetworkAccess: 'Enabled';
    readonly isAutoInflateEnabled?: boolean;
    readonly maximumThroughputUnits?: number;
    readonly encryption?: {
      readonly keySource: 'Microsoft.KeyVault';
      readonly requireInfrastructureEncryption: true;
      readonly keyVaultProperties: readonly OwnKey[];
    };
  };
}

/** The body of its `networkRuleSets`. */
interface RulesBody {
  readonly properties: {
    readonly publicNetworkAccess: 'Enabled';
    readonly defaultAction: 'Deny';
    readonly trustedServiceAccessEnabled: true;
    readonly ipRules: ReadonlyArray<{ readonly ipMask: string; readonly action: 'Allow' }>;
  };
}

export interface EventNamespaceProps {
  readonly platform: IMlPlatform;
  readonly storeName: string;
  readonly tier: EventHubTierName;
  readonly protected: boolean;
}

/** The most throughput that a standard namespace gives itself: https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-auto-inflate */
const MOST_UNITS = 20;

/**
 * The event hubs of a store's streams: senders come by its private endpoint and show an identity, since there are no keys. Stream Analytics comes past the firewall as the job's
 * identity, because it runs in no network of anybody's; the firewall lets no address in.
 * https://learn.microsoft.com/en-us/azure/stream-analytics/connect-job-to-vnet
 */
export class EventNamespace extends Construct {
  public readonly namespaceName: string;
  public readonly namespaceId: string;
  /** The object id of its own identity, which captures events. */
  public readonly principalId: string;
  /** Whether its event hubs may have more partitions than at first. */
  public readonly growsShards: boolean;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: EventNamespaceProps) {
    super(scope, id);
    const { platform, storeName } = props;
    const { sku, ownKey, growsShards } = EVENT_HUB_TIERS[props.tier];
    this.growsShards = growsShards;
    this.namespaceName = `${storeName}-${stableSuffix(platform.nameSuffix, storeName)}`;
    const namespace = new AzapiResource<NamespaceBody>(this, 'Resource', {
      type: 'Microsoft.EventHub/namespaces',
      apiVersion: EVENT_HUB_API,
      name: this.namespaceName,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: ownKey ? { type: 'SystemAssigned, UserAssigned', identityIds: [platform.keyIdentityId] } : { type: 'SystemAssigned' },
      body: {
        sku: { name: sku, tier: sku, capacity: 1 },
        properties: {
          disableLocalAuth: true,
          minimumTlsVersion: '1.2',
          publicNetworkAccess: 'Enabled',
          ...(ownKey ? { encryption: this.encryption(props) } : { isAutoInflateEnabled: true, maximumThroughputUnits: MOST_UNITS }),
        },
      },
      dependsOn: keyOf(platform, this),
      // "Once deployed, it isn't possible to change": https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-faq. So the plan says it, and not the middle of an apply.
      replaceOn: ['sku.name'],
      lifecycle: { preventDestroy: props.protected },
    });
    new AzapiResource<RulesBody>(this, 'Rules', {
      type: 'Microsoft.EventHub/namespaces/networkRuleSets',
      apiVersion: EVENT_HUB_API,
      name: 'default',
      parentId: namespace.id,
      body: {
        properties: { publicNetworkAccess: 'Enabled', defaultAction: 'Deny', trustedServiceAccessEnabled: true, ipRules: [{ ipMask: NOBODY, action: 'Allow' }] },
      },
    });
    privateEndpoint(this, 'Endpoint', platform, 'eventHubs', storeName, namespace.id);
    sendLogs(this, 'Logs', namespace.id, platform.logAnalyticsWorkspaceId);
    this.namespaceId = namespace.id;
    this.resource = namespace;
    this.principalId = namespace.principalId;
  }

  private encryption({ platform }: EventNamespaceProps): NamespaceBody['properties']['encryption'] {
    return {
      keySource: 'Microsoft.KeyVault',
      requireInfrastructureEncryption: true,
      keyVaultProperties: [{
        keyName: keyNameOf(platform),
        keyVaultUri: vaultUriOf(platform),
        identity: { userAssignedIdentity: platform.keyIdentityId },
      }],
    };
  }
}
