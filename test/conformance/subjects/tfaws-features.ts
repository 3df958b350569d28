import { Attributes, SynthesizedStack } from '../../support/terraform';
import { FeatureGroupFacts, SoftwareFacts, StoreFacts } from '../facts';
import { bucketReaders, encryptsVolumes, feastTables, Kept, placeIn, sageMakerGroups } from './aws-features';
import { Allowed } from './aws-models';
import { feastGroups, storageClassIn } from './cluster-features';
import { references } from './tfaws-jobs';
import { allowed } from './tfaws-models';
import { acrossStacks, all, desired, isKey, target } from './tfaws-references';

export function featureGroups(stack: SynthesizedStack, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): FeatureGroupFacts[] {
  const storeOf = (address: string) => storeIn(stack, stores, address);
  const of = (type: string, inWords: (resource: Attributes) => Attributes) => {
    return Object.entries(stack.resources(type)).map(([id, resource]) => kept(`\${${type}.${id}.id}`, resource, inWords(resource)));
  };
  const tables = feastTables(of('aws_dynamodb_table', table), references(stack));
  return [
    ...sageMakerGroups({
      groups: all(stack, 'aws_cloudcontrolapi_resource').filter(({ type_name }) => type_name === 'AWS::SageMaker::FeatureGroup').map((group) => kept('', group, desired(group))),
      databases: of('aws_glue_catalog_database', ({ name, parameters }) => ({ Name: name, Parameters: parameters })),
      workGroups: of('aws_athena_workgroup', workGroup),
      streams: of('aws_kinesis_stream', (stream) => ({
        ShardCount: stream.shard_count,
        RetentionPeriodHours: stream.retention_period,
        StreamEncryption: { EncryptionType: stream.encryption_type, KeyId: stream.kms_key_id },
      })),
      functions: of('aws_lambda_function', ({ role, vpc_config: network }) => ({ Role: role, VpcConfig: { SubnetIds: network?.subnet_ids } })),
      mappings: of('aws_lambda_event_source_mapping', (mapping) => ({
        FunctionName: mapping.function_name,
        EventSourceArn: mapping.event_source_arn,
        DestinationConfig: { OnFailure: { Destination: mapping.destination_config?.on_failure.destination_arn } },
      })),
      endpoints: all(stack, 'aws_vpc_endpoint').map(({ service_name }) => service_name as string),
      references: references(stack),
      policies: policies(stack),
      storeOf,
    }),
    ...feastGroups(software, {
      ...bucketReaders(policies(stack), storeOf),
      online: ({ project }, group) => tables[`${project}.${group}`],
      encryptsVolumes: (className) => encryptsVolumes(storageClassIn(software, className), (key) => isKey(stack, acrossStacks(stack, key ?? ''))),
    }),
  ];
}

/** What roles may do, each by whom. */
export function policies(stack: SynthesizedStack): Allowed[] {
  return [
    ...all(stack, 'aws_iam_role_policy').map(({ role, policy }) => ({ who: [role as string], statements: allowed(policy) })),
    ...all(stack, 'aws_iam_role_policy_attachment').flatMap(({ role, policy_arn: arn }) => {
      const policy = target(stack, arn);
      return policy ? [{ who: [role as string], statements: allowed(policy.policy) }] : [];
    }),
  ];
}

function kept(reference: string, { lifecycle, tags }: Attributes, properties: Attributes): Kept {
  return { reference, properties, kept: lifecycle?.prevent_destroy === true, tags: tags ?? {} };
}

function workGroup({ name, configuration }: Attributes): Attributes {
  const { output_location, encryption_configuration: encryption } = configuration.result_configuration ?? {};
  return {
    Name: name,
    WorkGroupConfiguration: {
      EnforceWorkGroupConfiguration: configuration.enforce_workgroup_configuration,
      ResultConfiguration: {
        OutputLocation: output_location,
        EncryptionConfiguration: { EncryptionOption: encryption?.encryption_option, KmsKey: encryption?.kms_key_arn },
      },
    },
  };
}

function table(found: Attributes): Attributes {
  return {
    TableName: found.name,
    SSESpecification: { SSEEnabled: found.server_side_encryption?.enabled, KMSMasterKeyId: found.server_side_encryption?.kms_key_arn },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: found.point_in_time_recovery?.enabled },
    DeletionProtectionEnabled: found.deletion_protection_enabled,
  };
}

/** A bucket by its reference, of whichever stack, or its name. */
export function storeIn(stack: SynthesizedStack, stores: readonly StoreFacts[], address: string): StoreFacts | undefined {
  const { bucket } = placeIn(address);
  const found = target(stack, acrossStacks(stack, bucket));
  return stores.find(({ name }) => name === (found ? found.bucket : bucket));
}
