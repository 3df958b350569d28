import { FEATURE_TYPES, ONLINE_STORAGE } from './features-service';
import { Properties } from './serving-config';

/** A column of a group, as core's plan says it. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly dimension?: number;
  readonly description?: string;
  readonly personalData: boolean;
}

/** A group, as core's plan says it. */
export interface GroupFacts {
  readonly groupName: string;
  readonly name: string;
  readonly entityKeys: readonly ColumnFacts[];
  readonly eventTime: string;
  readonly features: readonly ColumnFacts[];
  readonly online?: string;
  readonly offline: boolean;
  readonly ttlSeconds?: number;
  readonly description?: string;
  readonly owner?: string;
}

/** What the engine knows of where a group is. */
export interface GroupPlace {
  readonly platformName: string;
  readonly keyArn: string;
  readonly roleArn: string;
  /** Where its records are kept, without a slash at the end, and the database of Glue that its table is in. */
  readonly offlineUri: string;
  readonly database: string;
}

/**
 * The properties of `AWS::SageMaker::FeatureGroup`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-featuregroup.html
 *
 * Features, the time to live and the throughput change in place; all else is taken once, the description and the tags, too, and would make another group with an empty
 * online store. So both say only what is true as long as the group is called so: what may change is in `features-catalog.ts`.
 */
export function featureGroup(group: GroupFacts, place: GroupPlace): Properties {
  const { platformName, roleArn } = place;
  const [key] = group.entityKeys;
  const definition = ({ name, type }: Pick<ColumnFacts, 'name' | 'type'>) => ({ FeatureName: name, FeatureType: FEATURE_TYPES[type]! });
  return {
    FeatureGroupName: group.name,
    Description: `Features of ${group.groupName}`.slice(0, LONGEST_DESCRIPTION),
    RecordIdentifierFeatureName: key!.name,
    EventTimeFeatureName: group.eventTime,
    FeatureDefinitions: [key!, { name: group.eventTime, type: 'timestamp' }, ...group.features].map(definition),
    ...(group.online !== undefined && { OnlineStoreConfig: onlineStore(group, place) }),
    ...(group.offline && { OfflineStoreConfig: offlineStore(group, place), RoleArn: roleArn }),
    ThroughputConfig: { ThroughputMode: 'OnDemand' },
    Tags: [{ Key: 'managed-by', Value: 'ml-platform-constructs' }, { Key: 'platform', Value: platformName }],
  };
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html#sagemaker-CreateFeatureGroup-request-Description */
const LONGEST_DESCRIPTION = 128;

/**
 * A store in memory takes no key of a customer; AWS encrypts it with one of its own:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-storage-configurations-online-store.html#feature-store-storage-configurations-online-store-in-memory-tier
 */
function onlineStore({ online, ttlSeconds }: GroupFacts, { keyArn }: GroupPlace): Properties {
  return {
    EnableOnlineStore: true,
    StorageType: ONLINE_STORAGE[online!]!,
    ...(online === 'low' ? {} : { SecurityConfig: { KmsKeyId: keyArn } }),
    ...(ttlSeconds !== undefined && { TtlDuration: { Unit: 'Seconds', Value: ttlSeconds } }),
  };
}

/**
 * SageMaker makes the table of Iceberg itself, which it does in that format only when it is left to it:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OfflineStoreConfig.html
 */
function offlineStore({ groupName }: GroupFacts, { offlineUri, keyArn, database }: GroupPlace): Properties {
  return {
    S3StorageConfig: { S3Uri: offlineUri, KmsKeyId: keyArn },
    TableFormat: 'Iceberg',
    DisableGlueTableCreation: false,
    DataCatalogConfig: { Catalog: 'AwsDataCatalog', Database: database, TableName: groupName },
  };
}
