/**
 * What readers and writers of features may do.
 *
 * `serve` and `query` are for the project: views of Vertex AI have policies of their own, which the provider (6.50) cannot set, and jobs of BigQuery belong to projects.
 * `readTable`, `writeTable` and `publish` are bound to the one table or topic. Appending by the Storage Write API needs `updateData` only; a load job and `INSERT` are jobs
 * too, and the schema is read before (https://docs.cloud.google.com/bigquery/docs/write-api#required_permissions,
 * https://docs.cloud.google.com/bigquery/docs/batch-loading-data#required_permissions).
 *
 * Sources: https://docs.cloud.google.com/iam/docs/roles-permissions/aiplatform, https://docs.cloud.google.com/iam/docs/roles-permissions/bigquery,
 * https://docs.cloud.google.com/iam/docs/roles-permissions/pubsub
 */
export const FEATURE_PERMISSIONS = {
  serve: [
    'aiplatform.featureGroups.get',
    'aiplatform.featureOnlineStores.get',
    'aiplatform.featureViews.fetchFeatureValues',
    'aiplatform.featureViews.get',
    'aiplatform.features.get',
    'aiplatform.features.list',
  ],
  query: ['bigquery.jobs.create', 'bigquery.readsessions.create', 'bigquery.readsessions.getData'],
  readTable: ['bigquery.tables.get', 'bigquery.tables.getData'],
  load: ['bigquery.jobs.create'],
  writeTable: ['bigquery.tables.get', 'bigquery.tables.getData', 'bigquery.tables.updateData'],
  publish: ['pubsub.topics.get', 'pubsub.topics.publish'],
  /** What Pub/Sub needs of a subscription to move its messages to the dead letters: https://docs.cloud.google.com/pubsub/docs/handling-failures#grant_forwarding_permissions */
  consume: ['pubsub.subscriptions.consume'],
  /** Of the check whether values are fresh. */
  check: ['bigquery.jobs.create'],
} as const satisfies Record<string, readonly string[]>;

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
