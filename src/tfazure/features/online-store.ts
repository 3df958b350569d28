import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, IMetric, Statistic } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { stableSuffix } from '../../core/private';
import { REDIS_API, REDIS_DATABASE, REDIS_METRICS, REDIS_SIZES, RedisKind } from '../../facts/azure/features-online';
import { AzapiResource } from '../../terraform/raw';
import { privateEndpoint } from '../network/private-endpoint';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { keyOf } from '../storage/encryption-key';

/** The body of `Microsoft.Cache/redisEnterprise@2025-07-01`, as far as it is used. */
interface RedisBody {
  readonly sku: { readonly name: string };
  readonly properties: {
    readonly minimumTlsVersion: '1.2';
    readonly highAvailability: 'Enabled' | 'Disabled';
    readonly publicNetworkAccess: 'Disabled';
    readonly encryption: {
      readonly customerManagedKeyEncryption: {
        readonly keyEncryptionKeyUrl: string;
        readonly keyEncryptionKeyIdentity: { readonly identityType: 'userAssignedIdentity'; readonly userAssignedIdentityResourceId: string };
      };
    };
  };
}

/** The body of its `databases`. */
interface DatabaseBody {
  readonly properties: {
    readonly clientProtocol: 'Encrypted';
    readonly clusteringPolicy: 'OSSCluster';
    readonly evictionPolicy: 'NoEviction';
    readonly accessKeysAuthentication: 'Enabled';
    readonly persistence?: { readonly aofEnabled: true; readonly aofFrequency: '1s' };
  };
}

export interface OnlineStoreProps {
  readonly platform: IMlPlatform;
  readonly storeName: string;
  readonly groups: readonly FeatureGroupPlan[];
  readonly size?: string;
  readonly protected: boolean;
}

/** A Redis that a store has, made here or elsewhere. */
export interface OnlineStoreHandle {
  readonly kind: RedisKind;
  /** The id that the store's connection names. */
  readonly targetId: string;
  /** The id of the instance, on which rights are given. */
  readonly instanceId: string;
}

/** What is known of a Redis by its id. */
export function existingOnlineStore(targetId: string): OnlineStoreHandle {
  const kind = /\/Microsoft\.Cache\/RedisEnterprise\//i.test(targetId) ? 'redisenterprise' : 'redis';
  return { kind, targetId, instanceId: targetId.split('/').slice(0, 9).join('/') };
}

/**
 * The online store: Azure Managed Redis, private, with the platform's key. It is written by azapi, since azurerm would keep its access keys in the state. Its keys are on: the
 * client of Azure ML knows no other way in, and speaks to a cluster (`OSSCluster`). What it holds comes from the sources, and is kept on disk so that a restart does not lose it.
 */
export class OnlineStore extends Construct implements OnlineStoreHandle {
  public readonly kind = 'redisenterprise' as const;
  public readonly targetId: string;
  public readonly instanceId: string;
  public readonly resource: TerraformResource;
  public readonly databaseResource: TerraformResource;

  public constructor(scope: Construct, id: string, private readonly props: OnlineStoreProps) {
    super(scope, id);
    const { platform, storeName } = props;
    const { deletionProtection } = platform.profile.settings;
    const lasts = deletionProtection;
    const redis = new AzapiResource<RedisBody>(this, 'Resource', {
      type: 'Microsoft.Cache/redisEnterprise',
      apiVersion: REDIS_API,
      name: `${storeName}-${stableSuffix(platform.nameSuffix, storeName)}`,
      parentId: platform.resourceGroupId,
      location: platform.location,
      tags: platform.tags,
      identity: { type: 'UserAssigned', identityIds: [platform.keyIdentityId] },
      body: {
        sku: { name: props.size ?? this.size(lasts) },
        properties: {
          minimumTlsVersion: '1.2',
          highAvailability: lasts ? 'Enabled' : 'Disabled',
          publicNetworkAccess: 'Disabled',
          encryption: {
            customerManagedKeyEncryption: {
              keyEncryptionKeyUrl: platform.versionedEncryptionKeyId!,
              keyEncryptionKeyIdentity: { identityType: 'userAssignedIdentity', userAssignedIdentityResourceId: platform.keyIdentityId },
            },
          },
        },
      },
      dependsOn: keyOf(platform, this),
      lifecycle: { preventDestroy: props.protected },
    });
    const database = new AzapiResource<DatabaseBody>(this, 'Database', {
      type: 'Microsoft.Cache/redisEnterprise/databases',
      apiVersion: REDIS_API,
      name: REDIS_DATABASE,
      parentId: redis.id,
      body: {
        properties: {
          clientProtocol: 'Encrypted',
          clusteringPolicy: 'OSSCluster',
          evictionPolicy: 'NoEviction',
          accessKeysAuthentication: 'Enabled',
          ...(lasts ? { persistence: { aofEnabled: true, aofFrequency: '1s' } as const } : {}),
        },
      },
      lifecycle: { preventDestroy: props.protected },
    });
    privateEndpoint(this, 'Endpoint', platform, 'redis', storeName, redis.id);
    this.resource = redis;
    this.databaseResource = database;
    this.instanceId = redis.id;
    this.targetId = database.id;
  }

  /** Values that were found, of all groups together: Redis counts them no further. */
  public hits(): IMetric {
    return this.metric('values found online', REDIS_METRICS.hits, Statistic.SUM);
  }

  /** How full it is, in percent. */
  public memory(): IMetric {
    return this.metric('memory used, in percent', REDIS_METRICS.memory, Statistic.MAXIMUM);
  }

  private metric(label: string, metricName: string, statistic: Statistic): IMetric {
    const { storeName } = this.props;
    return new Metric({ label: `${storeName}: ${label}`, resourceId: this.instanceId, namespace: REDIS_METRICS.namespace, metricName, statistic, period: Duration.minutes(15) });
  }

  private size(lasts: boolean): string {
    const { lasting, trial } = REDIS_SIZES[this.props.groups.some(({ online }) => online === 'low') ? 'low' : 'standard'];
    return lasts ? lasting : trial;
  }
}
