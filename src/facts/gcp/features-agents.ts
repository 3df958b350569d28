import type { ServiceAgentFact } from './service-agents';

/**
 * In whose name Pub/Sub encrypts topics, writes messages into tables, and moves what it cannot write to the dead letters.
 *
 * Sources: https://docs.cloud.google.com/pubsub/docs/encryption#using-cmek, https://docs.cloud.google.com/pubsub/docs/create-bigquery-subscription#assign_bigquery_service_account
 */
export const PUBSUB_AGENT: ServiceAgentFact = {
  email: (n) => `service-${n}@gcp-sa-pubsub.iam.gserviceaccount.com`,
  why: 'encrypts streams of features, and writes their events into tables',
};

/**
 * Whose key encrypts the online store of Feast.
 *
 * Source: https://docs.cloud.google.com/firestore/native/docs/cmek
 */
export const FIRESTORE_AGENT: ServiceAgentFact = {
  email: (n) => `service-${n}@gcp-sa-firestore.iam.gserviceaccount.com`,
  why: 'encrypts the online store of Feast',
};
