/*
 * What a feature store of Azure ML takes. Names of its assets are those of ARM's types at 2025-12-01: `featuresets/versions/features` has
 * `^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}$`, a workspace 3 to 33 characters.
 */

/** The workspace of a store, after which its Redis and its event hubs are named, too. */
export const FEATURE_STORE_NAME = {
  what: 'a feature store of Azure ML',
  minLength: 3,
  maxLength: 33,
  pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  allowed: 'lower-case letters, digits and single hyphens, a letter first',
  separator: '-',
} as const;

/**
 * What is made for a group: a job of Stream Analytics takes 63 characters, an event hub 256, a workflow 80.
 * https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/resource-name-rules#microsoftstreamanalytics
 */
export const FEATURE_GROUP_NAME = {
  what: 'a group of features of Azure ML',
  minLength: 3,
  maxLength: 63,
  pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  allowed: 'lower-case letters, digits and single hyphens, a letter first',
  separator: '-',
} as const;

export const FEATURE_COLUMN_NAME = {
  what: 'a column of a feature set of Azure ML',
  minLength: 1,
  maxLength: 255,
  pattern: /^[a-z][a-z0-9_]*$/,
  allowed: 'lower-case letters, digits and underscores, a letter first',
  separator: '_',
} as const;

/** Where the files of one day of a stream lie, which Spark reads as a column, too: https://spark.apache.org/docs/3.4.0/sql-data-sources-parquet.html#partition-discovery */
export const DAY_COLUMN = 'ingested_on';

/** Columns that materializations and queries add: `azureml/featurestore/_utils/_constants.py` and `_offline_query/point_at_time.py` of https://pypi.org/project/azureml-featurestore/1.2.2/ */
export const RESERVED_COLUMNS: Readonly<Record<string, string>> = {
  create_timestamp: 'the time at which a value came to be',
  created_timestamp: 'the time at which a value came to be, in queries',
  entity_timestamp: 'the time of an observation in a query',
  event_timestamp: 'the time of an event, in queries',
  partition: 'the day by which values are divided',
  sys_create_timestamp: 'the time of a materialization',
  sys_update_timestamp: 'the time of a materialization',
  time_to_live: 'the time that a value has left',
  [DAY_COLUMN]: 'the day on which a stream was taken in',
};

/** The type of a column, by that of core: "features.type" of https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-featureset-spec. None is a list. */
export const COLUMN_TYPES = { int: 'long', float: 'double', string: 'string', bool: 'boolean', timestamp: 'datetime' } as const;

/** The same for keys, as ARM writes them: `indexColumns.dataType` of `featurestoreEntities/versions`. */
export const KEY_TYPES = { int: 'Long', string: 'String' } as const;

/**
 * Azure ML names no limit of columns; this is ours. Above `spark.sql.codegen.maxFields` (100) Spark compiles no code for a table, and with thousands of columns a
 * materialization takes minutes before its first row: https://spark.apache.org/docs/3.4.0/configuration.html
 */
export const MOST_COLUMNS = 2000;

/** An alert over logs looks at one day in this library: https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-types#log-alerts */
export const LONGEST_FRESHNESS_HOURS = 24;

/** The version of Spark of materializations, "3.4" alone: https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-feature-store */
export const SPARK_VERSION = '3.4';

/** Machines of serverless Spark, by their cores and the memory that Spark may have of it: https://learn.microsoft.com/en-us/azure/machine-learning/quickstart-spark-jobs */
export const SPARK_MACHINES: Readonly<Record<string, { readonly cores: number; readonly memory: string }>> = {
  Standard_E4s_v3: { cores: 4, memory: '28g' },
  Standard_E8s_v3: { cores: 8, memory: '56g' },
  Standard_E16s_v3: { cores: 16, memory: '112g' },
  Standard_E32s_v3: { cores: 32, memory: '224g' },
  Standard_E64s_v3: { cores: 64, memory: '400g' },
};
