/**
 * What readers and writers of features may do.
 *
 * `serve` is bound to the one view. `find` is bound to the group in the registry and to the online store, which clients look at before they ask: what somebody may of a store
 * is also theirs of all its views, so that it has no right to fetch. `query` and `load` are for the project, since jobs of BigQuery belong to projects. `readTable`,
 * `writeTable` and `publish` are bound to the one table or topic. Whoever appends, by the Storage Write API or by a load job, reads the schema and no rows (https://docs.cloud.google.com/bigquery/docs/write-api#required_permissions,
 * https://docs.cloud.google.com/bigquery/docs/batch-loading-data#required_permissions).
 *
 * Sources: https://docs.cloud.google.com/iam/docs/roles-permissions/aiplatform, https://docs.cloud.google.com/iam/docs/roles-permissions/bigquery,
 * https://docs.cloud.google.com/iam/docs/roles-permissions/pubsub
 */
export const FEATURE_PERMISSIONS = {
  serve: ['aiplatform.featureViews.fetchFeatureValues', 'aiplatform.featureViews.get'],
  find: ['aiplatform.featureGroups.get', 'aiplatform.featureOnlineStores.get', 'aiplatform.features.get', 'aiplatform.features.list'],
  query: ['bigquery.jobs.create', 'bigquery.readsessions.create', 'bigquery.readsessions.getData'],
  readTable: ['bigquery.tables.get', 'bigquery.tables.getData'],
  load: ['bigquery.jobs.create'],
  writeTable: ['bigquery.tables.get', 'bigquery.tables.updateData'],
  publish: ['pubsub.topics.get', 'pubsub.topics.publish'],
  /** What Pub/Sub needs of a subscription to move its messages to the dead letters: https://docs.cloud.google.com/pubsub/docs/handling-failures#grant_forwarding_permissions */
  consume: ['pubsub.subscriptions.consume'],
  /** Of the check whether values are fresh. */
  check: ['bigquery.jobs.create'],
} as const satisfies Record<string, readonly string[]>;

/**
 * The same of a table in another project, since a role of ours counts in the platform's project only. Whoever writes there may read, too.
 *
 * Sources: https://docs.cloud.google.com/iam/docs/roles-overview#custom, https://cloud.google.com/iam/docs/understanding-custom-roles,
 * https://docs.cloud.google.com/iam/docs/roles-permissions/bigquery
 */
export const FOREIGN_TABLE_ROLES = { readTable: 'roles/bigquery.dataViewer', writeTable: 'roles/bigquery.dataEditor' } as const satisfies Partial<Record<keyof typeof FEATURE_PERMISSIONS, string>>;

/**
 * What the account of a feature view has to have of the table that it copies: Google names this role and no permissions. It is bound to that table only.
 *
 * Source: https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/create-featureview#service_account
 */
export const FEATURE_VIEW_ROLE = 'roles/bigquery.dataViewer';

/**
 * Reads and writes entities in Datastore mode. Databases have no policies of their own: it is bound to the project, with a condition that names one.
 *
 * Sources: https://docs.cloud.google.com/datastore/docs/access/iam, https://docs.cloud.google.com/iam/docs/conditions-resource-attributes
 */
export const FEAST_DATABASE_ROLE = 'roles/datastore.user';
