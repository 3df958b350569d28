import type { NameFact } from './names';

const WORD = /^[a-z](?:[a-z0-9_]*[a-z0-9])?$/;
const WORD_IN_WORDS = 'lower-case letters, digits and underscores, a letter first';

/**
 * What begins the names of a store: its online store has up to 60 characters, no digit first
 * (https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores/create), and its data set may have more
 * (https://docs.cloud.google.com/bigquery/docs/datasets#dataset-naming).
 */
export const FEATURE_STORE_NAME: NameFact = {
  what: 'a feature store of Vertex AI',
  minLength: 1,
  maxLength: 60,
  pattern: WORD,
  allowed: WORD_IN_WORDS,
  separator: '_',
};

/**
 * A group may have 128 characters, but its feature view, which has the same name, 60:
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores.featureViews/create. Its topic may have more, but three at least
 * (https://docs.cloud.google.com/pubsub/docs/pubsub-basics#resource_names).
 */
export const FEATURE_GROUP_NAME: NameFact = { ...FEATURE_STORE_NAME, what: 'a feature view of Vertex AI', minLength: 3 };

/** https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureGroups.features/create: `featureId`. */
export const FEATURE_NAME: NameFact = { ...FEATURE_STORE_NAME, what: 'a feature of Vertex AI', maxLength: 128 };

/** No page has a limit of features of a group; each is a column of a table, of which it takes that many: https://docs.cloud.google.com/bigquery/quotas#standard_tables */
export const MOST_FEATURE_COLUMNS = 10_000;

/** A table is clustered by that many columns: https://docs.cloud.google.com/bigquery/docs/clustered-tables#limitations */
export const MOST_CLUSTERED_COLUMNS = 4;

/** How long a topic keeps messages: https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics (`messageRetentionDuration`, 10 minutes at least). */
export const TOPIC_RETENTION_HOURS = { least: 1, most: 31 * 24 };

/** How long a subscription keeps what nobody took, and what it does unless told otherwise: https://docs.cloud.google.com/pubsub/docs/subscription-properties#message_retention_duration */
export const SUBSCRIPTION_RETENTION_HOURS = { usual: 7 * 24, most: 31 * 24 };

/** How often a message is tried before it goes to the dead letters, 5 to 100 times: https://docs.cloud.google.com/pubsub/docs/handling-failures#dead_letter_topic */
export const DELIVERY_ATTEMPTS = 5;

/** A Bigtable store scales to ten times its least number of nodes: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.featureOnlineStores#AutoScaling */
export const MOST_NODES_PER_LEAST = 10;

/** Vertex AI's own names of columns, which have a meaning unless the group names others: https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/prepare-data-source#guidelines */
export const COLUMNS_OF_VERTEX: ReadonlyMap<string, string> = new Map([['entity_id', 'the key'], ['feature_timestamp', 'the event time']]);

/** How many characters say what a table and a column are: https://docs.cloud.google.com/bigquery/quotas#all_tables */
export const LONGEST_DESCRIPTION = { table: 16_384, column: 1_024 };
