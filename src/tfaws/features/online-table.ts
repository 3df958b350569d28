import { Construct } from 'constructs';
import { feastTable } from '../../facts/aws/features-feast';
import { AwsResource } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { providerArguments } from './provider-arguments';

const OTHER_WORDS = {
  TableName: 'name',
  AttributeName: 'name',
  AttributeType: 'type',
  AttributeDefinitions: 'attribute',
  SSESpecification: 'server_side_encryption',
  SSEEnabled: 'enabled',
  KMSMasterKeyId: 'kms_key_arn',
  PointInTimeRecoverySpecification: 'point_in_time_recovery',
  PointInTimeRecoveryEnabled: 'enabled',
  DeletionProtectionEnabled: 'deletion_protection_enabled',
};

export interface OnlineTableProps {
  readonly platform: IMlPlatform;
  readonly tableName: string;
  readonly deletionProtection: boolean;
  readonly tags: Record<string, string>;
}

/** The table of the latest values of a group, for Feast. */
export function onlineTable(scope: Construct, id: string, { platform, tableName, deletionProtection, tags }: OnlineTableProps): AwsResource {
  const { KeySchema, SSESpecification, ...table } = feastTable(tableName, platform.encryptionKey.keyId, deletionProtection);
  const [{ AttributeName }] = KeySchema as [{ readonly AttributeName: string }];
  // The provider knows the kind of encryption by the key.
  const { SSEType, ...encryption } = SSESpecification as Readonly<Record<string, unknown>>;
  return new AwsResource(scope, id, 'aws_dynamodb_table', {
    ...providerArguments({ ...table, SSESpecification: encryption }, OTHER_WORDS),
    hash_key: AttributeName,
    tags,
  }, { lifecycle: { preventDestroy: deletionProtection } });
}
