import * as core from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { EventHubsTier } from './event-hubs-tier';

/** A feature store on Azure. */
export interface FeatureStoreProps extends core.FeatureStoreProps {
  /** Whose network, key, logs and alarms it has. */
  readonly platform: IMlPlatform;

  /**
   * The tier of the event hubs of its streams. It cannot be changed later: name the one that there is where a platform of another profile becomes one of production.
   * @default - EventHubsTier.PREMIUM in production, EventHubsTier.STANDARD otherwise
   */
  readonly eventHubsTier?: EventHubsTier;

  /**
   * The size of the online store, of Azure Managed Redis, such as `Balanced_B10` for 10 GB. Throws `features/online-size`.
   * @default - 5 GB in production and staging, and the least otherwise; compute-optimized where a group is to answer fast
   */
  readonly onlineSize?: string;

  /**
   * The id of a Redis that exists already, as the online store: `…/Microsoft.Cache/redisEnterprise/…/databases/…` with the cluster policy `OSSCluster`, or `…/Microsoft.Cache/Redis/…`. It
   * has to have access keys, which the client of Azure ML reads, and whoever deploys may give rights on it. Throws `features/existing-online`.
   * @default - one is made where a group is online
   */
  readonly existingOnlineStoreId?: string;

  /**
   * Whether values are copied into Delta tables as well, from which queries then read. That makes them quick over many small files; values that come later than the delay of
   * their source are in them after a backfill only.
   * @default false
   */
  readonly materializesOffline?: boolean;

  /**
   * How much later than its event time a value may be in its source, by the names of groups: `{ customer_spend: Duration.hours(6) }`, in whole minutes. What comes later is
   * online after a backfill only. Throws `features/source-delay`.
   * @default - 15 minutes for streams, none otherwise
   */
  readonly sourceDelays?: Record<string, core.Duration>;

  /**
   * The machine of materializations: `Standard_E4s_v3`, `Standard_E8s_v3` and so on to E64s; each has two of them. Throws `features/spark-machine`.
   * @default 'Standard_E4s_v3'
   */
  readonly sparkMachine?: string;

  /**
   * The id of the vault that the platform's key is in, where the key existed before the platform. Throws `features/key-vault`.
   * @default - the platform's own vault
   */
  readonly encryptionKeyVaultId?: string;
}
