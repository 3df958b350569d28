/**
 * SageMaker Feature Store: what it takes, what it is given, and what all that is made for a store is called.
 *
 * Limits: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-quotas.html. An account has 100 groups unless more are asked for, so that no number of groups is refused.
 */

/** `acme-ml-features`: begins the names of groups, and is the database of Glue, with underscores. */
export const FEATURE_STORE_NAME = {
  what: 'a feature store of SageMaker',
  minLength: 1,
  maxLength: 60,
  pattern: /^[a-z0-9](?:-*[a-z0-9])*$/,
  allowed: 'lower-case letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/**
 * `acme-ml-features-customer-spend`: of the group (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html), and of its stream, its function
 * (64 characters, too: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html) and its workgroup. CloudFormation's own pattern has no underscores.
 */
export const FEATURE_GROUP_NAME = {
  what: 'a feature group of SageMaker',
  minLength: 1,
  maxLength: 64,
  pattern: FEATURE_STORE_NAME.pattern,
  allowed: FEATURE_STORE_NAME.allowed,
  separator: '-',
};

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FeatureDefinition.html */
export const FEATURE_COLUMN_NAME = {
  what: 'a feature of SageMaker',
  minLength: 1,
  maxLength: 64,
  pattern: /^[a-z0-9](?:[-_]*[a-z0-9])*$/,
  allowed: 'letters, digits, hyphens and underscores, a letter or digit at both ends',
  separator: '_',
};

/** What SageMaker adds to each record offline: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-offline.html */
export const RESERVED_COLUMNS: Readonly<Record<string, string>> = {
  api_invocation_time: 'the time of the request',
  is_deleted: 'the mark of records that were deleted',
  write_time: 'the time of writing to the offline store',
};

/** Keys and event time included. */
export const MOST_COLUMNS = 2_500;

/** A value has 350 KB at most, and a number of 64 bits as text 20 characters or so. */
export const MOST_DIMENSIONS = 16_384;

/** Hours: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html */
export const STREAM_RETENTION = { leastHours: 24, mostHours: 8_760 } as const;

/**
 * `FeatureType` of the columns. There is no boolean, no time and, in CloudFormation, no vector (`CollectionType` is the API's only:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-featuregroup-featuredefinition.html): a boolean is 1 or 0, a time is
 * text as ISO 8601 has it, a vector is text as JSON has it.
 */
export const FEATURE_TYPES: Readonly<Record<string, string>> = {
  int: 'Integral', float: 'Fractional', string: 'String', bool: 'Integral', timestamp: 'String', vector: 'String',
};

/** `StorageType`: https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-storage-configurations-online-store.html */
export const ONLINE_STORAGE: Readonly<Record<string, string>> = { standard: 'Standard', low: 'InMemory' };

/** Braces as in `statement.ts`, and `{group}`, its name. */
export const FEATURE_GROUP_ARN = 'arn:{partition}:sagemaker:{region}:{account}:feature-group/{group}';

/** What SageMaker lacks, by core's capabilities. */
export const FEATURE_REFUSALS = {
  'features/managed-composite-key': {
    // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateFeatureGroup.html#sagemaker-CreateFeatureGroup-request-RecordIdentifierFeatureName
    reason: 'a feature group of SageMaker has one record identifier',
    alternative: "write a column that joins the keys, such as 'customer_id#shop_id', and make that the key, or take FeatureStoreKind.feast(…)",
  },
  'features/managed-table': {
    // https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-ingest-data.html
    reason: 'SageMaker takes values in by its API, record by record or by a job of Spark, and reads no files by itself',
    alternative: 'let a TrainingJob read the files and write the records, and give it as FeatureSource.job(…), or take FeatureStoreKind.feast(…)',
  },
} as const;
