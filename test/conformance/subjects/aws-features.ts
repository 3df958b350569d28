import { Json, list } from '../../support/cloudformation';
import { FeatureGroupFacts, StoreFacts } from '../facts';
import { Allowed } from './aws-models';
import { AwsReferences } from './aws-runs';
import { FeastPlace, OnlineFacts } from './cluster-features';

/** Something that has data, in the words of CloudFormation, and whether it stays when the program forgets it. */
export interface Kept {
  readonly properties: Json;
  readonly kept: boolean;
  /** By their keys. */
  readonly tags: Readonly<Record<string, string>>;
  /** As others refer to it. */
  readonly reference: string;
}

/** Feature groups of SageMaker in the words of CloudFormation, as each of the two engines refers to their parts. */
export interface FeatureParts {
  readonly groups: readonly Kept[];
  readonly databases: readonly Kept[];
  readonly workGroups: readonly Kept[];
  readonly streams: readonly Kept[];
  readonly functions: readonly Kept[];
  readonly mappings: readonly Kept[];
  readonly policies: readonly Allowed[];
  /** The services that the network reaches without the internet. */
  readonly endpoints: readonly string[];
  readonly references: AwsReferences;
  /** The bucket that an address or an ARN lies in. */
  storeOf(address: string): StoreFacts | undefined;
}

export function sageMakerGroups(parts: FeatureParts): FeatureGroupFacts[] {
  return parts.groups.map((group) => featureGroup(group, parts));
}

function featureGroup(group: Kept, parts: FeatureParts): FeatureGroupFacts {
  const { FeatureGroupName: name, FeatureDefinitions, OnlineStoreConfig: online, OfflineStoreConfig: offline } = group.properties;
  const { policies, references, endpoints } = parts;
  const tags = list<Json>(group.properties.Tags).map(({ Key }) => Key as string);
  // SageMaker takes tags once: those that never change have to be there.
  if (!['platform', 'managed-by'].every((tag) => tags.includes(tag))) throw new Error(`${name as string} lacks tags`);
  const stream = streamInto(name, parts);
  const files = offline && parts.storeOf(offline.S3StorageConfig.S3Uri);
  const records = offline && keyOf(offline.S3StorageConfig.S3Uri as string);
  const catalog = offline && parts.databases.find(({ properties }) => properties.Name === offline.DataCatalogConfig.Database);
  const queries = offline && parts.workGroups.find(({ properties }) => properties.Name === name);
  const mayOnGroup = (action: string) => namesOf(policies, action, (resource) => resource.endsWith(`:feature-group/${name}`));
  const isOnRecords = (resource: string) => offline !== undefined && parts.storeOf(resource) === files && reaches(keyOf(resource), `${records}/x`);
  // What keeps the records for SageMaker is the group itself.
  const mayOnRecords = (action: string) => namesOf(policies, action, isOnRecords).filter((who) => !sameThing(who, group.properties.RoleArn));
  return {
    name,
    kind: 'managed',
    entityKeys: [group.properties.RecordIdentifierFeatureName],
    eventTime: group.properties.EventTimeFeatureName,
    columns: Object.fromEntries(list<Json>(FeatureDefinitions).map(({ FeatureName, FeatureType }) => [FeatureName, FeatureType])),
    online: online?.EnableOnlineStore === true ? (online.StorageType === 'InMemory' ? 'low' : 'standard') : undefined,
    offline: offline !== undefined,
    ttlSeconds: online?.TtlDuration && online.TtlDuration.Value * SECONDS[online.TtlDuration.Unit]!,
    encrypted: (!online || references.isKey(online.SecurityConfig?.KmsKeyId))
      && (!offline || (references.isKey(offline.S3StorageConfig.KmsKeyId) && files?.encrypted === true && encryptsResults(queries, parts))),
    private: (!online || endpoints.some((service) => service.endsWith('.sagemaker.featurestore-runtime')))
      && (!offline || files?.public === false) && (!stream || stream.inside),
    protected: group.kept && (!stream || stream.kept)
      && (!offline || (catalog?.kept === true && files?.protected === true && !expires(files, records!))),
    ...described(group, catalog, queries),
    stream: stream?.facts,
    readers: [...new Set([...mayOnGroup('sagemaker:GetRecord'), ...mayOnRecords('s3:GetObject')])],
    writers: [...new Set([...mayOnGroup('sagemaker:PutRecord'), ...mayOnRecords('s3:PutObject'), ...(stream?.senders ?? [])])],
  };
}

const SECONDS: Record<string, number> = { Seconds: 1, Minutes: 60, Hours: 3_600, Days: 86_400, Weeks: 604_800 };

/** The bucket of an address or an ARN, as it is referred to, and the key. */
export function placeIn(address: string): { readonly bucket: string; readonly key: string } {
  const [, bucket = '', key = ''] = /^(?:s3:\/\/|arn:.*?:s3:::)?(\$\{[^}]*\}|[^/]+)(?:\/(.*))?$/.exec(address) ?? [];
  return { bucket, key };
}

const keyOf = (address: string) => placeIn(address).key;

/** Whether a pattern of IAM has a key. */
function reaches(pattern: string, key: string): boolean {
  const [start, ...rest] = pattern.split('*');
  return rest.length === 0 ? key === start : key.startsWith(start!);
}

function namesOf(policies: readonly Allowed[], action: string, isOn: (resource: string) => boolean): string[] {
  const allows = (statement: Json) => list<string>(statement.Action).includes(action) && list<string>(statement.Resource).some(isOn);
  return policies.filter(({ statements }) => statements.some(allows)).flatMap(({ who }) => who);
}

const expires = ({ expiry }: StoreFacts, key: string) => expiry.some(({ prefix }) => key.startsWith(prefix));

/** Results of queries are as good as the values. */
function encryptsResults(queries: Kept | undefined, { references, storeOf }: FeatureParts): boolean {
  const { EnforceWorkGroupConfiguration: enforced, ResultConfiguration: results } = queries?.properties.WorkGroupConfiguration ?? {};
  const { EncryptionOption, KmsKey } = results?.EncryptionConfiguration ?? {};
  return enforced === true && EncryptionOption === 'SSE_KMS' && references.isKey(KmsKey) && storeOf(results.OutputLocation)?.public === false;
}

/** What people look up: in the catalog, and on the workgroup that they query in, which have to say the same. */
function described({ properties }: Kept, catalog: Kept | undefined, queries: Kept | undefined): Pick<FeatureGroupFacts, 'owner' | 'personalData'> {
  const parameters = catalog?.properties.Parameters ?? {};
  const table = properties.OfflineStoreConfig?.DataCatalogConfig.TableName as string;
  const owner = parameters[`${table}:owner`] as string | undefined;
  const columns = (parameters[`${table}:personal-data`] as string | undefined)?.split(', ') ?? [];
  const { owner: tagged, 'personal-data': tags = '' } = queries?.tags ?? {};
  if (tagged !== owner || tags !== columns.join(' ')) throw new Error(`${table}: the catalog and the tags say two things`);
  return { owner, personalData: columns };
}

interface Streamed {
  readonly facts: NonNullable<FeatureGroupFacts['stream']>;
  readonly inside: boolean;
  readonly kept: boolean;
  readonly senders: string[];
}

/** The stream whose events a function with the right to write the group takes in. */
function streamInto(group: string, parts: FeatureParts): Streamed | undefined {
  const { functions, mappings, streams, policies, references, storeOf } = parts;
  const rightsOf = ({ properties }: Kept, action: string) => {
    const allowing = references.statements(properties.Role).filter(({ Action }) => list<string>(Action).includes(action));
    return allowing.flatMap(({ Resource }) => list<string>(Resource));
  };
  const found = functions.find((one) => rightsOf(one, 'sagemaker:PutRecord').some((resource) => resource.endsWith(`:feature-group/${group}`)));
  const mapping = found && mappings.find(({ properties }) => sameThing(properties.FunctionName, found.reference));
  if (!mapping) return undefined;
  const stream = streams.find(({ reference }) => sameThing(mapping.properties.EventSourceArn, reference))!;
  const { ShardCount: shards, RetentionPeriodHours: retentionHours, StreamEncryption: encryption } = stream.properties;
  const dropped = mapping.properties.DestinationConfig?.OnFailure?.Destination as string | undefined;
  const places = dropped === undefined ? [] : rightsOf(found, 's3:PutObject').filter((resource) => storeOf(resource) === storeOf(`${dropped}/x`));
  const subnets = list<string>(found.properties.VpcConfig?.SubnetIds);
  return {
    facts: {
      shards,
      retentionHours,
      encrypted: encryption?.EncryptionType === 'KMS' && references.isKey(encryption.KeyId) && places.every((place) => storeOf(place)?.encrypted === true),
      // What Lambda gives up lies where Lambda says; what the function sets aside, where the group is. Neither may go before somebody has looked.
      keepsDeadLetters: ['aws/lambda/', 'features/'].every((prefix) => {
        return places.some((place) => keyOf(place).startsWith(prefix) && !expires(storeOf(place)!, keyOf(place)));
      }),
    },
    inside: subnets.length > 0 && subnets.every((subnet) => references.isPrivateSubnet(subnet)),
    kept: stream.kept,
    // The stream is called as the group, and named by its name where whoever sends may be in a stack that others stand on.
    senders: namesOf(policies, 'kinesis:PutRecords', (resource) => sameThing(resource, stream.reference) || resource.endsWith(`:stream/${group}`)),
  };
}

/** Two references to one thing, by whichever of its attributes. */
function sameThing(reference: string, other: string): boolean {
  const named = (text: string) => /^\$\{((?:aws_\w+\.)?[\w-]+)/.exec(text)?.[1];
  return named(reference) !== undefined && named(reference) === named(other);
}

/** Feast's tables of DynamoDB, by their names; they have no address but that of the service, which asks for an identity. */
export function feastTables(tables: readonly Kept[], { isKey }: AwsReferences): Record<string, OnlineFacts> {
  return Object.fromEntries(tables.map(({ properties, kept }) => {
    const { TableName, SSESpecification: encryption, PointInTimeRecoverySpecification: recovery } = properties;
    return [TableName as string, {
      encrypted: encryption?.SSEEnabled === true && isKey(encryption.KMSMasterKeyId),
      private: properties.ResourcePolicy === undefined,
      protected: kept && properties.DeletionProtectionEnabled === true && recovery?.PointInTimeRecoveryEnabled === true,
    }];
  }));
}

/** Whoever may read and write what lies in buckets. */
export function bucketReaders(policies: readonly Allowed[], storeOf: FeatureParts['storeOf']): Pick<FeastPlace, 'storeOf' | 'readersOf' | 'writersOf'> {
  const may = (action: string, address: string) => {
    return namesOf(policies, action, (resource) => storeOf(resource) === storeOf(address) && reaches(keyOf(resource), `${keyOf(address)}/x`));
  };
  return { storeOf, readersOf: (address) => may('s3:GetObject', address), writersOf: (address) => may('s3:PutObject', address) };
}

/** What EBS encrypts volumes of a class with. */
export function encryptsVolumes(found: Json | undefined, isKey: AwsReferences['isKey']): boolean {
  return found?.provisioner === 'ebs.csi.aws.com' && found.parameters.encrypted === 'true' && isKey(found.parameters.kmsKeyId);
}
